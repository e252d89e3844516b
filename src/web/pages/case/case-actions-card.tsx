/** What can be done with a case. */
import { useState } from 'react';
import { Link } from 'wouter';
import { decisionCodes } from '../../../domain/case-decision.ts';
import type { DecisionCode, QueueItem } from '../../api/contract.ts';
import { decisionWords } from '../../format/code-words.ts';
import { countdown } from '../../format/time-left.ts';
import { usePermission } from '../../shell/session-context.ts';
import { useNow } from '../../ui/use-now.ts';
import { canBeUndone } from '../queue/queue-cache.ts';
import { canBeDecided, canBeExamined } from './case-steps.ts';
import { ReferralDialog } from './referral-dialog.tsx';

/** What the card tells of. */
export interface CaseActionsCardProps {
  readonly item: QueueItem;
  readonly onClaim: () => void;
  readonly onSteal: () => void;
  readonly onRelease: () => void;
  readonly onDecide: (decision: DecisionCode) => void;
  readonly onUndo: () => void;
  readonly onNote: () => void;
  readonly onReroute: () => void;
}

function ClaimState({ item, onClaim, onSteal, onRelease }: CaseActionsCardProps) {
  const nowMs = useNow(1000);
  const hasClaims = usePermission('claim-cases');
  const canSteal = usePermission('steal-claims');
  const { claim } = item;
  if (claim?.isMine === true) {
    return (
      <p className="action-line">
        <span>
          In your hands, <span className="lease">{countdown(claim.untilMs, nowMs)}</span> left
        </span>
        <button type="button" className="button-small" onClick={onRelease}>
          Give back <kbd>u</kbd>
        </button>
      </p>
    );
  }
  if (claim !== null) {
    return (
      <p className="action-line">
        <span>{claim.displayName} has it in hand.</span>
        {canSteal && (
          <button type="button" className="button-small" onClick={onSteal}>
            Take over …
          </button>
        )}
      </p>
    );
  }
  if (!hasClaims || !canBeDecided(item)) return null;
  return (
    <p className="action-line">
      <span>Nobody has it in hand.</span>
      <button type="button" onClick={onClaim}>
        Claim <kbd>c</kbd>
      </button>
    </p>
  );
}

/** Claim, decision, examination, note and suppression, each with its key. */
export function CaseActionsCard(props: CaseActionsCardProps) {
  const { item, onDecide, onUndo, onNote, onReroute } = props;
  const canDecide = usePermission('decide-cases');
  const canNote = usePermission('write-notes');
  const canExamine = usePermission('record-examinations');
  const canRefer = usePermission('refer-cases');
  const [isReferring, setReferring] = useState(false);
  return (
    <section className="card actions" aria-label="Decision">
      <h2>Decision</h2>
      {item.isSealed && <p className="form-error">Refer to duty supervisor.</p>}
      <ClaimState {...props} />
      {item.decision !== null && (
        <p className="action-line">
          <strong>{decisionWords[item.decision]}</strong>
          {canDecide && canBeUndone(item) && (
            <button type="button" className="button-small" onClick={onUndo}>
              Undo <kbd>u</kbd>
            </button>
          )}
        </p>
      )}
      {canDecide && canBeDecided(item) && (
        <ul className="decisions">
          {decisionCodes.map((code, index) => (
            <li key={code}>
              <button type="button" onClick={() => onDecide(code)}>
                <kbd>{index + 1}</kbd> {decisionWords[code]}
              </button>
            </li>
          ))}
        </ul>
      )}
      <div className="action-buttons">
        {canExamine && canBeExamined(item) && (
          <Link to={`/cases/${item.caseId}/examination`} className="button button-primary">
            Record result
          </Link>
        )}
        {canDecide && canBeDecided(item) && (
          <button type="button" onClick={onReroute}>
            Another lane …
          </button>
        )}
        {canNote && (
          <button type="button" onClick={onNote}>
            Note <kbd>n</kbd>
          </button>
        )}
        {canRefer && (
          <button type="button" onClick={() => setReferring(true)}>
            Referral bundle …
          </button>
        )}
      </div>
      {isReferring && <ReferralDialog caseId={item.caseId} onClose={() => setReferring(false)} />}
      <p className="muted small">The score is a suspicion. You decide.</p>
    </section>
  );
}
