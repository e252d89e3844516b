/** Targets that stand on another list too, and who goes on with them. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { isOperationStep } from '../../../domain/operation-state.ts';
import type { OperationConflict, OperationShown } from '../../api/contract.ts';
import { decideConflict, listConflicts } from '../../api/operations-api.ts';
import { usePermission } from '../../shell/session-context.ts';
import { MomentText } from '../../ui/moment-text.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { Empty, Failure, Loading } from '../../ui/states.tsx';

const outcomeWords = {
  leads: 'This list goes on',
  waits: 'The other list goes on',
  joint: 'Both act together',
} as const;
type Outcome = keyof typeof outcomeWords;

function Conflict({
  conflict,
  canDecide,
  onDecide,
}: {
  readonly conflict: OperationConflict;
  readonly canDecide: boolean;
  readonly onDecide: (outcome: Outcome) => void;
}) {
  return (
    <article className="card">
      <h2 className="reference">{conflict.reference}</h2>
      <p>
        On the list of {conflict.agency} in operation {conflict.operationId}, and as {conflict.otherReference} on that
        of {conflict.otherAgency} in operation {conflict.otherOperationId}. Found{' '}
        <MomentText atMs={conflict.foundAtMs} />.
      </p>
      {conflict.decisions.length > 0 && (
        <ul className="timeline">
          {conflict.decisions.map(({ outcome, leader, note, name, agency, atMs }) => (
            <li key={`${atMs} ${outcome}`}>
              {outcomeWords[outcome]} ({leader}): {note}. {name}, {agency}, <MomentText atMs={atMs} />
            </li>
          ))}
        </ul>
      )}
      {canDecide && (
        <div className="action-buttons">
          {(Object.keys(outcomeWords) as Outcome[]).map((outcome) => (
            <button
              key={outcome}
              type="button"
              aria-label={`${outcomeWords[outcome]}: ${conflict.reference}`}
              onClick={() => onDecide(outcome)}
            >
              {outcomeWords[outcome]} …
            </button>
          ))}
        </div>
      )}
    </article>
  );
}

/** Lists conflicts with the log of decisions, those without one first. */
export function ConflictsSection({ operation }: { readonly operation: OperationShown }) {
  const client = useQueryClient();
  const canDecide = usePermission('plan-operations') && isOperationStep(operation.state, 'decide-conflict');
  const [deciding, setDeciding] = useState<{ readonly conflict: OperationConflict; readonly outcome: Outcome }>();
  const { data, error, refetch } = useQuery({
    queryKey: ['operations', operation.id, 'conflicts'],
    queryFn: () => listConflicts(operation.id),
  });
  if (data === undefined)
    return error === null ? <Loading what="the conflicts" /> : <Failure error={error} onRetry={() => void refetch()} />;
  if (data.items.length === 0) return <Empty title="No target stands on another list too." />;
  const inOrder = [...data.items].sort((a, b) => Math.min(a.decisions.length, 1) - Math.min(b.decisions.length, 1));
  return (
    <div className="cards">
      {inOrder.map((conflict) => (
        <Conflict
          key={conflict.id}
          conflict={conflict}
          canDecide={canDecide}
          onDecide={(outcome) => setDeciding({ conflict, outcome })}
        />
      ))}
      {deciding !== undefined && (
        <ReasonDialog
          title={outcomeWords[deciding.outcome]}
          consequence={`${deciding.conflict.reference}: the decision stands in the log of both operations.`}
          confirm="Decide"
          onConfirm={async (note) => {
            await decideConflict(operation.id, deciding.conflict.id, { outcome: deciding.outcome, note });
            await client.invalidateQueries({ queryKey: ['operations', operation.id, 'conflicts'] });
          }}
          onClose={() => setDeciding(undefined)}
        />
      )}
    </div>
  );
}
