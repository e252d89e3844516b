/** What the use cases need of overlaps between agencies of one installation, in their own words. */
import type { OverlapOutcome } from './deconfliction-ports.ts';

/** An overlap as one of its two agencies sees it: that there is one, and what of its own is in it. */
export interface AgencyOverlap {
  readonly id: number;
  readonly foundAtMs: number;
  /** The view's own look-outs and cases in it, as `look-out:4`, `case:12`. */
  readonly ownSubjects: readonly string[];
  /** Whom of the own agency to ask, as the other will be told. */
  readonly ownContact: string | undefined;
  readonly hasConsented: boolean;
  readonly outcome: OverlapOutcome | undefined;
  /** Undefined until both have consented: then the other agency, whom to ask there, and what it has recorded. */
  readonly other:
    | { readonly agency: string; readonly contact: string | undefined; readonly outcome: OverlapOutcome | undefined }
    | undefined;
}

/** Overlaps of a view's agency. */
export interface AgencyOverlapPort {
  /** The youngest first, at most 500. */
  list(): Promise<readonly AgencyOverlap[]>;
  /** @throws `not-found`. */
  get(id: number): Promise<AgencyOverlap>;
  /** Consents to telling the other side whom to ask; the contact is what it will be told. */
  consent(id: number, consent: { readonly by: string; readonly atMs: number; readonly contact: string }): Promise<void>;
  recordOutcome(id: number, record: { readonly outcome: OverlapOutcome; readonly atMs: number }): Promise<void>;
}

/** Overlaps of the whole store. */
export interface OverlapPort {
  /**
   * Finds what two agencies have look-outs for, or work on: senders, addresses and telephones of look-outs that hold and may leave their owner's organisation, and cases in hand
   * whose consignments match such a look-out. Returns how many are new, by agency.
   */
  find(atMs: number): Promise<ReadonlyMap<string, number>>;
}
