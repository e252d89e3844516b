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
