/** The shift sheet: what is to be held and controlled, in the order in which officers walk it. */
import { fieldsFor } from '../../domain/for-audience.ts';
import type { OfficePlaces } from '../../domain/office-places.ts';
import type { PackTarget, TargetPack } from '../../domain/target-pack.ts';
import type { CellKind, CellValue } from '../xlsx/workbook.ts';
import { cellText } from './cell-text.ts';

/** A column of the sheet. */
interface ShiftColumn {
  readonly title: string;
  readonly kind: CellKind;
  readonly width: number;
  cellOf(target: PackTarget): CellValue;
}

const columns: readonly ShiftColumn[] = [
  { title: 'office', kind: 'text', width: 11, cellOf: ({ office }) => office },
  { title: 'terminal', kind: 'text', width: 20, cellOf: ({ place }) => place.terminal },
  { title: 'flightOrVessel', kind: 'text', width: 14, cellOf: ({ place }) => place.flightOrVessel },
  { title: 'shed', kind: 'text', width: 14, cellOf: ({ place }) => place.shed },
  { title: 'cutOffUtc', kind: 'moment', width: 16, cellOf: ({ cutOffMs }) => cutOffMs },
  { title: 'reference', kind: 'text', width: 17, cellOf: ({ reference }) => reference },
  { title: 'identifiers', kind: 'wrapped', width: 46, cellOf: identifiersOf },
  { title: 'control', kind: 'text', width: 12, cellOf: ({ control }) => control },
];
const planned: readonly ShiftColumn[] = [
  { title: 'minutes', kind: 'integer', width: 8, cellOf: ({ minutes }) => minutes },
  { title: 'shift', kind: 'text', width: 16, cellOf: ({ shift }) => shift },
];

/** A shift sheet in order. */
export interface ShiftSheet {
  readonly columns: readonly ShiftColumn[];
  readonly targets: readonly PackTarget[];
}

/**
 * Returns the targets by office, terminal, flight or vessel and shed, as the places give their order, then by cut-off: unknown places come last, and flights by the earliest arrival on them.
 * They are held in memory; a shift has hundreds.
 */
export async function shiftSheet({ audience, targets }: TargetPack, places: OfficePlaces): Promise<ShiftSheet> {
  const all: PackTarget[] = [];
  for await (const target of targets) all.push(target);
  const arrivals = new Map<string, number>();
  for (const { place, arrivalMs } of all) {
    const flight = place.flightOrVessel;
    if (flight === undefined || arrivalMs === undefined) continue;
    arrivals.set(flight, Math.min(arrivalMs, arrivals.get(flight) ?? arrivalMs));
  }
  const keyed = all.map((target) => ({ target, key: sortKey(target, places, arrivals) }));
  keyed.sort((a, b) => compareKeys(a.key, b.key));
  const fields = fieldsFor(audience);
  return {
    columns: [...columns, ...(fields.includes('minutes') ? planned : [])],
    targets: keyed.map(({ target }) => target),
  };
}

/** Returns a row of the sheet as text. */
export function shiftTexts(columns: ShiftSheet['columns'], target: PackTarget): CellValue[] {
  return columns.map(({ kind, cellOf }) => cellText(kind, cellOf(target)));
}

/** Returns the references by which goods are found. */
export function identifiersOf({ references, containers }: Pick<PackTarget, 'references' | 'containers'>): string {
  const { declaration, houseBill, airWaybill, masterBill, s10 } = references;
  const named = [
    ['declaration', declaration],
    ['house bill', houseBill],
    ['air waybill', airWaybill],
    ['master bill', masterBill],
    ['S10', s10],
    ['container', containers.length === 0 ? undefined : containers.join(' ')],
  ];
  return named.flatMap(([label, value]) => (value === undefined ? [] : [`${label} ${value}`])).join(', ');
}

type SortKey = readonly (number | string)[];
const last = Number.MAX_SAFE_INTEGER;

function sortKey(
  { office, place, cutOffMs, reference }: PackTarget,
  places: OfficePlaces,
  arrivals: Map<string, number>,
): SortKey {
  const at = (index: number): number => (index < 0 ? last : index);
  const officeAt = places.offices.findIndex((each) => each.office === office);
  const terminals = places.offices[officeAt]?.terminals ?? [];
  const terminalAt = terminals.findIndex(({ terminal }) => terminal === place.terminal);
  const shedAt = (terminals[terminalAt]?.sheds ?? []).indexOf(place.shed ?? '');
  const flight = place.flightOrVessel;
  return [
    at(officeAt),
    orEnd(office),
    at(terminalAt),
    orEnd(place.terminal),
    flight === undefined ? last : (arrivals.get(flight) ?? last - 1),
    orEnd(flight),
    at(shedAt),
    orEnd(place.shed),
    cutOffMs ?? last,
    reference,
  ];
}

/** What has no name comes behind every name. */
function orEnd(name: string | undefined): string {
  return name ?? '\u{10FFFF}';
}

function compareKeys(a: SortKey, b: SortKey): number {
  for (let index = 0; index < a.length; index++) {
    if (a[index]! < b[index]!) return -1;
    if (a[index]! > b[index]!) return 1;
  }
  return 0;
}
