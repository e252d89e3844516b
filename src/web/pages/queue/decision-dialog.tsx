/** Deciding on one or several consignments. */
import { type FormEvent, type KeyboardEvent, useState } from 'react';
import { decisionCodes } from '../../../domain/case-decision.ts';
import type { Decide, DecisionCode, QueueItem, ReasonCode } from '../../api/contract.ts';
import { decisionWords, reasonsOf, reasonWords } from '../../format/code-words.ts';
import { Choices } from '../../ui/choices.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { LaneMark } from '../../ui/lane-mark.tsx';
import { inputToMs, msToInput, tomorrowMs } from '../../ui/moment-input.ts';

const shownItems = 6;

/** What is decided on, so that nobody decides on another row than was meant. */
function Subject({ items }: { readonly items: readonly QueueItem[] }) {
  return (
    <ul className="subject">
      {items.slice(0, shownItems).map((item) => (
        <li key={item.caseId}>
          <LaneMark lane={item.lane} /> <strong>{item.reference}</strong>{' '}
          {item.riskScore === null ? 'no score' : `risk ${item.riskScore}%`}, {item.goods ?? 'goods not described'}
          {items.length === 1 && item.reasons.length > 0 && <span className="muted"> ({item.reasons.join('; ')})</span>}
        </li>
      ))}
      {items.length > shownItems && <li>and {items.length - shownItems} more</li>}
    </ul>
  );
}

/** Asks for the reason of a decision; a digit picks one, Enter confirms. `onDecide` resolves when it is done. */
export function DecisionDialog({
  items,
  decision: firstDecision,
  onDecide,
  onClose,
}: {
  readonly items: readonly QueueItem[];
  readonly decision: DecisionCode;
  readonly onDecide: (body: Decide) => Promise<unknown>;
  readonly onClose: () => void;
}) {
  const [decision, setDecision] = useState<DecisionCode>(firstDecision);
  const [reason, setReason] = useState<ReasonCode>();
  const [note, setNote] = useState('');
  const [until, setUntil] = useState(() => msToInput(tomorrowMs()));
  const [isBusy, setBusy] = useState(false);
  const reasons = reasonsOf[decision];
  const many = items.length > 1;
  const taken = items.filter(({ claim }) => claim !== null && !claim.isMine).length;

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (reason === undefined || isBusy) return;
    setBusy(true);
    await onDecide({
      decision,
      reason,
      ...(note.trim() === '' ? {} : { note: note.trim() }),
      ...(decision === 'suppressed' ? { suppressUntilMs: inputToMs(until) } : {}),
    });
    onClose();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLFormElement>): void => {
    const target = event.target as HTMLElement;
    const isText =
      target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && target.type !== 'radio');
    if (isText || target instanceof HTMLSelectElement || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!/^\d$/.test(event.key)) return;
    const picked = reasons[(Number(event.key) + 9) % 10];
    if (picked === undefined) return;
    event.preventDefault();
    setReason(picked);
    event.currentTarget.querySelector<HTMLInputElement>(`input[value="${picked}"]`)?.focus();
  };
  return (
    <Dialog title={`${decisionWords[decision]}${many ? `: ${items.length} consignments` : ''}`} onClose={onClose}>
      <form className="form" onSubmit={(event) => void submit(event)} onKeyDown={onKeyDown}>
        <Subject items={items} />
        {taken > 0 && (
          <p className="form-error">
            {taken === 1 ? 'One of them is' : `${taken} of them are`} with another officer and will be left as it is.
          </p>
        )}
        <Choices
          legend="Reason"
          options={reasons.map((code) => [code, reasonWords[code]] as const)}
          value={reason}
          onChange={setReason}
          digits
          isFirstFocused
        />
        {decision === 'suppressed' && (
          <Field label="Comes back">
            {(control) => (
              <input
                {...control}
                type="datetime-local"
                required
                value={until}
                onChange={(event) => setUntil(event.target.value)}
              />
            )}
          </Field>
        )}
        <Field label="In words" isOptional>
          {(control) => (
            <textarea
              {...control}
              rows={2}
              maxLength={4000}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          )}
        </Field>
        <div className="dialog-foot">
          <label className="inline-label">
            Decision{' '}
            <select
              value={decision}
              onChange={(event) => {
                setDecision(event.target.value as DecisionCode);
                setReason(undefined);
              }}
            >
              {decisionCodes.map((code) => (
                <option key={code} value={code}>
                  {decisionWords[code]}
                </option>
              ))}
            </select>
          </label>
          <span className="toolbar-end">
            <button type="button" onClick={onClose}>
              Cancel
            </button>
            <button type="submit" className="button-primary" disabled={isBusy || reason === undefined}>
              {isBusy ? 'Deciding …' : `Confirm: ${decisionWords[decision].toLowerCase()}`}
            </button>
          </span>
        </div>
        <p className="muted small">It can be undone until the operator has been told.</p>
      </form>
    </Dialog>
  );
}
