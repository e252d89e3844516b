/** What the use cases need of a store to erase records, in their own words. Every method that changes something is one transaction. */
import type { RecordKind, SourceRecord } from '../domain/record.ts';
import type { IdentityKey } from './key-ports.ts';
import type { NamedModel } from './score-ports.ts';

/** What shall be erased. */
export interface ErasureRequest {
  /** By which a record was found: by its own name, or by a party that it names. */
  readonly kind: 'record' | 'party';
  /** Why, in words without personal data: they stay. */
  readonly ground: string;
  readonly atMs: number;
  /** Whole records: `AGENCY/REFERENCE` of consignments at every stage, ids of results and rights. */
  readonly records: readonly string[];
  readonly items: readonly { readonly record: string; readonly itemNumber: number }[];
  /** Rows in quarantine that are of them. */
  readonly quarantined: readonly number[];
}

/** What stays of an erasure. No personal data. */
export interface Erasure {
  readonly id: number;
  readonly kind: ErasureRequest['kind'];
  readonly ground: string;
  readonly erasedAtMs: number;
  /** `counting` until the history has taken back what the facts had added; then they are gone. */
  readonly state: 'counting' | 'done';
  /**
   * First tick in which one of the facts was known, or a result that they hid or that said something else beside them: replays as of later ticks up to the erasure no longer give
   * what was given then. Undefined without facts.
   */
  readonly firstKnownTick: number | undefined;
  readonly lastKnownMs: number | undefined;
  readonly agencies: readonly string[];
  /** Mapping profiles that the facts came by. */
  readonly profiles: readonly string[];
  readonly records: number;
  /** Versions of goods items, results and rights. */
  readonly facts: number;
  /** Stored scores with their feature vectors. */
  readonly scores: number;
  readonly lookOuts: number;
  readonly quarantined: number;
}

/** A version of a record, current or not. */
interface StoredVersion {
  readonly id: number;
  readonly kind: RecordKind;
  readonly record: SourceRecord;
}

/** A row in quarantine, as erasing looks at it. */
export interface RejectedRow {
  readonly id: number;
  readonly agency: string;
  /** Undefined where the row could not be cut into fields. */
  readonly fields: readonly (string | undefined)[] | undefined;
  readonly raw: Uint8Array;
}

/** Erasures. */
export interface ErasurePort {
  /**
   * Takes records out: no version of them is current, linked, scored or matched any more, none can come back, and the history has to take back what they added.
   * Undefined where there is neither a fact nor a row to erase.
   */
  begin(request: ErasureRequest, key: IdentityKey): Promise<Erasure | undefined>;
  /** Deletes what the history has taken back. Returns the facts that it has not yet. */
  finish(): Promise<{ readonly pending: number }>;
  /** In order of id. */
  list(): Promise<readonly Erasure[]>;
  /** Every version of some kinds in order of id, those being erased left out. */
  versions(kinds: readonly RecordKind[], afterId?: number): AsyncIterable<readonly StoredVersion[]>;
  /** Rows that wait in quarantine. */
  rejectedRows(): AsyncIterable<readonly RejectedRow[]>;
  /** Notes that models were trained on what is erased. */
  noteRetraining(models: readonly NamedModel[], reason: string): Promise<void>;
}
