/** What the use cases need of everything that is held on a person, in an agency's view. */
import type { RecordKind, SourceRecord } from '../domain/record.ts';
import type { ErasurePort } from './erasure-ports.ts';
import type { LookOut } from './look-out-ports.ts';

/** A version of a record, current or not. */
export interface HeldVersion {
  readonly factId: number;
  readonly kind: RecordKind;
  /** Agency whose fact it is. */
  readonly agency: string;
  readonly isCurrent: boolean;
  readonly knownAtMs: number;
  /** File and mapping profile that it came by; undefined for facts of other agencies. */
  readonly source: { readonly file: string; readonly profile: string } | undefined;
  readonly record: Omit<SourceRecord, 'origin'> & { readonly kind: RecordKind };
}

/** A case of a consignment. */
export interface HeldCase {
  readonly id: number;
  readonly reference: string;
  readonly lane: string;
  readonly state: string;
  readonly decision: string | undefined;
  readonly reason: string | undefined;
  readonly decidedAtMs: number | undefined;
  /** Notes of officers; they stand with the case. */
  readonly notes: number;
}

/** A look-out that names somebody. */
export type HeldLookOut = Pick<
  LookOut,
  'id' | 'kind' | 'grade' | 'subject' | 'handling' | 'madeAtMs' | 'expiresAtMs' | 'withdrawnAtMs'
>;

/** What a person disputes of a record. */
export interface Rectification {
  /** `AGENCY/REFERENCE` of a consignment, or the id of a measure. */
  readonly reference: string;
  readonly atMs: number;
  /** `actorLabel`. */
  readonly madeBy: string;
  readonly disputed: string;
  /** `corrected` where a new version of the record says something else, `noted` where it stays as it is. */
  readonly state: 'noted' | 'corrected';
}

/** Everything that is held on persons. */
export interface PersonPort extends Pick<ErasurePort, 'versions' | 'rejectedRows'> {
  /** All versions of records, by `AGENCY/REFERENCE` of consignments and ids of results; at most so many, in order of id. */
  held(names: readonly string[], limit: number): Promise<readonly HeldVersion[]>;
  cases(references: readonly string[]): Promise<readonly HeldCase[]>;
  /** Look-outs for any of some keys of parties (`partyKeys`), as senders or by contact, in order of id. */
  lookOuts(partyKeys: readonly string[]): Promise<readonly HeldLookOut[]>;
  /** In order of time. */
  rectifications(references: readonly string[]): Promise<readonly Rectification[]>;
  addRectifications(made: readonly Rectification[]): Promise<void>;
}
