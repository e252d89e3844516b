/** Rows as they stand in a file, before any mapping. */

/** Why a row was not accepted. */
export interface Reject {
  readonly file: string;
  /** 1-based line (CSV, NDJSON) or sheet row (XLSX) on which the row starts, or place of its element among those of its kind (XML). */
  readonly row: number;
  /** Column as the file names it; undefined where the row as a whole is at fault. */
  readonly column: string | undefined;
  /** Stable code of the fault, e.g. `not-a-number`. */
  readonly code: string;
  readonly expected: string;
  /** The row's text as it stands in the file, as far as its reader holds it. */
  readonly raw: string;
  /** Field texts in the order of the file's columns; undefined where the row could not be cut into fields. */
  readonly fields?: readonly (string | undefined)[] | undefined;
}

/** Characters of a rejected row that a file of rejects keeps. */
export const rawTextLimit = 4000;

/** A row that was cut into fields, or one that could not be. */
export interface RawRow {
  readonly row: number;
  readonly raw: string;
  /** Field texts in the order of the header; undefined where `fault` says why there are none. */
  readonly fields: readonly (string | undefined)[] | undefined;
  readonly fault:
    | { readonly code: string; readonly expected: string; readonly column?: string | undefined }
    | undefined;
}

/** A file's rows: its column names once, then batches of rows. */
export interface RowStream {
  readonly columns: readonly string[];
  readonly batches: AsyncIterable<readonly RawRow[]>;
  /** Lets go of the file when its rows are not wanted after all. */
  close(): Promise<void>;
}
