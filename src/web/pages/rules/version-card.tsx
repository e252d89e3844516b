/** A version of a rule or a harm policy, with the steps that it may take. */
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { HarmPolicy, Rule } from '../../api/contract.ts';
import { problemText } from '../../api/problem-text.ts';
import { retireVersion, takeStep, type VersionPlace } from '../../api/selectivity-api.ts';
import { usePermission } from '../../shell/session-context.ts';
import { MomentText } from '../../ui/moment-text.tsx';
import { useNotify } from '../../ui/notices.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';

type Step = 'dry-run' | 'approval' | 'live';

const stepWords: Readonly<Record<Step, string>> = { 'dry-run': 'Dry run', 'approval': 'Approve', 'live': 'Put live' };

/** What may follow, by the state: the dry run again and again, the rest once. */
function stepsOf({ state, isMine }: Rule | HarmPolicy, canWrite: boolean, canApprove: boolean): Step[] {
  const steps: Step[] = [];
  if (canWrite && state !== 'retired' && state !== 'expired') steps.push('dry-run');
  if (canApprove && state === 'dry-run' && !isMine) steps.push('approval');
  if (canApprove && state === 'approved') steps.push('live');
  return steps;
}

/** Name, state, who did what, what is within, and the steps; the reason of an end is asked for. */
export function VersionCard({
  place,
  version,
  children,
  onEdit,
}: {
  readonly place: VersionPlace;
  readonly version: Rule | HarmPolicy;
  readonly children: ReactNode;
  readonly onEdit: (() => void) | undefined;
}) {
  const client = useQueryClient();
  const notify = useNotify();
  const canWrite = usePermission('write-rules');
  const canApprove = usePermission('approve-rules');
  const [isBusy, setBusy] = useState(false);
  const [isEnding, setEnding] = useState(false);
  const { id, code, state, written, approved, live, ended } = version;
  const name = `${code} version ${version.version}`;
  const hasEnded = ended !== null;
  const done = async (text: string): Promise<void> => {
    notify({ text, tone: 'good' });
    await client.invalidateQueries({ queryKey: [place] });
  };
  const take = async (step: Step): Promise<void> => {
    setBusy(true);
    try {
      const { dryRun } = await takeStep(place, id, step);
      const examples = dryRun !== null && 'examples' in dryRun ? dryRun.examples : [];
      await done(`${stepWords[step]}: ${name}${examples.length === 0 ? '' : `; matches ${examples.join(', ')}`}`);
    } catch (error) {
      notify({ text: problemText(error), tone: 'bad' });
    } finally {
      setBusy(false);
    }
  };
  const steps: readonly (readonly [string, { readonly by: string; readonly atMs: number } | null])[] = [
    ['Written', written],
    ['Approved', approved],
    ['Live', live],
    ['Ended', ended],
  ];
  return (
    <article className="card">
      <header className="model-head">
        <h2>{name}</h2>
        <span className={state === 'live' ? 'tag role-champion' : 'tag'}>{state}</span>
      </header>
      <p className="muted small">
        {steps.map(([word, step]) =>
          step === null ? null : (
            <span key={word} className="block">
              {word} by {step.by}, <MomentText atMs={step.atMs} />
              {step === ended && `: ${ended.reason}`}
            </span>
          ),
        )}
      </p>
      {state === 'dry-run' && version.isMine && canApprove && <p>You wrote it: somebody else approves it.</p>}
      {children}
      <details>
        <summary>Text of {name}</summary>
        <pre className="raw">{version.text}</pre>
      </details>
      <div className="action-buttons">
        {stepsOf(version, canWrite, canApprove).map((step) => (
          <button
            key={step}
            type="button"
            disabled={isBusy}
            aria-label={`${stepWords[step]}: ${name}`}
            onClick={() => void take(step)}
          >
            {stepWords[step]}
          </button>
        ))}
        {onEdit !== undefined && (
          <button type="button" aria-label={`New version of ${code}`} onClick={onEdit}>
            New version …
          </button>
        )}
        {!hasEnded && (place === 'rules' ? canWrite : canApprove) && (
          <button type="button" aria-label={`End ${name}`} onClick={() => setEnding(true)}>
            End …
          </button>
        )}
      </div>
      {isEnding && (
        <ReasonDialog
          title={`End ${name}`}
          consequence={state === 'live' ? 'It decides nothing from the next ranking on.' : 'It will never go live.'}
          confirm="End"
          onConfirm={async (reason) => {
            await retireVersion(place, id, reason);
            await done(`Ended: ${name}`);
          }}
          onClose={() => setEnding(false)}
        />
      )}
    </article>
  );
}
