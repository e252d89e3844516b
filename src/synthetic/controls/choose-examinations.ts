/** Which consignments of a day an agency's officers open. */
import type { Rng } from '../../util/rng.ts';
import type { AgencyParameters } from '../agency-parameters.ts';
import { drawAround } from '../draws/distributions.ts';
import type { SimulatedConsignment } from '../simulated-fact.ts';
import type { LocalTargeting } from './local-targeting.ts';

/** A consignment that is examined, and whether chance chose it. */
export interface ChosenExamination {
  readonly consignment: SimulatedConsignment;
  readonly isRandom: boolean;
}

/**
 * Returns the day's examinations of one agency: first those drawn at random over all, then the highest by its targeting. An agency whose attention is uneven
 * spends the capacity of each channel within it.
 */
export function chooseExaminations(
  consignments: readonly SimulatedConsignment[],
  agency: Pick<AgencyParameters, 'examinedShare' | 'randomShare'> & Partial<Pick<AgencyParameters, 'attention'>>,
  targeting: LocalTargeting,
  rng: Rng,
): ChosenExamination[] {
  const { attention, examinedShare, randomShare } = agency;
  if (attention === undefined || (attention.post === attention.express && attention.express === attention.cargo)) {
    const share = examinedShare * (attention?.post ?? 1);
    return chooseWithin(consignments, { examinedShare: share, randomShare }, targeting, rng);
  }
  return (['post', 'express', 'cargo'] as const).flatMap((channel) =>
    chooseWithin(
      consignments.filter((consignment) => consignment.channel === channel),
      { examinedShare: examinedShare * attention[channel], randomShare },
      targeting,
      rng,
    ),
  );
}

function chooseWithin(
  consignments: readonly SimulatedConsignment[],
  agency: Pick<AgencyParameters, 'examinedShare' | 'randomShare'>,
  targeting: LocalTargeting,
  rng: Rng,
): ChosenExamination[] {
  const capacity = Math.min(consignments.length, drawAround(rng, consignments.length * agency.examinedShare));
  const drawn = drawAround(rng, capacity * agency.randomShare);
  const shuffled = consignments.map((consignment) => ({ consignment, at: rng.next() })).sort((a, b) => a.at - b.at);
  const rest = shuffled
    .slice(drawn)
    .map(({ consignment }) => ({ consignment, score: targeting.score(consignment, rng) }))
    .sort((a, b) => b.score - a.score || a.consignment.number - b.consignment.number);
  return [
    ...shuffled.slice(0, drawn).map(({ consignment }) => ({ consignment, isRandom: true })),
    ...rest.slice(0, Math.max(0, capacity - drawn)).map(({ consignment }) => ({ consignment, isRandom: false })),
  ];
}
