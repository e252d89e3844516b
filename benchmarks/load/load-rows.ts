/** Figures of a run. */
import type { BenchRow } from '../shared/bench-row.ts';
import type { WorkSeconds } from './flow-work.ts';
import type { FlowRun } from './measure-flow.ts';
import type { OverheadRuns } from './measure-overhead.ts';
import type { SingleRun } from './measure-single.ts';
import { percentile } from './percentile.ts';

const partNames: { readonly [part in keyof WorkSeconds]: string } = {
  reading: 'files, read and checked',
  storing: 'database, facts stored',
  counting: 'database, history counted',
  history: 'database, history read',
  scores: 'database, items read and scores written',
  features: 'features',
  model: 'model',
  ranking: 'ranking',
  waiting: 'queue, work waited for its turn',
};

/** Returns the rows of the flow with two workers. */
export function flowRows(run: FlowRun): BenchRow[] {
  const { consignments, rankedSeconds, scoredSeconds, spent } = run;
  return [
    {
      name: 'two workers: handed over to ranked',
      value: consignments / rankedSeconds,
      unit: 'consignments/s',
      goal: '>= 1500',
    },
    { name: 'two workers: handed over to scored', value: consignments / scoredSeconds, unit: 'consignments/s' },
    ...(Object.keys(partNames) as (keyof WorkSeconds)[]).map((part) => ({
      name: `both workers' seconds: ${partNames[part]}`,
      value: spent[part],
      unit: 's',
    })),
    {
      name: "worker's memory, last quarter over second",
      value: Math.max(...run.memoryGrowth),
      unit: '×',
      goal: '<= 1.2',
    },
    { name: "worker's memory, peak", value: run.peakMemoryMb, unit: 'MB' },
    {
      name: 'longest block of the thread that renews locks',
      value: run.longestBlock.longest,
      unit: 'ms',
      goal: '<= 50',
    },
    { name: 'of it, waited for a processor that others had', value: run.longestBlock.waited, unit: 'ms' },
  ];
}

/** Returns the row of what the queue costs, each side its fastest run: what is left to other processes is not ours. */
export function overheadRows({ direct, queued }: OverheadRuns): BenchRow[] {
  const [own, through] = [Math.min(...direct), Math.min(...queued)];
  return [
    { name: 'services called directly', value: own, unit: 's' },
    { name: 'the same through one worker', value: through, unit: 's' },
    { name: 'queue overhead', value: (through - own) / own, unit: 'share', goal: '<= 0.05' },
  ];
}

/** Returns the rows of single consignments. */
export function singleRows({ milliseconds, missing }: SingleRun): BenchRow[] {
  return [
    { name: 'one consignment to its score, p50', value: percentile(milliseconds, 0.5), unit: 'ms', goal: '<= 30' },
    { name: 'one consignment to its score, p99', value: percentile(milliseconds, 0.99), unit: 'ms', goal: '<= 150' },
    { name: 'single consignments without a score', value: missing, unit: 'consignments', goal: '== 0' },
  ];
}
