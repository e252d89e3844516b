/** The audit. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { listAudit, readAuditHead } from '../../api/audit-api.ts';
import { formatCount, formatTotal } from '../../format/format-quantity.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Field } from '../../ui/field.tsx';
import { LoadMore } from '../../ui/load-more.tsx';
import { MomentText } from '../../ui/moment-text.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { Empty, Failure, Loading } from '../../ui/states.tsx';
import { TableScroll } from '../../ui/table-scroll.tsx';

const fields = ['action', 'actor', 'subject'] as const;
const moments = ['from', 'to'] as const;

/** Head of the chain, to be compared with one that was kept outside. */
function Head() {
  const { data, error } = useQuery({ queryKey: ['audit', 'head'], queryFn: readAuditHead });
  if (error !== null) return <Failure error={error} />;
  if (data === undefined) return <Loading what="the head of the chain" />;
  return (
    <section className="card">
      <h2>Head of the chain</h2>
      <dl className="facts">
        <div>
          <dt>Entry</dt>
          <dd>{formatCount(data.sequence)}</dd>
        </div>
        <div>
          <dt>Of</dt>
          <dd>
            <MomentText atMs={data.atMs} />
          </dd>
        </div>
        {(['hash', 'signature', 'publicKey'] as const).map((name) => (
          <div key={name} className="fact-wide">
            <dt>{name === 'publicKey' ? 'Public key' : name === 'hash' ? 'Hash' : 'Signature'}</dt>
            <dd>
              <code className="raw">{data[name]}</code> <CopyButton text={data[name]} label={name} />
            </dd>
          </div>
        ))}
      </dl>
      <p className="small muted">
        Kept outside, it lets <code>touchstone audit verify --anchor FILE</code> find any change, gap or cut tail.
      </p>
    </section>
  );
}

function Entries({ search }: { readonly search: string }) {
  const query = new URLSearchParams(search);
  const request = {
    ...Object.fromEntries(fields.map((name) => [name, query.get(name) ?? undefined])),
    fromMs: momentOf(query.get('from')),
    toMs: momentOf(query.get('to')),
  };
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ['audit', 'list', request],
    queryFn: ({ pageParam }) => listAudit({ ...request, cursor: pageParam, limit: 100 }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
  if (data === undefined) {
    return error === null ? <Loading what="the audit" /> : <Failure error={error} onRetry={() => void refetch()} />;
  }
  const entries = data.pages.flatMap(({ items }) => items);
  if (entries.length === 0) return <Empty title="No entry is within these filters." />;
  const [first] = data.pages;
  return (
    <>
      <p className="muted" role="status">
        {first?.total === undefined ? formatCount(entries.length) : formatTotal(first.total, first.isTotalExact)}{' '}
        entries
      </p>
      <TableScroll label="Entries of the audit">
        <table>
          <thead>
            <tr>
              <th scope="col" className="number">
                No.
              </th>
              <th scope="col">When</th>
              <th scope="col">Who</th>
              <th scope="col">Action</th>
              <th scope="col">Subject</th>
              <th scope="col">Payload</th>
              <th scope="col">Hash</th>
            </tr>
          </thead>
          <tbody>
            {entries.map((entry) => (
              <tr key={entry.sequence}>
                <th scope="row" className="number">
                  {formatCount(entry.sequence)}
                </th>
                <td>
                  <MomentText atMs={entry.atMs} />
                </td>
                <td>
                  {entry.actor}
                  <span className="small muted block">{entry.agency}</span>
                </td>
                <td>{entry.action}</td>
                <td>{entry.subject ?? '–'}</td>
                <td>
                  {entry.payload === null ? (
                    <span className="muted">{entry.isErased ? 'erased' : 'none'}</span>
                  ) : (
                    <details>
                      <summary>Show</summary>
                      <pre className="raw">{JSON.stringify(entry.payload, null, 1)}</pre>
                    </details>
                  )}
                </td>
                <td>
                  <code title={entry.hash}>{entry.hash.slice(0, 10)}…</code>
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

function momentOf(text: string | null): number | undefined {
  const atMs = text === null ? Number.NaN : Date.parse(text);
  return Number.isNaN(atMs) ? undefined : atMs;
}

/** Searches the chain of who did what, and shows its head. */
export function AuditPage() {
  const search = useSearch();
  const [, navigate] = useLocation();
  const query = new URLSearchParams(search);
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>(() => Object.fromEntries(query));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const given = Object.entries(typed).filter(([, value]) => value.trim() !== '');
    const text = new URLSearchParams(given.map(([name, value]) => [name, value.trim()])).toString();
    navigate(`/audit${text === '' ? '' : `?${text}`}`, { replace: true });
  };
  return (
    <div className="page">
      <PageTitle title="Audit" />
      <search aria-label="Filters of the audit">
        <form className="form form-row" onSubmit={submit}>
          {fields.map((name) => (
            <Field key={name} label={name === 'action' ? 'Action' : name === 'actor' ? 'Who' : 'Subject'}>
              {(control) => (
                <input
                  {...control}
                  type="search"
                  maxLength={200}
                  value={typed[name] ?? ''}
                  onChange={(event) => setTyped({ ...typed, [name]: event.target.value })}
                />
              )}
            </Field>
          ))}
          {moments.map((name) => (
            <Field key={name} label={name === 'from' ? 'From' : 'Until'}>
              {(control) => (
                <input
                  {...control}
                  type="datetime-local"
                  value={typed[name] ?? ''}
                  onChange={(event) => setTyped({ ...typed, [name]: event.target.value })}
                />
              )}
            </Field>
          ))}
          <button type="submit" className="button-primary">
            Search
          </button>
        </form>
      </search>
      <Entries search={search} />
      <Head />
    </div>
  );
}
