/** Whether an operation finds what it was expected to find. */
import type { Policy } from '../../src/ranking/policy.ts';
import { createRng, type Rng } from '../../src/util/rng.ts';
import type { BenchRow } from '../shared/bench-row.ts';
import { importBuilt } from '../shared/import-built.ts';
import { makeOperation } from './make-operation.ts';

type Allocator = typeof import('../../src/ranking/allocation/allocate-operation.ts');
type Counts = typeof import('../../src/evaluation/count-distribution.ts');
type Calibration = typeof import('../../src/learners/fit-calibrator.ts');

const size = { candidates: 160, offices: 2, days: 2, officers: 1 };
/** Examined goods that each operation's calibration was fitted on; about a twentieth infringe. */
const calibrationRows = 4000;

/** Simulates operations, each with a calibration of its own, and holds what was found against the interval that was stated. */
export async function measureFinds(
  policy: Policy,
  operations: number,
  tell: (text: string) => void,
): Promise<BenchRow[]> {
  const { allocateOperation } = await importBuilt<Allocator>('ranking/allocation/allocate-operation.js');
  const { countDistribution, closedInterval, randomisedPit } = await importBuilt<Counts>(
    'evaluation/count-distribution.js',
  );
  const { fitCalibrator } = await importBuilt<Calibration>('learners/fit-calibrator.js');
  const inner = { sure: 0, unsure: 0 };
  const covered = { sure: 0, unsure: 0 };
  for (let index = 0; index < operations; index++) {
    const seed = 100_000 + index;
    const made = makeOperation(seed, size);
    const rng = createRng(seed).fork('truth');
    const { slope, intercept, sdAt } = fitLine(rng, fitCalibrator);
    const candidates = made.candidates.map((candidate) => ({
      ...candidate,
      probability: logistic(slope * candidate.margin + intercept),
    }));
    const { assignments } = allocateOperation({ operation: made.operation, candidates, policy, seed });
    const targets = assignments.flatMap(({ targets: own, finds }) =>
      own.map(({ candidate }) => ({ ...candidate, finds })),
    );
    let found = 0;
    let weights = 0;
    let weighed = 0;
    for (const { margin, probability, finds } of targets) {
      // The truth is the margin itself.
      if (rng.next() < logistic(margin) && rng.next() < finds) found++;
      const weight = probability * (1 - probability) * finds;
      weights += weight;
      weighed += weight * margin;
    }
    const u = rng.next();
    for (const [name, sd] of [
      ['sure', 0],
      ['unsure', sdAt(weighed / weights)],
    ] as const) {
      const distribution = countDistribution(targets, sd);
      const pit = randomisedPit(distribution, found, u);
      if (pit >= 0.1 && pit <= 0.9) inner[name]++;
      const [low, high] = closedInterval(distribution);
      if (found >= low && found <= high) covered[name]++;
    }
    if ((index + 1) % 1000 === 0)
      tell(`${index + 1} operations: ${((100 * inner.unsure) / (index + 1)).toFixed(1)}% in [0.1, 0.9]`);
  }
  const percent = (count: number): number => (100 * count) / operations;
  return [
    { name: 'simulated operations', value: operations, unit: 'operations', goal: '>= 5000' },
    { name: 'finds: randomised PIT in [0.1, 0.9]', value: percent(inner.unsure), unit: '%', goal: '>= 78' },
    {
      name: 'finds: randomised PIT in [0.1, 0.9], not too wide',
      value: percent(inner.unsure),
      unit: '%',
      goal: '<= 82',
    },
    { name: 'finds: closed 80% interval holds', value: percent(covered.unsure), unit: '%', goal: '>= 80' },
    { name: 'the same PIT, were the calibration taken for exact', value: percent(inner.sure), unit: '%' },
    { name: 'the same interval, were the calibration taken for exact', value: percent(covered.sure), unit: '%' },
  ];
}

function logistic(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}

/** Fits the calibration on goods that were examined, and says how sure its log-odds are at a margin (inverse of the observed information). */
function fitLine(
  rng: Rng,
  fitCalibrator: Calibration['fitCalibrator'],
): { readonly slope: number; readonly intercept: number; sdAt(margin: number): number } {
  const margins = Float64Array.from({ length: calibrationRows }, () => -3.8 + 1.3 * rng.nextNormal());
  const labels = Uint8Array.from(margins, (margin) => Number(rng.next() < logistic(margin)));
  const fitted = fitCalibrator(margins, labels);
  if (fitted.kind !== 'platt') throw new RangeError('as few positives as these are for a line');
  const { slope, intercept } = fitted;
  let h00 = 0;
  let h01 = 0;
  let h11 = 0;
  for (const margin of margins) {
    const probability = logistic(slope * margin + intercept);
    const weight = probability * (1 - probability);
    h00 += weight;
    h01 += weight * margin;
    h11 += weight * margin * margin;
  }
  const determinant = h00 * h11 - h01 * h01;
  return {
    slope,
    intercept,
    sdAt: (margin) => Math.sqrt((h11 - 2 * h01 * margin + h00 * margin * margin) / determinant),
  };
}
