/** Figures of files of several sizes. */
import type { BenchRow } from '../shared/bench-row.ts';
import type { SizeRun } from './measure-sizes.ts';

const million = 1_000_000;
const linearFrom = 100_000;

/** Returns memory, room and time of sizes; where a size was left out, rows that stand on it are too. */
export function sizeRows(runs: readonly SizeRun[]): BenchRow[] {
  const groups = new Map<string, SizeRun[]>();
  for (const run of runs) {
    const name = `${run.kind}, ${run.historySeconds === undefined ? 'facts' : 'facts and history'}`;
    groups.set(name, [...(groups.get(name) ?? []), run]);
  }
  return [...groups].flatMap(([name, group]) => {
    const sorted = [...group].sort((a, b) => a.items - b.items);
    const [least, most] = [sorted[0]!, sorted.at(-1)!];
    const from = sorted.find(({ items }) => items >= linearFrom) ?? least;
    const memory: BenchRow[] = sorted.map(({ items, peakMemoryMb }) => ({
      name: `${name}: peak memory of ${items} items`,
      value: peakMemoryMb,
      unit: 'MB',
      ...(items === most.items && most !== least
        ? {
            rival: `${least.items} items`,
            rivalValue: least.peakMemoryMb,
            ratio: peakMemoryMb / least.peakMemoryMb,
            goal: '<= 1.2',
          }
        : {}),
    }));
    const time: BenchRow[] = sorted.map((run) => ({
      name: `${name}: time of an item of ${run.items}`,
      value: microseconds(run),
      unit: 'µs',
      ...(run === most && most !== from
        ? {
            rival: `${from.items} items`,
            rivalValue: microseconds(from),
            ratio: microseconds(run) / microseconds(from),
            goal: '<= 1.5',
          }
        : {}),
    }));
    return [...memory, ...time, ...roomRows(name, most)];
  });
}

function roomRows(name: string, { items, bytes, historySeconds }: SizeRun): BenchRow[] {
  const row = (what: string, value: number): BenchRow => ({
    name: `${name}: store, ${what} of a million items, at ${items}`,
    value: (value / items) * (million / 2 ** 20),
    unit: 'MiB',
  });
  return [row('facts', bytes.facts), ...(historySeconds === undefined ? [] : [row('history', bytes.history)])];
}

function microseconds({ items, factSeconds, historySeconds = 0 }: SizeRun): number {
  return ((factSeconds + historySeconds) / items) * million;
}
