/** Frozen targets. */
import { type FormEvent, useState } from 'react';
import { Link } from 'wouter';
import type { FrozenTarget } from '../../api/contract.ts';
import { listFrozenTargets } from '../../api/disclosure-api.ts';
import type { Column } from '../../ui/data-table.tsx';
import { MomentText } from '../../ui/moment-text.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { PagedTable } from '../../ui/paged-table.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useAddress } from '../../ui/use-address.ts';
import { usePages } from '../../ui/use-pages.ts';
import { LegalHoldText } from './legal-hold.tsx';

const columns: readonly Column<FrozenTarget>[] = [
  { title: 'Consignment', cell: ({ id, reference }) => <Link to={`/disclosure/${id}`}>{reference}</Link> },
  { title: 'Case', cell: ({ caseId }) => <Link to={`/cases/${caseId}`}>case {caseId}</Link> },
  { title: 'Frozen', cell: ({ frozenAtMs }) => <MomentText atMs={frozenAtMs} /> },
  { title: 'Legal hold', cell: ({ hold }) => <LegalHoldText hold={hold} /> },
  {
    title: 'Erasure',
    cell: ({ heldBackSinceMs }) =>
      heldBackSinceMs === null ? (
        '–'
      ) : (
        <>
          held back since <MomentText atMs={heldBackSinceMs} />
        </>
      ),
  },
  { title: 'Hash', cell: ({ contentHash }) => <code title={contentHash}>{contentHash.slice(0, 10)}…</code> },
];

/** Lists decided cases as they were frozen. */
export function FrozenTargetsPage() {
  const [query, change] = useAddress();
  const reference = query.get('reference') ?? '';
  const [typed, setTyped] = useState(reference);
  const pages = usePages(['frozen-targets', reference], (cursor) =>
    listFrozenTargets({ reference: reference || undefined, cursor, limit: 100 }),
  );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    change({ reference: typed });
  };
  return (
    <div className="page">
      <PageTitle title="Disclosure" />
      <search aria-label="Filters">
        <form className="form form-row" onSubmit={submit}>
          <TextField
            label="Consignment"
            hint="The whole reference, as AGENCY/REFERENCE."
            type="search"
            maxLength={200}
            value={typed}
            onChange={setTyped}
          />
          <button type="submit" className="button-primary">
            Search
          </button>
        </form>
      </search>
      <PagedTable
        pages={pages}
        noun="frozen targets"
        columns={columns}
        keyOf={({ id }) => id}
        empty={reference === '' ? 'No case has been decided yet.' : 'No decided case has this reference.'}
      />
    </div>
  );
}
