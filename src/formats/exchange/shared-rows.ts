/** Records as rows of our own format (profile `touchstone`), as far as an agreement gives their fields. */
import { stringify } from 'csv-stringify/sync';
import type { FieldGroup } from '../../domain/agreement.ts';
import type { ConsignmentReferences } from '../../domain/consignment.ts';
import type { Examination } from '../../domain/examination.ts';
import type { GoodsItemRecord } from '../../domain/goods-item.ts';
import type { Handling } from '../../domain/handling.ts';
import type { Measure } from '../../domain/measure.ts';
import { formatMoment, type Moment } from '../../domain/moment.ts';
import { type Parties, partyRoles } from '../../domain/party.ts';
import { isGoodsItemRecord } from '../../domain/record.ts';

/** A record that can be handed to another agency. */
export type SharedRecord = GoodsItemRecord | Examination | Measure;

/** Returns the handling of a record. */
export function handlingOf(record: SharedRecord): Handling {
  return isGoodsItemRecord(record) ? record.consignment.handling : record.handling;
}

type Cell = string | number | boolean | undefined;
type Column<R> = readonly [target: string, group: FieldGroup | undefined, read: (record: R) => Cell];

const partyFields = [
  'id',
  'idScheme',
  'name',
  'address',
  'country',
  'phone',
  'email',
  'partyKind',
  'isAuthorisedOperator',
] as const;

const itemColumns: readonly Column<GoodsItemRecord>[] = [
  ['recordKind', undefined, ({ kind }) => kind],
  ...referenceColumns<GoodsItemRecord>(({ consignment }) => consignment.references),
  ['itemNumber', undefined, ({ item }) => item.itemNumber],
  ['occurredAt', undefined, ({ consignment }) => momentText(consignment.occurredAt)],
  ['knownAt', undefined, ({ consignment }) => momentText(consignment.knownAt)],
  ['amendment', undefined, ({ consignment }) => consignment.amendment],
  ['stage', undefined, ({ consignment }) => consignment.stage],
  ...(['received', 'eta', 'arrived', 'presented', 'releaseCutOff'] as const).map(
    (time): Column<GoodsItemRecord> => [
      `times.${time}`,
      undefined,
      ({ consignment }) => momentText(consignment.times[time]),
    ],
  ),
  ...(
    [
      'office',
      'procedure',
      'direction',
      'transactionType',
      'goodsUse',
      'paymentMethod',
      'mode',
      'channel',
      'departureCountry',
      'destinationCountry',
      'goodsLocation',
    ] as const
  ).map((field): Column<GoodsItemRecord> => [field, undefined, ({ consignment }) => consignment[field]]),
  ['transitCountries', undefined, ({ consignment }) => listText(consignment.transitCountries)],
  ['containers', undefined, ({ consignment }) => listText(consignment.containers)],
  ...partyColumns<GoodsItemRecord>(({ consignment }) => consignment.parties),
  ...(
    [
      'hsCode',
      'hsEdition',
      'description',
      'originCountry',
      'originMarking',
      'netMassKg',
      'grossMassKg',
      'quantity',
      'unitCode',
      'brand',
    ] as const
  ).map((field): Column<GoodsItemRecord> => [`item.${field}`, 'goods', ({ item }) => item[field]]),
  ...(['valueAmount', 'currency', 'dutyRatePercent', 'dutyType'] as const).map(
    (field): Column<GoodsItemRecord> => [`item.${field}`, 'prices', ({ item }) => item[field]],
  ),
];

const examinationColumns: readonly Column<Examination>[] = [
  ['recordKind', undefined, ({ kind }) => kind],
  ['id', undefined, ownId],
  ...referenceColumns<Examination>(({ references }) => references),
  ...(
    [
      'itemNumber',
      'control',
      'depth',
      'iprChecked',
      'outcome',
      'iprType',
      'brand',
      'articlesCount',
      'isRetracted',
    ] as const
  ).map((field): Column<Examination> => [field, undefined, (record) => record[field]]),
  ['examinedAt', undefined, ({ examinedAt }) => momentText(examinedAt)],
  ['knownAt', undefined, ({ knownAt }) => momentText(knownAt)],
];

