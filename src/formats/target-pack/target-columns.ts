/** A target as one row: the columns of CSV files and of the first sheet of workbooks. */
import type { Audience } from '../../domain/audience.ts';
import { fieldsFor, type TargetField } from '../../domain/for-audience.ts';
import { markingsOf } from '../../domain/may-see.ts';
import type { GoodsValue, PackGoods, PackTarget } from '../../domain/target-pack.ts';
import type { CellKind, CellValue } from '../xlsx/workbook.ts';

/** A column. */
export interface TargetColumn {
  readonly title: string;
  /** What an audience must be allowed to see; undefined for what everybody gets. */
  readonly field: TargetField | undefined;
  readonly kind: CellKind;
  readonly width: number;
  cellOf(target: PackTarget): CellValue;
}

/** Stands between several values of a cell. */
const separator = ' | ';

const text = (
  title: string,
  field: TargetField | undefined,
  width: number,
  cellOf: TargetColumn['cellOf'],
): TargetColumn => ({ title, field, kind: 'text', width, cellOf });
const number = (
  title: string,
  field: TargetField,
  kind: CellKind,
  cellOf: TargetColumn['cellOf'],
  width = 10,
): TargetColumn => ({ title, field, kind, width, cellOf });
const joined = (values: readonly (string | undefined)[]): string =>
  values.filter((value) => value !== undefined && value !== '').join(separator);

const columns: readonly TargetColumn[] = [
  text('reference', undefined, 17, ({ reference }) => reference),
  number('rank', 'rank', 'integer', ({ rank }) => rank, 6),
  text('consignment', 'consignmentId', 24, ({ consignmentId }) => consignmentId),
  text('declaration', 'references', 20, ({ references }) => references.declaration),
  text('houseBill', 'references', 18, ({ references }) => references.houseBill),
  text('airWaybill', 'references', 15, ({ references }) => references.airWaybill),
  text('masterBill', 'references', 15, ({ references }) => references.masterBill),
  text('s10', 'references', 15, ({ references }) => references.s10),
  text('containers', 'containers', 14, ({ containers }) => containers.join(' ')),
  text('channel', 'channel', 9, ({ channel }) => channel),
  text('mode', 'mode', 6, ({ mode }) => mode),
  text('direction', 'direction', 10, ({ direction }) => direction),
  text('procedure', 'procedure', 10, ({ procedure }) => procedure),
  text('office', 'office', 10, ({ office }) => office),
  text('terminal', 'place', 14, ({ place }) => place.terminal),
  text('shed', 'place', 12, ({ place }) => place.shed),
  text('flightOrVessel', 'place', 14, ({ place }) => place.flightOrVessel),
  number('arrivalUtc', 'arrivalMs', 'moment', ({ arrivalMs }) => arrivalMs, 16),
  number('cutOffUtc', 'cutOffMs', 'moment', ({ cutOffMs }) => cutOffMs, 16),
  text('route', 'route', 14, ({ route }) => route.join(' > ')),
  number('items', 'goods', 'integer', ({ goods }) => goods.length, 6),
  text('hsCodes', 'goods', 16, ({ goods }) =>
    [...new Set(goods.map(({ hsCode }) => hsCode))].filter(Boolean).join(' '),
  ),
  { title: 'goods', field: 'goods', kind: 'wrapped', width: 44, cellOf: ({ goods }) => joined(goods.map(goodsText)) },
  number('netMassKg', 'goods', 'decimal', ({ goods }) => totalOf(goods.map(({ netMassKg }) => netMassKg))),
  number('valueAmount', 'goods', 'decimal', ({ goods }) => totalValue(goods)?.amount, 12),
  text('valueCurrency', 'goods', 8, ({ goods }) => totalValue(goods)?.currency),
  text('valueBasis', 'goods', 10, ({ goods }) => totalValue(goods)?.basis),
  text('sender', 'parties', 28, (target) => nameOf(target, ['seller', 'consignor'])),
  text('receiver', 'parties', 28, (target) => nameOf(target, ['importer', 'consignee'])),
  text('lane', 'lane', 8, ({ lane }) => lane),
  text('control', 'control', 12, ({ control }) => control),
  number('minutes', 'minutes', 'integer', ({ minutes }) => minutes, 8),
  text('shift', 'shift', 11, ({ shift }) => shift),
  number('probability', 'probability', 'share', ({ probability }) => probability),
  {
    title: 'reasons',
    field: 'reasons',
    kind: 'wrapped',
    width: 50,
    cellOf: ({ reasons }) => joined(reasons.map((reason) => reason.text)),
  },
  { title: 'lookFor', field: 'lookFor', kind: 'wrapped', width: 36, cellOf: ({ lookFor }) => joined(lookFor) },
  text('rights', 'rights', 16, ({ rights }) => joined([...new Set(rights.map(({ finding }) => finding))])),
  text('rightHolders', 'rights', 24, ({ rights }) => joined([...new Set(rights.map(({ holder }) => holder))])),
  text('contacts', 'contacts', 30, ({ contacts }) =>
    joined(
      contacts.map(({ role, name, phone, email }) => `${role}: ${[name, phone, email].filter(Boolean).join(', ')}`),
    ),
  ),
  text('handling', undefined, 20, ({ handling }) => markingsOf(handling).join(' ')),
];

/** Returns the columns that an audience gets, in their order. */
export function targetColumns(audience: Audience): readonly TargetColumn[] {
  const fields = fieldsFor(audience);
  return columns.filter(({ field }) => field === undefined || fields.includes(field));
}

/** Returns one goods item in a few words. */
function goodsText({ itemNumber, hsCode, brand, description, quantity, unitCode }: PackGoods): string {
  const amount =
    quantity === undefined ? undefined : `(${[quantity, unitCode].filter((part) => part !== undefined).join(' ')})`;
  return `${itemNumber}: ${[hsCode, brand, description, amount].filter((part) => part !== undefined).join(' ')}`;
}

/** A total is one of all parts, or none: what is missing is not nothing. */
function totalOf(parts: readonly (number | undefined)[]): number | undefined {
  if (parts.length === 0 || parts.includes(undefined)) return undefined;
  return Number((parts as readonly number[]).reduce((sum, part) => sum + part, 0).toFixed(6));
}

function totalValue(goods: readonly PackGoods[]): GoodsValue | undefined {
  const first = goods[0]?.value;
  const isOneKind = goods.every(({ value }) => value?.currency === first?.currency && value?.basis === first?.basis);
  const amount = totalOf(goods.map(({ value }) => value?.amount));
  return first === undefined || !isOneKind || amount === undefined ? undefined : { ...first, amount };
}

function nameOf({ parties }: PackTarget, roles: readonly string[]): string | undefined {
  const named = roles.map((role) => parties.find((party) => party.role === role && party.name !== undefined));
  return named.find((party) => party !== undefined)?.name;
}
