/** What an officer sees of a target. */
import type { Lane } from './lanes.ts';
import type { RankedCandidate } from './rank-targets.ts';
import { isScored } from './ranking-candidate.ts';

/**
 * A target without what would tell a random pick from another: no source, no probability of selection. (A low score on a red lane may still hint at it; `docs/ranking.md` says so.)
 */
export interface OfficerTarget {
  readonly place: number;
  readonly consignmentId: string;
  readonly lane: Lane;
  readonly office: string | undefined;
  readonly channel: string | undefined;
  readonly shift: string;
  /** Undefined where no model has scored the consignment. */
  readonly riskScore: number | undefined;
  readonly hsCodes: readonly string[];
  readonly valueUsd: number | undefined;
  /** The hazard of the goods that count for health and safety, e.g. `car parts`. */
  readonly healthAndSafety: string | undefined;
  /** HS code of the item that it is about, which need not be the item with the highest score. */
  readonly healthAndSafetyHsCode: string | undefined;
  readonly releaseCutOffMs: number | undefined;
}

/** Returns what is shown of a target at a place of the list. The risk score is the calibrated probability in whole percent. */
export function officerView(ranked: RankedCandidate, place: number): OfficerTarget {
  const { candidate } = ranked;
  return {
    place,
    consignmentId: candidate.consignmentId,
    lane: ranked.lane,
    office: candidate.office,
    channel: candidate.channel,
    shift: candidate.shift,
    riskScore: isScored(candidate) ? Math.round(candidate.probability * 100) : undefined,
    hsCodes: [...new Set(candidate.hsCodes)],
    valueUsd: candidate.valueUsd,
    healthAndSafety: ranked.harm.why,
    healthAndSafetyHsCode: ranked.harm.whyHsCode,
    releaseCutOffMs: candidate.releaseCutOffMs,
  };
}

/** Returns the hazard of a target with the code of the goods that it is about, e.g. `car parts (HS 870830)`. */
export function hazardText(
  target: Pick<OfficerTarget, 'healthAndSafety' | 'healthAndSafetyHsCode'>,
): string | undefined {
  const { healthAndSafety, healthAndSafetyHsCode } = target;
  return healthAndSafety === undefined ? undefined : `${healthAndSafety} (HS ${healthAndSafetyHsCode})`;
}