const measureColumns: readonly Column<Measure>[] = [
  ['recordKind', undefined, ({ kind }) => kind],
  ['id', undefined, ownId],
  ...referenceColumns<Measure>(({ references }) => references),
  ...(['itemNumber', 'measureKind', 'outcome', 'isRetracted', 'office', 'mode', 'departureCountry'] as const).map(
    (field): Column<Measure> => [field, undefined, (record) => record[field]],
  ),
  ['destinationCountry', undefined, ({ destinationCountry }) => destinationCountry],
  ['occurredAt', undefined, ({ occurredAt }) => momentText(occurredAt)],
  ['knownAt', undefined, ({ knownAt }) => momentText(knownAt)],
  ['transitCountries', undefined, ({ transitCountries }) => listText(transitCountries)],
  ...(['iprType', 'brand', 'rightHolder', 'concealment', 'detectionMethod'] as const).map(
    (field): Column<Measure> => [field, 'results', (record) => record[field]],
  ),
  ['item.originCountry', 'goods', ({ originCountry }) => originCountry],
  ...(['hsCode', 'description', 'quantity', 'unitCode'] as const).flatMap((field): Column<Measure>[] => [
    [`item.${field}`, 'goods', ({ declaredGoods }) => declaredGoods[field]],
    [`actual.${field}`, 'goods', ({ actualGoods }) => actualGoods[field]],
  ]),
  ['item.valueAmount', 'prices', ({ valueAmount }) => valueAmount],
  ['item.currency', 'prices', ({ currency }) => currency],
  ['valueBasis', 'prices', ({ valueBasis }) => valueBasis],
  ...partyColumns<Measure>(({ parties }) => parties),
];

/** Columns that rows of a package may have; the agency is that of the package, and no column says otherwise. */
export const sharedColumns: ReadonlySet<string> = new Set(
  [...itemColumns, ...examinationColumns, ...measureColumns].map(([target]) => target),
);

/**
 * Returns a CSV file of records, one kind of record after the other; columns that no record fills are left out. Cells are as the records have them, for a program reads them back: no
 * spreadsheet is meant to open it.
 */
export function writeSharedRows(records: readonly SharedRecord[], fields: readonly FieldGroup[]): string {
  const rows = records.map((record) => cellsOf(record, fields));
  const used = [...sharedColumns].filter((target) => rows.some((row) => row.has(target)));
  return stringify([used, ...rows.map((row) => used.map((target) => row.get(target)))]);
}

function cellsOf(record: SharedRecord, fields: readonly FieldGroup[]): ReadonlyMap<string, string | number> {
  switch (record.kind) {
    case 'examination':
      return filled(examinationColumns, record, fields);
    case 'measure':
      return filled(measureColumns, record, fields);
    default:
      return filled(itemColumns, record, fields);
  }
}

function filled<R>(
  columns: readonly Column<R>[],
  record: R,
  fields: readonly FieldGroup[],
): ReadonlyMap<string, string | number> {
  const cells = new Map<string, string | number>();
  for (const [target, group, read] of columns) {
    if (group !== undefined && !fields.includes(group)) continue;
    const cell = read(record);
    if (cell === undefined || cell === '') continue;
    cells.set(target, typeof cell === 'boolean' ? String(cell) : cell);
  }
  return cells;
}

/** An id without its agency, which reading puts before it again. */
function ownId({ id, agency }: { readonly id: string; readonly agency: string }): string {
  return id.startsWith(`${agency}/`) ? id.slice(agency.length + 1) : id;
}

function momentText(moment: Moment | undefined): string | undefined {
  return moment === undefined ? undefined : formatMoment(moment);
}

function listText(list: readonly string[]): string | undefined {
  return list.length === 0 ? undefined : list.join(';');
}

function referenceColumns<R>(of: (record: R) => ConsignmentReferences): Column<R>[] {
  return (['declaration', 'houseBill', 'airWaybill', 'masterBill', 's10'] as const).map((kind) => [
    `references.${kind}`,
    undefined,
    (record) => of(record)[kind],
  ]);
}

function partyColumns<R>(of: (record: R) => Parties): Column<R>[] {
  return partyRoles.flatMap((role) =>
    partyFields.map(
      (field): Column<R> => [`parties.${role}.${field}`, 'parties', (record) => of(record)[role]?.[field]],
    ),
  );
}
