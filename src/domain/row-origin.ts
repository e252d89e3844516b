/** Where a record stood in its source, for reports and rejects. */
export interface RowOrigin {
  readonly file: string;
  /** 1-based line or row number of the record's first line in the file; in XML the place of its element among those of its kind. */
  readonly row: number;
}
