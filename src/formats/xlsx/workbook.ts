/** What a workbook is made of, as `write-workbook.ts` takes it. */

/** How the cells of a column look and what they are. Moments are UTC milliseconds, shares are 0 to 1. */
export const cellKinds = ['text', 'wrapped', 'integer', 'decimal', 'share', 'day', 'moment'] as const;

/** A kind of {@link cellKinds}. */
export type CellKind = (typeof cellKinds)[number];

/** A value of a cell; undefined leaves it empty. */
export type CellValue = string | number | undefined;

/** What may be typed into a column. */
export type CellRule =
  | { readonly kind: 'codes'; readonly column: string; readonly count: number }
  | { readonly kind: 'day'; readonly fromMs: number; readonly toMs: number }
  | { readonly kind: 'whole'; readonly least: number; readonly most: number }
  | { readonly kind: 'length'; readonly most: number };

/** A column of a sheet. */
export interface SheetColumn {
  readonly title: string;
  readonly kind: CellKind;
  /** In characters. */
  readonly width: number;
  /** Whoever gets the file may fill it in; all other cells are locked. */
  readonly isInput?: boolean;
  readonly rule?: CellRule | undefined;
}

/** A sheet. Its first row is the banner, its second has the titles of the columns. */
export interface Sheet {
  readonly name: string;
  /** Handling: it also stands at the head of every printed page. */
  readonly banner: string;
  readonly columns: readonly SheetColumn[];
  readonly rows: Iterable<readonly CellValue[]> | AsyncIterable<readonly CellValue[]>;
}

/** A workbook. */
export interface Workbook {
  readonly title: string;
  readonly madeAtMs: number;
  readonly sheets: readonly Sheet[];
}

/** Rows of a sheet before those of its content. */
export const headRows = 2;
/** Rows that a spreadsheet has. */
export const mostSheetRows = 1_048_576;
