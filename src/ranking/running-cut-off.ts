/** Selection while consignments still arrive: capacity is released as arrivals come in, so that it is not spent before the best parcel lands. */
import type { CapacityCell } from './capacity.ts';
import { drawOf } from './draw.ts';
import type { CellChoice, OrderedCandidate, SelectionSource } from './ordered-candidate.ts';
import type { RankingCandidate } from './ranking-candidate.ts';

/** How a stream stands, beside what hindsight would have chosen from all that has arrived. */
export interface StreamReport {
  readonly cell: string;
  readonly capacity: number;
  readonly arrived: number;
  readonly forecastArrivals: number;
  readonly selectedEarlier: number;
  readonly selectedNow: number;
  /** Sum of probabilities of all selected so far. */
  readonly expectedFinds: number;
  /** The same for the best of all arrivals so far, were they known at once. */
  readonly hindsightExpectedFinds: number;
}

/** One cell of a stream at a moment. */
export interface RunStreamInput {
  readonly cell: CapacityCell;
  /** Arrived, not past their cut-off and not selected before, in order. */
  readonly eligible: readonly OrderedCandidate[];
  readonly share: number;
  readonly seed: number;
  readonly atMs: number;
  readonly earlier: ReadonlySet<string>;
  readonly order: (candidate: RankingCandidate) => OrderedCandidate;
  readonly compare: (a: OrderedCandidate, b: OrderedCandidate) => number;
}

/**
 * Fills what is left of a cell's capacity at a moment.
 *
 * Each row enters the random slice on arrival, at the slice's rate (share × capacity ÷ forecast arrivals), by a draw that stays the same in later runs. The rest of the capacity is
 * released in proportion to the arrivals so far and goes to the best that can still be held. Without a forecast, the candidates of the file are taken to be all that will come.
 */
export function runStream(input: RunStreamInput): { readonly choice: CellChoice; readonly report: StreamReport } {
  const { cell, eligible, share, seed, earlier } = input;
  const capacity = cell.line.examinations;
  const arrivals = cell.candidates.filter(({ arrivedAtMs }) => arrivedAtMs <= input.atMs);
  const forecast = Math.max(arrivals.length, cell.line.forecastArrivals ?? cell.candidates.length);
  const rate = Math.min(1, (share * capacity) / forecast);
  const before = arrivals.filter(({ consignmentId }) => earlier.has(consignmentId));
  const isDrawn = (candidate: RankingCandidate): boolean =>
    drawOf(seed, `stream ${cell.name}`, candidate.consignmentId) < rate;
  const modelBefore = before.filter((candidate) => !isDrawn(candidate)).length;
  const released = Math.floor(capacity * (1 - share) * (arrivals.length / forecast) + 1e-9);
  let left = capacity - before.length;
  const choice = new Map<string, { source: SelectionSource | undefined; probability: number }>();
  const selected: OrderedCandidate[] = [];
  for (const ordered of eligible) {
    if (left > 0 && isDrawn(ordered.candidate)) {
      choice.set(ordered.candidate.consignmentId, { source: 'random', probability: 1 });
      selected.push(ordered);
      left--;
    }
  }
  let modelLeft = Math.min(left, released - modelBefore);
  for (const ordered of eligible) {
    const id = ordered.candidate.consignmentId;
    const isReached = modelLeft > 0;
    if (choice.has(id)) choice.set(id, { source: 'random', probability: isReached ? 1 : rate });
    else if (isReached) {
      choice.set(id, { source: 'model', probability: 1 });
      selected.push(ordered);
      modelLeft--;
    } else choice.set(id, { source: undefined, probability: rate });
  }
  const hindsight = arrivals.map(input.order).sort(input.compare).slice(0, capacity);
  const report: StreamReport = {
    cell: cell.name,
    capacity,
    arrived: arrivals.length,
    forecastArrivals: forecast,
    selectedEarlier: before.length,
    selectedNow: selected.length,
    expectedFinds: sumOf([...before, ...selected.map(({ candidate }) => candidate)]),
    hindsightExpectedFinds: sumOf(hindsight.map(({ candidate }) => candidate)),
  };
  return { choice, report };
}

function sumOf(candidates: readonly RankingCandidate[]): number {
  return candidates.reduce((sum, { probability }) => sum + probability, 0);
}
