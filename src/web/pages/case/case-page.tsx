/** One consignment. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { decisionCodes } from '../../../domain/case-decision.ts';
import type { DecisionCode } from '../../api/contract.ts';
import { readCase, rerouteCase } from '../../api/queue-api.ts';
import type { KeyCommand } from '../../keyboard/key-command.ts';
import { useKeyCommands } from '../../keyboard/use-key-commands.ts';
import { usePermission } from '../../shell/session-context.ts';
import { MomentText } from '../../ui/moment-text.tsx';
import { PageState } from '../../ui/page-state.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { useNow } from '../../ui/use-now.ts';
import { DecisionDialog } from '../queue/decision-dialog.tsx';
import { NoteDialog } from '../queue/note-dialog.tsx';
import { canBeUndone } from '../queue/queue-cache.ts';
import { queueMemory } from '../queue/queue-memory.ts';
import { SuppressDialog } from '../queue/suppress-dialog.tsx';
import { useCaseActions } from '../queue/use-case-actions.ts';
import { Attachments } from './attachments.tsx';
import { CaseActionsCard } from './case-actions-card.tsx';
import { CaseHead } from './case-head.tsx';
import { Examinations, Holds, LookOuts, Notes, Rights, Timeline } from './case-records.tsx';
import { canBeDecided } from './case-steps.ts';
import { ItemTable, MovementFacts, PartyList } from './consignment-facts.tsx';
import { ContributionTable } from './contribution-table.tsx';
import { LaneDialog } from './lane-dialog.tsx';
import { PeerPrice } from './peer-price.tsx';

const everyMs = 20_000;

type OpenDialog =
  | { readonly kind: 'suppress' | 'note' | 'steal' | 'lane' }
  | { readonly kind: 'decide'; readonly decision: DecisionCode };

/** Why it stands out, what was declared, what is known around it, and the decision. */
export function CasePage({ caseId }: { readonly caseId: number }) {
  const { data, error, refetch } = useQuery({ queryKey: ['case', caseId], queryFn: () => readCase(caseId) });
  const actions = useCaseActions();
  const canDecide = usePermission('decide-cases');
  const canSuppress = usePermission('suppress-cases');
  const canNote = usePermission('write-notes');
  const hasClaims = usePermission('claim-cases');
  const [, navigate] = useLocation();
  const [dialog, setDialog] = useState<OpenDialog>();
  const nowMs = useNow(everyMs);
  const item = data?.case;

  const onKey = (command: KeyCommand): boolean => {
    if (command.kind === 'back') {
      navigate(queueMemory.address);
      return true;
    }
    if (item === undefined) return false;
    if (command.kind === 'decide' && canDecide && canBeDecided(item)) {
      setDialog({ kind: 'decide', decision: decisionCodes[command.digit - 1]! });
    } else if (command.kind === 'suppress' && canSuppress) setDialog({ kind: 'suppress' });
    else if (command.kind === 'note' && canNote) setDialog({ kind: 'note' });
    else if (command.kind === 'claim-next' && hasClaims && item.claim === null) void actions.claim(item);
    else if (command.kind === 'release' && item.claim?.isMine === true) void actions.release(item);
    else if ((command.kind === 'release' || command.kind === 'undo') && canDecide && canBeUndone(item)) {
      void actions.undo(item);
    } else return false;
    return true;
  };
  useKeyCommands(onKey);

  if (data === undefined || item === undefined) {
    return <PageState title="Consignment" what="the consignment" error={error} onRetry={() => void refetch()} />;
  }
  const close = (): void => setDialog(undefined);
  const { score, consignment } = data;
  return (
    <div className="page case-page">
      <PageTitle
        title={item.reference}
        beside={
          <Link to={queueMemory.address} className="button">
            Back to the queue <kbd>Esc</kbd>
          </Link>
        }
      />
      <CaseHead item={item} nowMs={nowMs} />
      <div className="columns">
        <div className="column-main">
          <section className="card why-card">
            <h2>Why it stands out</h2>
            {item.rules.length > 0 && (
              <ul aria-label="Rules that match">
                {item.rules.map((text) => (
                  <li key={text}>Rule: {text}</li>
                ))}
              </ul>
            )}
            {score === null ? (
              <p className="muted">No model has scored it. It may be here by chance, by a look-out or by a rule.</p>
            ) : (
              <>
                <ContributionTable score={score} />
                {score.priceAgainstPeers !== null && <PeerPrice price={score.priceAgainstPeers} />}
                <p className="muted small">
                  Item {score.itemNumber}, scored by {score.model} <MomentText atMs={score.scoredAtMs} />. A score is a
                  suspicion about goods, never a finding.
                </p>
              </>
            )}
          </section>
          <section className="card">
            <h2>Goods items</h2>
            <ItemTable items={consignment.items} scoredItem={score?.itemNumber} />
          </section>
          <section className="card">
            <h2>Parties</h2>
            <PartyList parties={consignment.parties} />
          </section>
          <section className="card">
            <h2>Movement</h2>
            <MovementFacts consignment={consignment} />
          </section>
          <Timeline timeline={data.timeline} />
        </div>
        <div className="column-side">
          <CaseActionsCard
            item={item}
            onClaim={() => void actions.claim(item)}
            onSteal={() => setDialog({ kind: 'steal' })}
            onRelease={() => void actions.release(item)}
            onDecide={(decision) => setDialog({ kind: 'decide', decision })}
            onUndo={() => void actions.undo(item)}
            onNote={() => setDialog({ kind: 'note' })}
            onReroute={() => setDialog({ kind: 'lane' })}
          />
          <LookOuts lookOuts={data.lookOuts} />
          <Rights rights={data.rights} />
          <Holds holds={data.holds} />
          <Examinations examinations={data.examinations} />
          <Notes notes={data.notes} />
          <Attachments attachments={data.attachments} caseId={caseId} />
        </div>
      </div>
      {dialog?.kind === 'note' && (
        <NoteDialog item={item} onNote={(text) => actions.note(item, text)} onClose={close} />
      )}
      {dialog?.kind === 'lane' && (
        <LaneDialog
          item={item}
          onReroute={async (lane, reason) => {
            await rerouteCase(item.caseId, item.version, lane, reason);
            await refetch();
          }}
          onClose={close}
        />
      )}
      {dialog?.kind === 'steal' && (
        <ReasonDialog
          title={`Take over ${item.reference}`}
          consequence={`${item.claim?.displayName ?? 'Another officer'} has it in hand and will be told.`}
          confirm="Take over"
          mostCharacters={200}
          onConfirm={async (reason) => {
            await actions.claim(item, reason);
          }}
          onClose={close}
        />
      )}
      {dialog?.kind === 'suppress' && (
        <SuppressDialog
          items={[item]}
          onSuppress={(untilMs, reason) => actions.suppress([item], untilMs, reason)}
          onClose={close}
        />
      )}
      {dialog?.kind === 'decide' && (
        <DecisionDialog
          items={[item]}
          decision={dialog.decision}
          onDecide={(body) => actions.decide([item], body)}
          onClose={close}
        />
      )}
    </div>
  );
}
