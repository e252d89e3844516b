/** Values of cells as text. */
import type { CellKind, CellValue } from '../xlsx/workbook.ts';

/** Returns what a CSV file or a page says for a value: moments as ISO text in UTC, decimals to six places, everything else as it is. */
export function cellText(kind: CellKind, value: CellValue): CellValue {
  if (typeof value !== 'number') return value;
  if (kind === 'moment') return `${new Date(value).toISOString().slice(0, 16)}Z`;
  if (kind === 'decimal') return Number(value.toFixed(6));
  return kind === 'day' ? new Date(value).toISOString().slice(0, 10) : value;
}
