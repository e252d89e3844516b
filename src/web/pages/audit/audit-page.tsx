/** The audit. */
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { listAudit, readAuditHead } from '../../api/audit-api.ts';
import type { AuditEntry } from '../../api/contract.ts';
import { formatCount } from '../../format/format-quantity.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { Field } from '../../ui/field.tsx';
import { MomentText } from '../../ui/moment-text.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { PagedTable } from '../../ui/paged-table.tsx';
import { Failure, Loading } from '../../ui/states.tsx';
import { usePages } from '../../ui/use-pages.ts';

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

const columns: readonly Column<AuditEntry>[] = [
  { title: 'No.', isNumber: true, cell: ({ sequence }) => formatCount(sequence) },
  { title: 'When', cell: ({ atMs }) => <MomentText atMs={atMs} /> },
  {
    title: 'Who',
    cell: ({ actor, agency }) => (
      <>
        {actor}
        <span className="small muted block">{agency}</span>
      </>
    ),
  },
  { title: 'Action', cell: ({ action }) => action },
  { title: 'Subject', cell: ({ subject }) => subject ?? '–' },
  {
    title: 'Payload',
    cell: ({ payload, isErased }) =>
      payload === null ? (
        <span className="muted">{isErased ? 'erased' : 'none'}</span>
      ) : (
        <details>
          <summary>Show</summary>
          <pre className="raw">{JSON.stringify(payload, null, 1)}</pre>
        </details>
      ),
  },
  { title: 'Hash', cell: ({ hash }) => <code title={hash}>{hash.slice(0, 10)}…</code> },
];

function Entries({ search }: { readonly search: string }) {
  const query = new URLSearchParams(search);
  const request = {
    ...Object.fromEntries(fields.map((name) => [name, query.get(name) ?? undefined])),
    fromMs: momentOf(query.get('from')),
    toMs: momentOf(query.get('to')),
  };
  const pages = usePages(['audit', 'list', request], (cursor) => listAudit({ ...request, cursor, limit: 100 }));
  return (
    <PagedTable
      pages={pages}
      noun="entries"
      columns={columns}
      keyOf={({ sequence }) => sequence}
      empty="No entry is within these filters."
    />
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
