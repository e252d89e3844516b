/** One batch. */
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { listQuarantine, readBatch } from '../../api/batches-api.ts';
import type { Batch, QuarantinedRow } from '../../api/contract.ts';
import { wordsOf } from '../../format/code-words.ts';
import { formatBytes, formatCount } from '../../format/format-quantity.ts';
import { usePermission } from '../../shell/session-context.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { MomentText } from '../../ui/moment-text.tsx';
import { PageState } from '../../ui/page-state.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { PagedTable } from '../../ui/paged-table.tsx';
import { usePages } from '../../ui/use-pages.ts';
import { sumBooks } from './batch-books.ts';

const quarantineColumns: readonly Column<QuarantinedRow>[] = [
  { title: 'Row', isNumber: true, cell: ({ row }) => formatCount(row) },
  { title: 'Column', cell: ({ column }) => column ?? 'whole row' },
  {
    title: 'What is wrong',
    cell: ({ code, expected }) => (
      <>
        {wordsOf(code)}
        <span className="small muted block">expected: {expected}</span>
      </>
    ),
  },
  { title: 'State', cell: ({ state }) => <span className="tag">{state}</span> },
  { title: 'As it came', cell: ({ raw }) => <code className="raw">{raw}</code> },
];

type Book = Batch['books'][number];

const bookColumns: readonly Column<Book>[] = [
  { title: 'Kind of record', cell: ({ recordKind }) => wordsOf(recordKind) },
  { title: 'Accepted', isNumber: true, cell: ({ accepted }) => formatCount(accepted) },
  { title: 'Rejected', isNumber: true, cell: ({ rejected }) => formatCount(rejected) },
  { title: 'New', isNumber: true, cell: ({ added }) => formatCount(added) },
  { title: 'Revised', isNumber: true, cell: ({ revised }) => formatCount(revised) },
  { title: 'Duplicate', isNumber: true, cell: ({ duplicate }) => formatCount(duplicate) },
];

function Quarantine({ batchId }: { readonly batchId: number }) {
  const pages = usePages(['batches', batchId, 'quarantine'], (cursor) => listQuarantine(batchId, cursor));
  return (
    <PagedTable
      pages={pages}
      noun="rows in quarantine"
      columns={quarantineColumns}
      keyOf={({ id }) => id}
      empty="No row of this batch is in quarantine."
    />
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
        <DataTable
          label="Books by kind of record"
          columns={bookColumns}
          rows={data.books}
          keyOf={({ recordKind }) => recordKind}
        />
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
