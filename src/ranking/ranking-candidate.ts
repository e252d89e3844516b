/** A consignment that may be selected. */

/** What ranking knows of a consignment. */
export interface RankingCandidate {
  readonly consignmentId: string;
  readonly office: string | undefined;
  readonly channel: string | undefined;
  /** Day of arrival (`2026-03-01`), or a shift of it (`2026-03-01/night`). */
  readonly shift: string;
  /** Highest margin of its items. */
  readonly margin: number;
  /** Calibrated probability of that item, in (0, 1). */
  readonly probability: number;
  /** HS codes of its items. */
  readonly hsCodes: readonly string[];
  readonly valueUsd: number | undefined;
  readonly quantityPieces: number | undefined;
  readonly arrivedAtMs: number;
  readonly releaseCutOffMs: number | undefined;
}
