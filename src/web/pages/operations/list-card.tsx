/** A version of a list. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { isOperationStep } from '../../../domain/operation-state.ts';
import type { ListVersion, OperationShown } from '../../api/contract.ts';
import { passList, readList, recallList } from '../../api/operations-api.ts';
import { problemText } from '../../api/problem-text.ts';
import { wordsOf } from '../../format/code-words.ts';
import { formatCount } from '../../format/format-quantity.ts';
import { usePermission, useSession } from '../../shell/session-context.ts';
import { MomentText } from '../../ui/moment-text.tsx';
import { useNotify } from '../../ui/notices.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { Failure, Loading } from '../../ui/states.tsx';
import { DifferencesCard } from './differences-card.tsx';
import { ExportDialog } from './export-dialog.tsx';
import { FiguresView } from './figures-view.tsx';
import { TargetTable } from './target-table.tsx';

const markWords = { made: 'Made', approved: 'Approved', sent: 'Sent', recalled: 'Recalled' } as const;

function Marks({ list }: { readonly list: ListVersion }) {
  return (
    <ul className="timeline">
      {(['made', 'approved', 'sent', 'recalled'] as const).map((step) => {
        const mark = list[step];
        if (mark === null) return null;
        return (
          <li key={step}>
            {markWords[step]} by {mark.name}, <MomentText atMs={mark.atMs} />
            {step === 'recalled' && `: ${list.recallReason}`}
          </li>
        );
      })}
    </ul>
  );
}

/** Reasons why consignments in the scope are not on the list. */
function LeftOut({ list }: { readonly list: ListVersion }) {
  const reasons = Object.entries({ ...list.leftOut, ...list.unfit });
  if (reasons.length === 0) return null;
  return (
    <p className="small muted">
      Not on it: {reasons.map(([reason, count]) => `${formatCount(count)} ${reason}`).join(', ')}.
    </p>
  );
}

/** Shows a version with what may be done to it. */
export function ListCard({
  operation,
  list,
  versions,
}: {
  readonly operation: OperationShown;
  readonly list: ListVersion;
  readonly versions: readonly ListVersion[];
}) {
  const client = useQueryClient();
  const notify = useNotify();
  const ownLabel = `person:${useSession().user.id}`;
  const canApprove = usePermission('approve-lists') && isOperationStep(operation.state, 'approve-list');
  const canPlan = usePermission('plan-operations');
  const canExport = usePermission('export-targets');
  const [isBusy, setBusy] = useState(false);
  const [isRecalling, setRecalling] = useState(false);
  const [isExporting, setExporting] = useState(false);
  const { data, error, refetch } = useQuery({
    queryKey: ['operations', operation.id, 'lists', list.version],
    queryFn: () => readList(operation.id, list.version),
  });
  const pass = async (step: 'approval' | 'sending'): Promise<void> => {
    setBusy(true);
    try {
      const passed = await passList(operation.id, list.version, step);
      notify({ text: `Version ${passed.version} is ${passed.state}.`, tone: 'good' });
    } catch (problem) {
      notify({ text: problemText(problem), tone: 'bad' });
    } finally {
      await client.invalidateQueries({ queryKey: ['operations', operation.id] });
      setBusy(false);
    }
  };
  const isOwn = list.made.by === ownLabel;
  const isOut = list.state === 'approved' || list.state === 'sent';
  return (
    <section className="card" aria-label={`Version ${list.version}`}>
      <header className="model-head">
        <h2>
          Version {list.version}: {formatCount(list.targetCount)} targets of {formatCount(list.candidates)} in the scope
        </h2>
        <span className="tag">{wordsOf(list.state)}</span>
      </header>
      <FiguresView figures={list.figures} />
      <LeftOut list={list} />
      <Marks list={list} />
      <div className="action-buttons">
        {list.state === 'made' && canApprove && !isOwn && (
          <button type="button" className="button-primary" disabled={isBusy} onClick={() => void pass('approval')}>
            Approve
          </button>
        )}
        {list.state === 'made' && isOwn && <p className="muted">You made it, so somebody else approves it.</p>}
        {list.state === 'approved' && canPlan && isOperationStep(operation.state, 'send-list') && (
          <button type="button" className="button-primary" disabled={isBusy} onClick={() => void pass('sending')}>
            Send
          </button>
        )}
        {list.state === 'sent' && canPlan && isOperationStep(operation.state, 'recall-list') && (
          <button type="button" onClick={() => setRecalling(true)}>
            Recall …
          </button>
        )}
        {isOut && canExport && (
          <button type="button" onClick={() => setExporting(true)}>
            Export …
          </button>
        )}
      </div>
      {versions.length > 1 && <DifferencesCard operation={operation} list={list} versions={versions} />}
      {data === undefined ? (
        error === null ? (
          <Loading what="the targets" />
        ) : (
          <Failure error={error} onRetry={() => void refetch()} />
        )
      ) : (
        <TargetTable targets={data.targets} label={`Targets of version ${list.version}`} />
      )}
      {isExporting && <ExportDialog operation={operation} list={list} onClose={() => setExporting(false)} />}
      {isRecalling && (
        <ReasonDialog
          title={`Recall version ${list.version}`}
          consequence="Participants see that it is recalled and why, and its targets no more."
          confirm="Recall"
          onConfirm={async (reason) => {
            await recallList(operation.id, list.version, reason);
            await client.invalidateQueries({ queryKey: ['operations', operation.id] });
          }}
          onClose={() => setRecalling(false)}
        />
      )}
    </section>
  );
}
