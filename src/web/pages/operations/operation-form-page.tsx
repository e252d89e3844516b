/** A new operation, or other terms of one. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useLocation } from 'wouter';
import type { OperationDefaults, OperationShown } from '../../api/contract.ts';
import { changeOperation, makeOperation, readOperation, readOperationDefaults } from '../../api/operations-api.ts';
import { problemText } from '../../api/problem-text.ts';
import { serviceNowMs } from '../../api/service-clock.ts';
import { PageState } from '../../ui/page-state.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { contactsOf, draftOf, newDraft, type OperationDraft, termsOf } from './operation-draft.ts';
import { OperationFields } from './operation-fields.tsx';
import { ShiftTable } from './shift-table.tsx';

const basisWords = {
  'last-operation': 'As in your last operation.',
  'capacity': 'From your agency’s capacity and what is open at each office; check them.',
  'usual': 'A usual plan, since your agency has said no capacity: put your own minutes in.',
} as const;

function OperationForm({
  plan,
  hint,
  initial,
  operation,
}: {
  readonly plan: OperationDefaults['plan'];
  readonly hint: string;
  readonly initial: OperationDraft;
  /** Undefined for a new one. */
  readonly operation: OperationShown | undefined;
}) {
  const client = useQueryClient();
  const [, goTo] = useLocation();
  const [draft, setDraft] = useState(initial);
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const change = (changes: Partial<OperationDraft>): void => setDraft((before) => ({ ...before, ...changes }));
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    setRefusal(undefined);
    try {
      const terms = termsOf(draft, plan, operation);
      const kept =
        operation === undefined
          ? await makeOperation({ ...terms, contacts: contactsOf(draft) })
          : await changeOperation(operation.id, operation.version, terms);
      client.setQueryData(['operations', kept.id], kept);
      await client.invalidateQueries({ queryKey: ['operations'], exact: true });
      goTo(`/operations/${kept.id}`);
    } catch (error) {
      setRefusal(problemText(error));
      setBusy(false);
    }
  };
  return (
    <form className="form" onSubmit={(event) => void submit(event)}>
      <OperationFields draft={draft} isNew={operation === undefined} onChange={change} />
      <section className="card">
        <h2>Offices and minutes of each shift</h2>
        <p className="muted">{hint}</p>
        <ShiftTable shifts={draft.shifts} onChange={(shifts) => change({ shifts })} />
      </section>
      <div role="alert">{refusal !== undefined && <p className="form-error">{refusal}</p>}</div>
      <div>
        <button type="submit" className="button-primary" disabled={isBusy}>
          {operation === undefined ? 'Make the operation' : 'Keep the changes'}
        </button>
      </div>
    </form>
  );
}

function NewOperation() {
  const { data, error, refetch } = useQuery({
    queryKey: ['operation-defaults'],
    queryFn: readOperationDefaults,
    staleTime: 0,
    gcTime: 0,
  });
  if (data === undefined)
    return <PageState title="New operation" what="your offices" error={error} onRetry={() => void refetch()} />;
  return (
    <div className="page">
      <PageTitle title="New operation" />
      <OperationForm
        plan={data.plan}
        hint={basisWords[data.basis]}
        initial={newDraft(data, serviceNowMs())}
        operation={undefined}
      />
    </div>
  );
}

function ChangedOperation({ operationId }: { readonly operationId: number }) {
  const { data, error, refetch } = useQuery({
    queryKey: ['operations', operationId],
    queryFn: () => readOperation(operationId),
  });
  if (data === undefined)
    return <PageState title="Change the operation" what="the operation" error={error} onRetry={() => void refetch()} />;
  return (
    <div className="page">
      <PageTitle title={`Change ${data.name}`} />
      <OperationForm
        key={data.version}
        plan={data.plan}
        hint="Lists that were made before stay as they are."
        initial={draftOf(data)}
        operation={data}
      />
    </div>
  );
}

/** One form for a new operation and for a change. */
export function OperationFormPage({ operationId }: { readonly operationId: number | undefined }) {
  return operationId === undefined ? <NewOperation /> : <ChangedOperation operationId={operationId} />;
}
