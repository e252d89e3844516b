/** How fast and how good allocations are. */
import { harmOf } from '../../src/ranking/harm.ts';
import type { Policy } from '../../src/ranking/policy.ts';
import { createRng } from '../../src/util/rng.ts';
import type { BenchRow } from '../shared/bench-row.ts';
import { importBuilt } from '../shared/import-built.ts';
import { mean } from '../shared/mean.ts';
import { firstCome, type Opened } from './first-come.ts';
import { makeOperation } from './make-operation.ts';

type Allocator = typeof import('../../src/ranking/allocation/allocate-operation.ts');
type Changer = typeof import('../../src/ranking/allocation/change-capacity.ts');

const size = { candidates: 20_000, offices: 10, days: 5, officers: 2 };
const seeds = [301, 302, 303, 304, 305];

/** Allocates operations of full size, draws which consignments infringe, and counts the harm that is found. */
export async function measureAllocation(policy: Policy, tell: (text: string) => void): Promise<BenchRow[]> {
  const { allocateOperation } = await importBuilt<Allocator>('ranking/allocation/allocate-operation.js');
  const { changeCapacity, parseCapacityChange } = await importBuilt<Changer>('ranking/allocation/change-capacity.js');
  const runs = seeds.map((seed) => {
    const made = makeOperation(seed, size);
    const started = performance.now();
    const processBefore = process.cpuUsage();
    const best = allocateOperation({ ...made, policy, seed });
    const seconds = (performance.now() - started) / 1000;
    const cpu = process.cpuUsage(processBefore);
    const againStarted = performance.now();
    allocateOperation({
      ...made,
      operation: changeCapacity(made.operation, [parseCapacityChange('O1:physical:+25%')]),
      policy,
      seed,
      startPrices: best.solution.prices,
    });
    const againSeconds = (performance.now() - againStarted) / 1000;
    const greedy = allocateOperation({ ...made, policy, seed, method: 'greedy' });
    const harmFrom = (candidate: (typeof made.candidates)[number]): number => harmOf(candidate, policy).total;
    const found = (opened: readonly Opened[]): number => {
      // The same goods infringe whoever looks.
      let harm = 0;
      for (const { targets, finds } of opened)
        for (const target of targets) {
          const { consignmentId, probability } = target.candidate;
          const luck = createRng(seed).fork(consignmentId);
          if (luck.next() < probability && luck.next() < finds) harm += target.harm;
        }
      return harm;
    };
    const run = {
      seconds,
      cpuSeconds: (cpu.user + cpu.system) / 1e6,
      againSeconds,
      gap: best.solution.gap,
      greedyGap: best.solution.greedyGap,
      overGreedy: best.solution.objective / best.solution.greedyObjective,
      missedShares: best.minimumShares.filter(({ used, limit }) => used < limit - 1e-6).length,
      greedyMissedShares: greedy.minimumShares.filter(({ used, limit }) => used < limit - 1e-6).length,
      found: found(best.assignments),
      greedyFound: found(greedy.assignments),
      firstComeFound: found(firstCome(made, harmFrom)),
    };
    tell(
      `seed ${seed}: ${seconds.toFixed(1)} s (${run.cpuSeconds.toFixed(1)} s of processor), gap ${(100 * run.gap).toFixed(2)}%, greedy's ${(100 * run.greedyGap).toFixed(2)}%, harm found ${run.found.toFixed(0)}, greedy ${run.greedyFound.toFixed(0)}, first-come ${run.firstComeFound.toFixed(0)}`,
    );
    return run;
  });
  const most = (pick: (run: (typeof runs)[number]) => number): number => Math.max(...runs.map(pick));
  const average = (pick: (run: (typeof runs)[number]) => number): number => mean(runs.map(pick));
  const found = average((run) => run.found);
  const rival = (name: string, rivalValue: number): Pick<BenchRow, 'rival' | 'rivalValue' | 'ratio'> => ({
    rival: name,
    rivalValue,
    ratio: found / rivalValue,
  });
  return [
    { name: 'allocation, slowest', value: most((run) => run.seconds), unit: 's', goal: '<= 10' },
    { name: 'allocation, processor time, most', value: most((run) => run.cpuSeconds), unit: 's' },
    { name: 'allocation with other capacities, slowest', value: most((run) => run.againSeconds), unit: 's' },
    { name: 'gap to the linear bound, largest', value: 100 * most((run) => run.gap), unit: '%', goal: '<= 1' },
    { name: 'gap of greedy to the same bound, smallest', value: -100 * most((run) => -run.greedyGap), unit: '%' },
    {
      name: 'objective over that of greedy, least',
      value: -most((run) => -run.overGreedy),
      unit: 'times',
      goal: '>= 1',
    },
    {
      name: 'minimum shares missed, all operations',
      value: 5 * average((run) => run.missedShares),
      unit: 'shares',
      rival: 'greedy',
      rivalValue: 5 * average((run) => run.greedyMissedShares),
    },
    {
      name: 'harm found',
      value: found,
      unit: 'harm',
      ...rival(
        'greedy',
        average((run) => run.greedyFound),
      ),
    },
    {
      name: 'harm found',
      value: found,
      unit: 'harm',
      ...rival(
        'first-come',
        average((run) => run.firstComeFound),
      ),
    },
  ];
}
