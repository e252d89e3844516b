/** Batches of records. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { Link } from 'wouter';
import { listBatches } from '../../api/batches-api.ts';
import type { Batch } from '../../api/contract.ts';
import { wordsOf } from '../../format/code-words.ts';
import { formatBytes, formatCount } from '../../format/format-quantity.ts';
import { usePermission } from '../../shell/session-context.ts';
import { LoadMore } from '../../ui/load-more.tsx';
import { MomentText } from '../../ui/moment-text.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { Empty, Failure, Loading } from '../../ui/states.tsx';
import { TableScroll } from '../../ui/table-scroll.tsx';
import { sumBooks } from './batch-books.ts';
import { UploadForm } from './upload-form.tsx';

const everyMs = 2_000;

function BatchRow({ batch }: { readonly batch: Batch }) {
  const sums = sumBooks(batch.books);
  return (
    <tr>
      <th scope="row">
        <Link to={`/batches/${batch.id}`}>{batch.fileName}</Link>
        <span className="small muted block">
          {batch.profile}, {formatBytes(batch.byteCount)}
        </span>
      </th>
      <td>
        <span className={`tag state-${batch.state}`}>{wordsOf(batch.state)}</span>
        {batch.state === 'loading' && (
          <progress
            aria-label={`Progress of ${batch.fileName}`}
            {...(batch.rowsTotal > 0 ? { value: batch.rowsDone, max: batch.rowsTotal } : {})}
          />
        )}
        {batch.refusal !== null && <span className="small block">{batch.refusal}</span>}
      </td>
      <td className="number">{formatCount(batch.rowsDone)}</td>
      <td className="number">{formatCount(sums.accepted)}</td>
      <td className="number">{sums.rejected === 0 ? '0' : <strong>{formatCount(sums.rejected)}</strong>}</td>
      <td className="number">{formatCount(sums.added)}</td>
      <td className="number">{formatCount(sums.revised)}</td>
      <td className="number">{formatCount(sums.duplicate)}</td>
      <td>
        <MomentText atMs={batch.receivedAtMs} />
      </td>
    </tr>
  );
}

/** Lists batches with their books, and takes files. */
export function BatchesPage() {
  const canSubmit = usePermission('submit-batches');
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ['batches', 'list'],
    queryFn: ({ pageParam }) => listBatches(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ items }) => items.some((batch) => batch.state === 'loading')) ? everyMs : false,
  });
  const batches = useMemo(() => data?.pages.flatMap(({ items }) => items) ?? [], [data]);
  const profiles = useMemo(() => [...new Set(batches.map(({ profile }) => profile))].sort(), [batches]);
  return (
    <div className="page">
      <PageTitle title="Batches" />
      {canSubmit && <UploadForm profiles={profiles} />}
      {data === undefined ? (
        error === null ? (
          <Loading what="the batches" />
        ) : (
          <Failure error={error} onRetry={() => void refetch()} />
        )
      ) : batches.length === 0 ? (
        <Empty title="No batch has come in yet." />
      ) : (
        <TableScroll label="Batches">
          <table>
            <thead>
              <tr>
                <th scope="col">File</th>
                <th scope="col">State</th>
                <th scope="col" className="number">
                  Rows read
                </th>
                <th scope="col" className="number">
                  Accepted
                </th>
                <th scope="col" className="number">
                  Rejected
                </th>
                <th scope="col" className="number">
                  New
                </th>
                <th scope="col" className="number">
                  Revised
                </th>
                <th scope="col" className="number">
                  Duplicate
                </th>
                <th scope="col">Received</th>
              </tr>
            </thead>
            <tbody>
              {batches.map((batch) => (
                <BatchRow key={batch.id} batch={batch} />
              ))}
            </tbody>
          </table>
        </TableScroll>
      )}
      <LoadMore hasMore={hasNextPage} isLoading={isFetchingNextPage} onLoad={() => void fetchNextPage()} />
    </div>
  );
}
