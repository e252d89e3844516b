/** The hold list as a file. */
import { writeCsvRows } from '../formats/write-csv.ts';
import type { Hold } from './hold-ports.ts';

const columns = [
  'reference',
  'operator',
  'control',
  'state',
  'requestedAt',
  'releaseCutOff',
  'office',
  'location',
  'declaration',
  'houseBill',
  'airWaybill',
  'masterBill',
  's10',
  'containers',
] as const;

/** Returns holds as CSV that is safe to open in a spreadsheet: what an operator needs to find the goods, nothing of why. */
export function holdListCsv(holds: readonly Hold[]): string {
  const timeOf = (atMs: number | undefined): string | undefined =>
    atMs === undefined ? undefined : new Date(atMs).toISOString();
  return writeCsvRows([
    columns,
    ...holds.map(({ goods, ...hold }) => [
      hold.reference,
      hold.operatorName,
      hold.control,
      hold.state,
      timeOf(hold.requestedAtMs),
      timeOf(goods.releaseCutOffMs),
      goods.office,
      goods.location,
      goods.declaration,
      goods.houseBill,
      goods.airWaybill,
      goods.masterBill,
      goods.s10,
      goods.containers.join(' '),
    ]),
  ]);
}
