/** Rules of selectivity. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import type { Rule } from '../../api/contract.ts';
import { checkRule, listRules } from '../../api/selectivity-api.ts';
import { formatCount, formatShare, formatShares } from '../../format/format-quantity.ts';
import { usePermission } from '../../shell/session-context.ts';
import { LaneMark } from '../../ui/lane-mark.tsx';
import { MomentText } from '../../ui/moment-text.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { Empty, Failure, Loading } from '../../ui/states.tsx';
import { newRuleText } from './new-rule-text.ts';
import { TextEditor } from './text-editor.tsx';
import { VersionCard } from './version-card.tsx';

const whoReads = {
  'own-unit': 'those who see rules',
  'own-agency': 'every officer of the agency',
  'partners': 'every officer of the agency, and partners',
};

function RuleFacts({ version }: { readonly version: Rule }) {
  const { rule, flag } = version;
  if (rule === null) return <p className="form-error">This program cannot read its text: it matches nothing.</p>;
  return (
    <>
      {flag !== null && (
        <p className="form-error">
          Below its floor: {formatCount(flag.found)} finds among {formatCount(flag.examined)} examined, 95%{' '}
          {formatShares(flag.interval)}, floor {formatShare(flag.floor)}.
        </p>
      )}
      <p>
        <LaneMark lane={rule.lane} /> {rule.reason}
      </p>
      <dl className="facts">
        <div>
          <dt>Selects</dt>
          <dd>{rule.select}% of what it matches</dd>
        </div>
        <div>
          <dt>From … to</dt>
          <dd>
            {rule.begins} to {rule.ends}
          </dd>
        </div>
        <div>
          <dt>Floor of precision</dt>
          <dd>{formatShare(rule.precisionFloor)}</dd>
        </div>
        <div>
          <dt>Reason is read by</dt>
          <dd>{whoReads[rule.confidentiality]}</dd>
        </div>
      </dl>
    </>
  );
}

function DryRun({ dryRun }: { readonly dryRun: Rule['dryRun'] }) {
  if (dryRun === null) return <p className="muted">Not tried yet.</p>;
  return (
    <p>
      Tried <MomentText atMs={dryRun.atMs} />: matches {formatCount(dryRun.matched)} of{' '}
      {formatCount(dryRun.consignments)} consignments since <MomentText atMs={dryRun.sinceMs} />
      {!dryRun.isWhole && ' (the youngest of them)'}, and would select {formatCount(dryRun.expectedSelected)} of these.
      Of the matches {formatCount(dryRun.examined)} were examined with {formatCount(dryRun.found)} finds:{' '}
      {formatShare(dryRun.precision)}, 95% {formatShares(dryRun.interval)}
      {dryRun.isBelowFloor && ', below the floor'}. Of everything {formatCount(dryRun.allExamined)} were examined with{' '}
      {formatCount(dryRun.allFound)} finds. Officers and models chose what was examined, so this is no rate of all
      matches.
    </p>
  );
}

/** Lists rules, writes drafts, tries, approves and ends them. */
export function RulesPage() {
  const canWrite = usePermission('write-rules');
  const [hasEnded, setEnded] = useState(false);
  const [draft, setDraft] = useState<string>();
  const { data, error, refetch } = useQuery({ queryKey: ['rules', hasEnded], queryFn: () => listRules(hasEnded) });
  return (
    <div className="page">
      <PageTitle
        title="Rules"
        beside={
          <Link to="/policies" className="button">
            Harm policies
          </Link>
        }
      />
      <p className="muted">
        Rules select beside the model: chance first, then look-outs, then rules from top to bottom, then the model. They
        go on while scoring is down.
      </p>
      <div className="action-buttons">
        {canWrite && draft === undefined && (
          <button type="button" className="button-primary" onClick={() => setDraft(newRuleText(new Date()))}>
            Write a rule …
          </button>
        )}
        <label className="check">
          <input type="checkbox" checked={hasEnded} onChange={(event) => setEnded(event.target.checked)} /> Show those
          that have ended
        </label>
      </div>
      {draft !== undefined && (
        <TextEditor
          place="rules"
          label="Text of the rule"
          hint="YAML. The same id makes a new version of that rule."
          initial={draft}
          onCheck={checkRule}
          onDone={() => setDraft(undefined)}
        />
      )}
      {data === undefined ? (
        error === null ? (
          <Loading what="the rules" />
        ) : (
          <Failure error={error} onRetry={() => void refetch()} />
        )
      ) : data.items.length === 0 ? (
        <Empty title="There is no rule yet." />
      ) : (
        data.items.map((version) => (
          <VersionCard
            key={version.id}
            place="rules"
            version={version}
            onEdit={canWrite ? () => setDraft(version.text) : undefined}
          >
            <RuleFacts version={version} />
            <DryRun dryRun={version.dryRun} />
          </VersionCard>
        ))
      )}
    </div>
  );
}
