/** The list of targets: its versions, what it is expected to find, and its way to approval and out of the house. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { isOperationStep } from '../../../domain/operation-state.ts';
import type { ListVersion, OperationShown } from '../../api/contract.ts';
import { listVersions, makeList } from '../../api/operations-api.ts';
import { problemText } from '../../api/problem-text.ts';
import { formatCount } from '../../format/format-quantity.ts';
import { usePermission } from '../../shell/session-context.ts';
import { useNotify } from '../../ui/notices.tsx';
import { Empty, Failure, Loading } from '../../ui/states.tsx';
import { DeliveriesCard } from './deliveries-card.tsx';
import { ListCard } from './list-card.tsx';
import { WhatIfCard } from './what-if-card.tsx';

/** Shows the version that is chosen, the latest at first. */
export function TargetsSection({ operation }: { readonly operation: OperationShown }) {
  const client = useQueryClient();
  const notify = useNotify();
  const canPlan = usePermission('plan-operations') && isOperationStep(operation.state, 'make-list');
  const [chosen, setChosen] = useState<number>();
  const [isBusy, setBusy] = useState(false);
  const { data, error, refetch } = useQuery({
    queryKey: ['operations', operation.id, 'lists'],
    queryFn: () => listVersions(operation.id),
  });
  const make = async (): Promise<void> => {
    setBusy(true);
    try {
      const made = await makeList(operation.id);
      setChosen(undefined);
      await client.invalidateQueries({ queryKey: ['operations', operation.id] });
      notify({
        text: `Version ${made.version} has ${formatCount(made.targetCount)} targets. Somebody else approves it.`,
        tone: 'good',
      });
    } catch (problem) {
      notify({ text: problemText(problem), tone: 'bad' });
    } finally {
      setBusy(false);
    }
  };
  if (data === undefined)
    return error === null ? <Loading what="the lists" /> : <Failure error={error} onRetry={() => void refetch()} />;
  const versions: readonly ListVersion[] = data.items;
  const shown = versions.find(({ version }) => version === chosen) ?? versions[0];
  return (
    <>
      <div className="toolbar-row">
        {versions.length > 1 && (
          <label className="inline-label">
            Version{' '}
            <select value={shown?.version} onChange={(event) => setChosen(Number(event.target.value))}>
              {versions.map(({ version, state }) => (
                <option key={version} value={version}>
                  {version} ({state})
                </option>
              ))}
            </select>
          </label>
        )}
        {canPlan && (
          <button
            type="button"
            className={versions.length === 0 ? 'button-primary' : ''}
            disabled={isBusy}
            onClick={() => void make()}
          >
            {isBusy ? 'Choosing targets …' : versions.length === 0 ? 'Make the list' : 'Make a new version'}
          </button>
        )}
      </div>
      {shown === undefined ? (
        <Empty title="There is no list yet.">
          <p>It is chosen among your open, scored consignments in the scope, within the minutes of the shifts.</p>
        </Empty>
      ) : (
        <ListCard key={shown.version} operation={operation} list={shown} versions={versions} />
      )}
      {canPlan && <WhatIfCard operation={operation} />}
      <DeliveriesCard operation={operation} />
    </>
  );
}
