/** Putting consignments aside. */
import { type FormEvent, useState } from 'react';
import type { QueueItem } from '../../api/contract.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { inputToMs, msToInput, tomorrowMs } from './moment-input.ts';

/** Asks until when and why. */
export function SuppressDialog({
  items,
  onSuppress,
  onClose,
}: {
  readonly items: readonly QueueItem[];
  readonly onSuppress: (untilMs: number, reason: string) => Promise<unknown>;
  readonly onClose: () => void;
}) {
  const [until, setUntil] = useState(() => msToInput(tomorrowMs()));
  const [reason, setReason] = useState('');
  const [isBusy, setBusy] = useState(false);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    await onSuppress(inputToMs(until), reason.trim());
    onClose();
  };
  const what = items.length === 1 ? items[0]!.reference : `${items.length} consignments`;
  return (
    <Dialog title={`Suppress ${what}`} onClose={onClose}>
      <form className="form" onSubmit={(event) => void submit(event)}>
        <Field label="Reason">
          {(control) => (
            <input
              {...control}
              required
              maxLength={200}
              data-first-focus
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
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
        <div className="dialog-foot">
          <span className="toolbar-end">
            <button type="button" onClick={onClose}>
              Cancel
            </button>
            <button type="submit" className="button-primary" disabled={isBusy}>
              Suppress
            </button>
          </span>
        </div>
      </form>
    </Dialog>
  );
}
