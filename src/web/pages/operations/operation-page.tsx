/** An operation: its targets, who takes part, reports and what it came to, conflicts. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { nextOperationState } from '../../../domain/operation-state.ts';
import { isPurpose, purposes } from '../../../domain/purposes.ts';
import type { OperationShown } from '../../api/contract.ts';
import { advanceOperation, readOperation } from '../../api/operations-api.ts';
import { problemText } from '../../api/problem-text.ts';
import { wordsOf } from '../../format/code-words.ts';
import { usePermission, useSession } from '../../shell/session-context.ts';
import { MomentText } from '../../ui/moment-text.tsx';
import { useNotify } from '../../ui/notices.tsx';
import { PageState } from '../../ui/page-state.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { BriefDialog } from './brief-dialog.tsx';
import { ConflictsSection } from './conflicts-section.tsx';
import { ParticipantsSection } from './participants-section.tsx';
import { ReportsSection } from './reports-section.tsx';
import { TargetsSection } from './targets-section.tsx';

const sections = [
  ['', 'Targets', TargetsSection],
  ['participants', 'Participants', ParticipantsSection],
  ['conflicts', 'Conflicts', ConflictsSection],
  ['reports', 'Reports and close-out', ReportsSection],
] as const;

const advanceWords = {
  running: 'Start the operation',
  reporting: 'End the controls, wait for reports',
  closed: 'Close the operation',
  planned: '',
} as const;

function OperationHead({ operation }: { readonly operation: OperationShown }) {
  const { scope } = operation;
  const about = [
    ...scope.channels,
    ...scope.offices,
    ...scope.hsPrefixes.map((prefix) => `HS ${prefix}`),
    ...scope.originCountries.map((code) => `from ${code}`),
    ...scope.departureCountries.map((code) => `sent from ${code}`),
  ].join(', ');
  const facts = [
    ['State', wordsOf(operation.state)],
    ['Window', `${operation.from} to ${operation.to}`],
    ['Led by', operation.agency],
    ['Scope', about === '' ? 'everything that is open' : about],
    ['Purpose', wordsOf(isPurpose(operation.purpose) ? purposes[operation.purpose] : operation.purpose)],
    ['Legal basis', operation.legalBasis],
    ['Handling', operation.handling.tlp],
  ] as const;
  return (
    <dl className="facts card">
      {facts.map(([name, text]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{text}</dd>
        </div>
      ))}
      <div>
        <dt>Final reports due</dt>
        <dd>
          <MomentText atMs={operation.reportsDueMs} />
        </dd>
      </div>
    </dl>
  );
}

function OperationActions({
  operation,
  onBrief,
}: {
  readonly operation: OperationShown;
  readonly onBrief: () => void;
}) {
  const client = useQueryClient();
  const notify = useNotify();
  const isLead = useSession().user.agency === operation.agency;
  const canPlan = usePermission('plan-operations') && isLead;
  const next = nextOperationState(operation.state);
  const advance = async (to: OperationShown['state']): Promise<void> => {
    try {
      const changed = await advanceOperation(operation.id, operation.version, to);
      client.setQueryData(['operations', operation.id], changed);
      await client.invalidateQueries({ queryKey: ['operations'] });
      notify({ text: `The operation is ${wordsOf(changed.state).toLowerCase()}.`, tone: 'good' });
    } catch (error) {
      notify({ text: problemText(error), tone: 'bad' });
    }
  };
  return (
    <div className="action-buttons">
      <button type="button" onClick={onBrief}>
        Brief
      </button>
      {canPlan && (operation.state === 'planned' || operation.state === 'running') && (
        <Link to={`/operations/${operation.id}/change`} className="button">
          Change
        </Link>
      )}
      {canPlan && next !== undefined && (
        <button type="button" onClick={() => void advance(next)}>
          {advanceWords[next]}
        </button>
      )}
    </div>
  );
}

/** Shows a section of an operation. */
export function OperationPage({
  operationId,
  section,
}: {
  readonly operationId: number;
  readonly section: string | undefined;
}) {
  const [hasBrief, setBrief] = useState(false);
  const { data, error, refetch } = useQuery({
    queryKey: ['operations', operationId],
    queryFn: () => readOperation(operationId),
  });
  if (data === undefined) {
    return <PageState title="Operation" what="the operation" error={error} onRetry={() => void refetch()} />;
  }
  const [path, , Section] = sections.find(([name]) => name === (section ?? '')) ?? sections[0];
  return (
    <div className="page">
      <PageTitle title={data.name} beside={<OperationActions operation={data} onBrief={() => setBrief(true)} />} />
      <OperationHead operation={data} />
      <nav aria-label="Parts of the operation" className="parts">
        {sections.map(([name, label]) => (
          <Link
            key={name}
            to={name === '' ? `/operations/${data.id}` : `/operations/${data.id}/${name}`}
            className="place"
            aria-current={name === path ? 'page' : undefined}
          >
            {label}
          </Link>
        ))}
      </nav>
      <Section operation={data} />
      {hasBrief && <BriefDialog operation={data} onClose={() => setBrief(false)} />}
    </div>
  );
}
