/** Segments of the trade: one agency's border and one channel. */
import { createWeightedChoice, type WeightedChoice } from '../draws/weighted-choice.ts';
import type { AgencyParameters } from '../world-parameters.ts';

/** One channel at one agency's border. */
export interface TradeSegment {
  readonly agencyIndex: number;
  readonly channel: 'post' | 'express' | 'cargo';
}

/** Returns every segment that has trade, with its share (relative to the others). */
function listSegments(agencies: readonly AgencyParameters[]): (readonly [TradeSegment, number])[] {
  return agencies.flatMap((agency, agencyIndex) =>
    (['post', 'express', 'cargo'] as const)
      .filter((channel) => agency.channels[channel] > 0)
      .map((channel) => [{ agencyIndex, channel }, agency.weight * agency.channels[channel]] as const),
  );
}

/** Returns the draw of a segment. */
export function createSegmentChoice(agencies: readonly AgencyParameters[]): WeightedChoice<TradeSegment> {
  return createWeightedChoice(listSegments(agencies));
}
