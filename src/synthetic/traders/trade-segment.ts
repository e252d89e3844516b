/** Segments of the trade: one agency's border and one channel. */

import type { AgencyParameters } from '../agency-parameters.ts';
import { createWeightedChoice, type WeightedChoice } from '../draws/weighted-choice.ts';

/** One channel at one agency's border. */
export interface TradeSegment {
  readonly agencyIndex: number;
  readonly channel: 'post' | 'express' | 'cargo';
}

/** Weights of the channels beside their share of trade. */
export type ChannelWeights = { readonly [channel in TradeSegment['channel']]: number };

const evenly: ChannelWeights = { post: 1, express: 1, cargo: 1 };

/** Returns the draw of a segment that has trade, by its share and the weight of its channel. */
export function createSegmentChoice(
  agencies: readonly AgencyParameters[],
  weights: ChannelWeights = evenly,
): WeightedChoice<TradeSegment> {
  const segments = agencies.flatMap((agency, agencyIndex) =>
    (['post', 'express', 'cargo'] as const)
      .filter((channel) => agency.channels[channel] > 0)
      .map(
        (channel) => [{ agencyIndex, channel }, agency.weight * agency.channels[channel] * weights[channel]] as const,
      ),
  );
  return createWeightedChoice(segments);
}
