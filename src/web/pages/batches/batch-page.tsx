/** One batch. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { listQuarantine, readBatch } from '../../api/batches-api.ts';
import { wordsOf } from '../../format/code-words.ts';
import { formatBytes, formatCount } from '../../format/format-quantity.ts';
import { usePermission } from '../../shell/session-context.ts';
import { LoadMore } from '../../ui/load-more.tsx';
import { MomentText } from '../../ui/moment-text.tsx';
import { PageState } from '../../ui/page-state.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { Empty, Failure, Loading } from '../../ui/states.tsx';
import { TableScroll } from '../../ui/table-scroll.tsx';
import { sumBooks } from './batch-books.ts';

function Quarantine({ batchId }: { readonly batchId: number }) {
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ['batches', batchId, 'quarantine'],
    queryFn: ({ pageParam }) => listQuarantine(batchId, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
  const rows = data?.pages.flatMap(({ items }) => items) ?? [];
  if (data === undefined) {
    return error === null ? (
      <Loading what="the quarantine" />
    ) : (
      <Failure error={error} onRetry={() => void refetch()} />
    );
  }
  if (rows.length === 0) return <Empty title="No row of this batch is in quarantine." />;
  return (
    <>
      <TableScroll label="Rows in quarantine">
        <table>
          <thead>
            <tr>
              <th scope="col" className="number">
                Row
              </th>
              <th scope="col">Column</th>
              <th scope="col">What is wrong</th>
              <th scope="col">State</th>
              <th scope="col">As it came</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <th scope="row" className="number">
                  {formatCount(row.row)}
                </th>
                <td>{row.column ?? 'whole row'}</td>
                <td>
                  {wordsOf(row.code)}
                  <span className="small muted block">expected: {row.expected}</span>
                </td>
                <td>
                  <span className="tag">{row.state}</span>
                </td>
                <td>
                  <code className="raw">{row.raw}</code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
      <LoadMore hasMore={hasNextPage} isLoading={isFetchingNextPage} onLoad={() => void fetchNextPage()} />
    </>
  );
}

/** Books of a batch and its quarantine. */
export function BatchPage({ batchId }: { readonly batchId: number }) {
  const canSeeQuarantine = usePermission('see-quarantine');
  const { data, error, refetch } = useQuery({
    queryKey: ['batches', batchId],
    queryFn: () => readBatch(batchId),
    refetchInterval: ({ state }) => (state.data?.state === 'loading' ? 2_000 : false),
  });
  if (data === undefined) {
    return <PageState title="Batch" what="the batch" error={error} onRetry={() => void refetch()} />;
  }
  const sums = sumBooks(data.books);
  return (
    <div className="page">
      <PageTitle
        title={data.fileName}
        beside={
          <Link to="/batches" className="button">
            All batches
          </Link>
        }
      />
      <dl className="facts card">
        <div>
          <dt>State</dt>
          <dd>
            {wordsOf(data.state)}
            {data.refusal !== null && `: ${data.refusal}`}
          </dd>
        </div>
        <div>
          <dt>Profile</dt>
          <dd>{data.profile}</dd>
        </div>
        <div>
          <dt>Agency</dt>
          <dd>{data.agency}</dd>
        </div>
        <div>
          <dt>Received</dt>
          <dd>
            <MomentText atMs={data.receivedAtMs} />
          </dd>
        </div>
        <div>
          <dt>Size</dt>
          <dd>{formatBytes(data.byteCount)}</dd>
        </div>
      </dl>
      <section className="card">
        <h2>Books</h2>
        <p>
          {formatCount(sums.accepted + sums.rejected)} rows read = {formatCount(sums.accepted)} accepted +{' '}
          {formatCount(sums.rejected)} rejected
        </p>
        <TableScroll label="Books by kind of record">
          <table>
            <thead>
              <tr>
                <th scope="col">Kind of record</th>
                {['Accepted', 'Rejected', 'New', 'Revised', 'Duplicate'].map((name) => (
                  <th key={name} scope="col" className="number">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {data.books.map((book) => (
                <tr key={book.recordKind}>
                  <th scope="row">{wordsOf(book.recordKind)}</th>
                  <td className="number">{formatCount(book.accepted)}</td>
                  <td className="number">{formatCount(book.rejected)}</td>
                  <td className="number">{formatCount(book.added)}</td>
                  <td className="number">{formatCount(book.revised)}</td>
                  <td className="number">{formatCount(book.duplicate)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroll>
      </section>
      {canSeeQuarantine && (
        <section className="card">
          <h2>Quarantine</h2>
          <Quarantine batchId={batchId} />
        </section>
      )}
    </div>
  );
}
