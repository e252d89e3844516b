/** A consignment that may be selected. */

/** What ranking knows of a consignment. */
export interface RankingCandidate {
  readonly consignmentId: string;
  readonly office: string | undefined;
  readonly channel: string | undefined;
  /** Day of arrival (`2026-03-01`), or a shift of it (`2026-03-01/night`). */
  readonly shift: string;
  /** Highest margin of its items; -Infinity for a consignment that no model has scored. */
  readonly margin: number;
  /** Calibrated probability of that item, in (0, 1); 0 for a consignment that no model has scored. */
  readonly probability: number;
  /** HS codes of its items. */
  readonly hsCodes: readonly string[];
  readonly valueUsd: number | undefined;
  readonly quantityPieces: number | undefined;
  readonly arrivedAtMs: number;
  readonly releaseCutOffMs: number | undefined;
  /** Strongest finding of a right among its items; undefined where no rights are known. */
  readonly right?: 'actionable' | 'ex-officio-only' | 'no-right-found' | undefined;
  /** Share of measures that the most willing of the holders of these rights answers, in (0, 1]; undefined where nobody asked. */
  readonly holderReplyShare?: number | undefined;
  /** Signs of an organised network that it shows. */
  readonly networkSigns?: number | undefined;
}

/** Whether a model has scored a consignment. One that is not scored is selected by chance, by an officer or by a look-out, never by its place in the order. */
export function isScored({ margin }: Pick<RankingCandidate, 'margin'>): boolean {
  return margin !== Number.NEGATIVE_INFINITY;
}
