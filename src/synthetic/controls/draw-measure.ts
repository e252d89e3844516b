/** Draws the measure taken on confirmed fakes, and how badly it is linked. */
import type { DetectionMethod, MeasureKind } from '../../domain/measure.ts';
import { hourMs } from '../../domain/moment.ts';
import type { Rng } from '../../util/rng.ts';
import { drawBetween, drawChance } from '../draws/distributions.ts';
import { createWeightedChoice } from '../draws/weighted-choice.ts';
import type { MeasureFact, RightsFact, SimulatedConsignment, SimulatedItem } from '../simulated-fact.ts';

const drawKind = createWeightedChoice<MeasureKind>([
  ['destruction', 60],
  ['seizure', 22],
  ['abandonment', 12],
  ['forfeiture', 6],
]);
const drawLink = createWeightedChoice<MeasureFact['link']>([
  ['good', 82],
  ['mistyped', 10],
  ['none', 8],
]);
const drawMethod = createWeightedChoice<DetectionMethod>([
  ['risk-profile', 58],
  ['application', 28],
  ['intelligence', 8],
  ['ex-officio', 3],
  ['unknown', 3],
]);
const drawConcealment = createWeightedChoice<string | undefined>([
  [undefined, 80],
  ['labels packed apart', 8],
  ['among other goods', 8],
  ['covered by plain packaging', 4],
]);

/** What a measure is taken on. */
export interface MeasureOccasion {
  readonly consignment: SimulatedConsignment;
  readonly item: SimulatedItem;
  readonly right: RightsFact;
  readonly takenAtMs: number;
  readonly isRandom: boolean;
}

/** Returns the measure; it reaches the register some days after it was taken. */
export function drawMeasure(number: number, occasion: MeasureOccasion, rng: Rng): MeasureFact {
  const { consignment, item, right, takenAtMs, isRandom } = occasion;
  const { goods } = item.truth;
  const articlesCount = Math.max(1, Math.round(item.quantity));
  return {
    kind: 'measure',
    knownAtMs: takenAtMs + drawBetween(rng, 1, 96) * hourMs,
    number,
    consignment,
    item,
    link: drawLink(rng),
    takenAtMs,
    measureKind: drawKind(rng),
    outcome: 'confirmed',
    iprType: right.iprType,
    brand: right.brand,
    rightHolder: right.rightHolder,
    articlesCount,
    // Genuine goods at retail cost a multiple of the import price (own estimate).
    retailValueUsd: Math.round(articlesCount * goods.priceUsd * (6 + 8 * rng.next())),
    concealment: drawConcealment(rng),
    detectionMethod: isRandom && drawChance(rng, 0.95) ? 'random' : drawMethod(rng),
  };
}
