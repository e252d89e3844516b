/** What the use cases need to keep sessions of deconfliction with partners, in their own words. */

/** A session, as one side keeps it. */
export interface DeconflictionSession {
  readonly id: string;
  readonly role: 'offers' | 'answers';
  readonly state: 'open' | 'done';
  readonly partnerId: number;
  readonly agreementId: number;
  readonly startedAtMs: number;
  readonly finishedAtMs: number | undefined;
  /** Rows and elements of the own list, and elements of the other's. */
  readonly ownParties: number;
  readonly ownElements: number;
  readonly otherElements: number | undefined;
  readonly matchedParties: number | undefined;
  /** Of the list, which must be the same at the end. */
  readonly listSha256: Uint8Array;
  /** One-time scalar; undefined once the session is done. */
  readonly secret: Uint8Array | undefined;
  /** What the answering side needs at the end: the other's elements, blinded by both. */
  readonly kept: Uint8Array | undefined;
}

/** What both sides are after, known to both by a reference that says nothing. */
export interface Overlap {
  readonly sessionId: string;
  /** The same on both sides. */
  readonly reference: string;
  /** What the own list calls it. */
  readonly ownReferences: readonly string[];
  /** Whom of the other side to ask; undefined where contacts go through the liaison. */
  readonly otherContact: string | undefined;
  readonly outcome: OverlapOutcome | undefined;
  readonly recordedAtMs: number | undefined;
}

/** What two agencies agree on once they have talked: who goes on, or that both do together; `unrelated` where it is not the same after all. */
export const overlapOutcomes = ['we-lead', 'they-lead', 'wait', 'joint', 'unrelated'] as const;
/** An outcome of {@link overlapOutcomes}. */
export type OverlapOutcome = (typeof overlapOutcomes)[number];

/** Sessions of a store. */
export interface DeconflictionPort {
  begin(session: DeconflictionSession): Promise<void>;
  find(id: string): Promise<DeconflictionSession | undefined>;
  /** In order of time, the youngest first. */
  list(): Promise<readonly DeconflictionSession[]>;
  /** Sessions with a partner that began at a moment or later. */
  countSince(partnerId: number, sinceMs: number): Promise<number>;
  /** Keeps what was found, and forgets the secret. */
  finish(
    id: string,
    found: Pick<DeconflictionSession, 'otherElements' | 'matchedParties'> & { readonly finishedAtMs: number },
    overlaps: readonly Omit<Overlap, 'sessionId' | 'outcome' | 'recordedAtMs'>[],
  ): Promise<void>;
  /** Notes contacts that came later, by the overlap's reference. */
  addContacts(sessionId: string, contacts: ReadonlyMap<string, string>): Promise<void>;
  overlaps(sessionId: string): Promise<readonly Overlap[]>;
  /** Returns whether there is such an overlap. */
  recordOutcome(sessionId: string, reference: string, outcome: OverlapOutcome, atMs: number): Promise<boolean>;
}
