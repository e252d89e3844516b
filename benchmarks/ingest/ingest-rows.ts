/** Figures of speed on the KCS declarations. */
import type { BenchRow } from '../shared/bench-row.ts';
import type { StoreKind } from './bench-stores.ts';
import type { SpeedRuns } from './measure-speed.ts';

/** Items a second of facts, and with the history on top. */
const goals: { readonly [kind in StoreKind]: { readonly facts: number; readonly history: number } } = {
  PostgreSQL: { facts: 10_000, history: 3000 },
  PGlite: { facts: 5000, history: 1500 },
};

/** Returns items a second, each of its fastest run: what is left to other processes is not ours. */
export function ingestRows({ kind, runs, copySeconds }: SpeedRuns): BenchRow[] {
  const fastest = (secondsOf: (run: SpeedRuns['runs'][number]) => number): number =>
    Math.max(...runs.map((run) => run.items / secondsOf(run)));
  const facts = fastest(({ factSeconds }) => factSeconds);
  const copy = runs[0]!.items / copySeconds;
  const rate = (name: string, value: number, goal: number): BenchRow => ({
    name: `${kind}: ${name}`,
    value,
    unit: 'items/s',
    goal: `>= ${goal}`,
  });
  return [
    { ...rate('facts', facts, goals[kind].facts), rival: 'COPY', rivalValue: copy },
    { name: `${kind}: facts, share of COPY's speed`, value: facts / copy, unit: 'share' },
    rate(
      'facts and history',
      fastest(({ factSeconds, historySeconds }) => factSeconds + historySeconds!),
      goals[kind].history,
    ),
    rate(
      'history',
      fastest(({ historySeconds }) => historySeconds!),
      goals[kind].history,
    ),
  ];
}
