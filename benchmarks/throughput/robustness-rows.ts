/** Figures of damaged files. */
import type { BenchRow } from '../shared/bench-row.ts';
import type { DamagedFileTally } from './tally-damaged-files.ts';

/** Returns the rows; every file is either read or refused, or it is a defect. */
export function robustnessRows(tally: DamagedFileTally): BenchRow[] {
  const row = (name: string, value: number, goal?: string): BenchRow => ({
    name: `damaged files: ${name}`,
    value,
    unit: 'files',
    ...(goal === undefined ? {} : { goal }),
  });
  return [
    row('tried', tally.files),
    row('read, with some rows rejected or none', tally.read),
    row('refused whole', tally.refused),
    row('crashes', tally.crashes, '== 0'),
    row('hangs', tally.hangs, '== 0'),
    row('books that do not balance', tally.unbalanced, '== 0'),
  ];
}
