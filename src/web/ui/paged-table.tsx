/** A list that is read page by page, as a table. */
import { formatCount, formatTotal } from '../format/format-quantity.ts';
import { type Column, DataTable } from './data-table.tsx';
import { LoadMore } from './load-more.tsx';
import { Read } from './read.tsx';
import { Empty } from './states.tsx';
import type { Pages } from './use-pages.ts';

/** Says how many there are: exactly up to 1,000, `1,000+` beyond, and how many are shown where nobody counted. */
function countText<T>({ data = [], total, isTotalExact, hasMore }: Pages<T>): string {
  if (total !== undefined) return formatTotal(total, isTotalExact);
  return `${formatCount(data.length)}${hasMore ? '+' : ''}`;
}

/** Shows the rows read so far with their number and a button for more; `noun` is what they are, as `alerts`. */
export function PagedTable<T>({
  pages,
  noun,
  columns,
  keyOf,
  empty,
  order,
}: {
  readonly pages: Pages<T>;
  readonly noun: string;
  readonly columns: readonly Column<T>[];
  readonly keyOf: (row: T) => string | number;
  readonly empty: string;
  /** Another order of the rows that are shown. */
  readonly order?: (a: T, b: T) => number;
}) {
  return (
    <Read query={pages} what={`the ${noun}`}>
      {(rows) =>
        rows.length === 0 ? (
          <Empty title={empty} />
        ) : (
          <>
            <p className="muted" role="status">
              {countText(pages)} {noun}
            </p>
            <DataTable
              label={noun.charAt(0).toUpperCase() + noun.slice(1)}
              columns={columns}
              rows={order === undefined ? rows : [...rows].sort(order)}
              keyOf={keyOf}
            />
            <LoadMore hasMore={pages.hasMore} isLoading={pages.isLoadingMore} onLoad={pages.loadMore} />
          </>
        )
      }
    </Read>
  );
}
