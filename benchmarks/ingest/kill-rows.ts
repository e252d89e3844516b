/** Figures of ingests that were killed. */
import type { BenchRow } from '../shared/bench-row.ts';
import type { KillTally } from './kill-ingests.ts';

/** Returns the rows of both databases together. */
export function killRows(tallies: readonly KillTally[]): BenchRow[] {
  const sum = (of: (tally: KillTally) => number): number => tallies.reduce((total, tally) => total + of(tally), 0);
  const row = (name: string, value: number, unit: string, goal?: string): BenchRow => ({
    name: `kill -9: ${name}`,
    value,
    unit,
    ...(goal === undefined ? {} : { goal }),
  });
  return [
    row(
      'processes killed',
      sum(({ kills }) => kills),
      'kills',
      '>= 50',
    ),
    row(
      'killed before the first row was stored, or after the last was counted',
      sum(({ beforeLoading }) => beforeLoading),
      'kills',
    ),
    row(
      'killed while loading',
      sum(({ whileLoading }) => whileLoading),
      'kills',
    ),
    row(
      'killed while counting history',
      sum(({ whileCounting }) => whileCounting),
      'kills',
    ),
    row(
      'facts lost',
      sum(({ lost }) => lost),
      'facts',
      '== 0',
    ),
    row(
      'facts doubled',
      sum(({ doubled }) => doubled),
      'facts',
      '== 0',
    ),
    row(
      'books out of balance',
      sum(({ unbalanced }) => unbalanced),
      'batches',
      '== 0',
    ),
    row(
      'history differences',
      sum(({ differences }) => differences),
      'places',
      '== 0',
    ),
  ];
}
