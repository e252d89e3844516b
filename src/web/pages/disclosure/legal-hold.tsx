/** A legal hold on a frozen target. */
import { useState } from 'react';
import type { FrozenTarget } from '../../api/contract.ts';
import { liftLegalHold, setLegalHold } from '../../api/disclosure-api.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { inputToMs, msToInput } from '../../ui/moment-input.ts';
import { MomentText } from '../../ui/moment-text.tsx';
import { TextField } from '../../ui/text-field.tsx';

const halfYearMs = 183 * 86_400_000;

/** Says whether a hold stands, on what ground, and until when. */
export function LegalHoldText({ hold }: Pick<FrozenTarget, 'hold'>) {
  if (hold === null) return <span className="muted">none</span>;
  return (
    <>
      {hold.ground}
      <span className="small muted block">
        until <MomentText atMs={hold.untilMs} />
      </span>
    </>
  );
}

/** Sets and lifts the hold of a target; `onChanged` reads it again. */
export function LegalHoldChange({
  targetId,
  hold,
  onChanged,
}: {
  readonly targetId: number;
  readonly hold: FrozenTarget['hold'];
  readonly onChanged: () => Promise<unknown>;
}) {
  const [dialog, setDialog] = useState<'set' | 'lift'>();
  const [ground, setGround] = useState(hold?.ground ?? '');
  const [until, setUntil] = useState(() => msToInput(hold?.untilMs ?? Date.now() + halfYearMs));
  const close = (): void => setDialog(undefined);
  return (
    <>
      <div className="action-buttons">
        <button type="button" onClick={() => setDialog('set')}>
          {hold === null ? 'Set a legal hold …' : 'Change the legal hold …'}
        </button>
        {hold !== null && (
          <button type="button" onClick={() => setDialog('lift')}>
            Lift the legal hold …
          </button>
        )}
      </div>
      {dialog === 'set' && (
        <FormDialog
          title="Legal hold"
          confirm="Set the hold"
          onSubmit={async () => {
            await setLegalHold(targetId, ground.trim(), inputToMs(until));
            await onChanged();
          }}
          onClose={close}
        >
          <p>Until its end no erasure reaches what was frozen.</p>
          <TextField
            label="Ground"
            hint="Without personal data: it stays in the audit."
            required
            maxLength={4000}
            isFirstFocused
            value={ground}
            onChange={setGround}
          />
          <TextField label="Until" type="datetime-local" required value={until} onChange={setUntil} />
        </FormDialog>
      )}
      {dialog === 'lift' && (
        <ConfirmDialog
          title="Lift the legal hold"
          consequence="What an erasure had to pass by is erased within minutes, and cannot be produced any more."
          confirm="Lift the hold"
          onConfirm={async () => {
            await liftLegalHold(targetId);
            await onChanged();
          }}
          onClose={close}
        />
      )}
    </>
  );
}
