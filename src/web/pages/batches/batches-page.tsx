/** Batches of records. */
import { Link } from 'wouter';
import { listBatches } from '../../api/batches-api.ts';
import type { Batch } from '../../api/contract.ts';
import { wordsOf } from '../../format/code-words.ts';
import { formatBytes, formatCount } from '../../format/format-quantity.ts';
import { usePermission } from '../../shell/session-context.ts';
import type { Column } from '../../ui/data-table.tsx';
import { MomentText } from '../../ui/moment-text.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { PagedTable } from '../../ui/paged-table.tsx';
import { usePages } from '../../ui/use-pages.ts';
import { type BookSums, sumBooks } from './batch-books.ts';
import { UploadForm } from './upload-form.tsx';

const everyMs = 2_000;

const sumOf =
  (name: keyof BookSums) =>
  ({ books }: Batch): string =>
    formatCount(sumBooks(books)[name]);

const columns: readonly Column<Batch>[] = [
  {
    title: 'File',
    cell: ({ id, fileName, profile, byteCount }) => (
      <>
        <Link to={`/batches/${id}`}>{fileName}</Link>
        <span className="small muted block">
          {profile}, {formatBytes(byteCount)}
        </span>
      </>
    ),
  },
  {
    title: 'State',
    cell: ({ state, fileName, rowsDone, rowsTotal, refusal }) => (
      <>
        <span className={`tag state-${state}`}>{wordsOf(state)}</span>
        {state === 'loading' && (
          <progress
            aria-label={`Progress of ${fileName}`}
            {...(rowsTotal > 0 ? { value: rowsDone, max: rowsTotal } : {})}
          />
        )}
        {refusal !== null && <span className="small block">{refusal}</span>}
      </>
    ),
  },
  { title: 'Rows read', isNumber: true, cell: ({ rowsDone }) => formatCount(rowsDone) },
  { title: 'Accepted', isNumber: true, cell: sumOf('accepted') },
  {
    title: 'Rejected',
    isNumber: true,
    cell: (batch) => {
      const rejected = sumOf('rejected')(batch);
      return rejected === '0' ? rejected : <strong>{rejected}</strong>;
    },
  },
  { title: 'New', isNumber: true, cell: sumOf('added') },
  { title: 'Revised', isNumber: true, cell: sumOf('revised') },
  { title: 'Duplicate', isNumber: true, cell: sumOf('duplicate') },
  { title: 'Received', cell: ({ receivedAtMs }) => <MomentText atMs={receivedAtMs} /> },
];

/** Lists batches with their books, and takes files. */
export function BatchesPage() {
  const canSubmit = usePermission('submit-batches');
  const pages = usePages(['batches', 'list'], listBatches, {
    againMs: (batches) => (batches.some(({ state }) => state === 'loading') ? everyMs : undefined),
  });
  return (
    <div className="page">
      <PageTitle title="Batches" />
      {canSubmit && <UploadForm />}
      <PagedTable
        pages={pages}
        noun="batches"
        columns={columns}
        keyOf={({ id }) => id}
        empty="No batch has come in yet."
      />
    </div>
  );
}
