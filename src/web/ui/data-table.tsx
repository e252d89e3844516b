/** A table of records. */
import type { ReactNode } from 'react';
import { TableScroll } from './table-scroll.tsx';

/** A column: its title and what it shows of a row. The first one names the row. */
export interface Column<T> {
  readonly title: string;
  readonly isNumber?: boolean;
  readonly cell: (row: T) => ReactNode;
}

/** Shows rows under the titles of columns; where it is wider than the page, it scrolls by itself, and on a phone each row stands as a block with the titles beside its cells. */
export function DataTable<T>({
  label,
  columns,
  rows,
  keyOf,
  isMarked,
}: {
  readonly label: string;
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
  readonly keyOf: (row: T) => string | number;
  /** Rows that stand out. */
  readonly isMarked?: (row: T) => boolean;
}) {
  return (
    <TableScroll label={label}>
      <table className="data-table">
        <thead>
          <tr>
            {columns.map(({ title, isNumber = false }) => (
              <th key={title} scope="col" className={isNumber ? 'number' : undefined}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)} className={isMarked?.(row) === true ? 'is-marked' : undefined}>
              {columns.map(({ title, isNumber = false, cell }, index) =>
                index === 0 ? (
                  <th key={title} scope="row" className={isNumber ? 'number' : undefined}>
                    {cell(row)}
                  </th>
                ) : (
                  <td key={title} data-title={title} className={isNumber ? 'number' : undefined}>
                    {cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}
