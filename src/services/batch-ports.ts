/** Files as they are handed in, and their books. */
import type { Handling } from '../domain/handling.ts';
import type { RecordKind } from '../domain/record.ts';

/** The books of a batch for one kind of record: rows = accepted + rejected, accepted = added + revised + duplicate. */
export interface BatchBook {
  readonly recordKind: RecordKind | 'unknown';
  accepted: number;
  /** Rows in quarantine; those whose kind cannot be told count under `unknown`. */
  rejected: number;
  added: number;
  revised: number;
  duplicate: number;
}

/** A file as it is handed in. */
export interface NewBatch {
  readonly fileName: string;
  readonly profile: string;
  readonly agency: string;
  /** SHA-256 of the file as it came, 32 bytes. */
  readonly sha256: Uint8Array;
  readonly byteCount: number;
  readonly receivedAtMs: number;
  readonly handling: Handling;
  readonly rowsTotal: number;
  /** Names of the columns, in whose order rejected rows keep their fields. */
  readonly columns?: readonly string[] | undefined;
}

/** A batch as the store keeps it. */
export interface Batch extends NewBatch {
  readonly id: number;
  readonly state: 'loading' | 'loaded' | 'refused';
  /** Rows that are in the store for good; a load that was cut off goes on behind them. */
  readonly rowsDone: number;
  /** Rows whose records are erased; they are among the duplicates of the books. */
  readonly erasedRows: number;
  readonly books: readonly BatchBook[];
}

/** A row that was not accepted, as it is kept. */
export interface QuarantinedRow {
  readonly id: number;
  readonly batchId: number;
  readonly file: string;
  readonly profile: string;
  readonly row: number;
  readonly column: string | undefined;
  readonly code: string;
  readonly expected: string;
  /** The row as its reader held it; empty for one that is accepted or dropped. */
  readonly raw: Uint8Array;
  /** Its texts in the order of the batch's columns; undefined where it could not be cut into fields. */
  readonly fields: readonly (string | undefined)[] | undefined;
  readonly state: 'waiting' | 'accepted' | 'dropped';
  readonly retries: number;
}
