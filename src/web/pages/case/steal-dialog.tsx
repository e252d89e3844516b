/** Taking a case over from another officer. */
import { type FormEvent, useState } from 'react';
import type { QueueItem } from '../../api/contract.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';

/** Asks why; the reason is kept. */
export function StealDialog({
  item,
  onSteal,
  onClose,
}: {
  readonly item: QueueItem;
  readonly onSteal: (reason: string) => Promise<boolean>;
  readonly onClose: () => void;
}) {
  const [reason, setReason] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void onSteal(reason.trim()).then(onClose);
  };
  return (
    <Dialog title={`Take over ${item.reference}`} onClose={onClose}>
      <form className="form" onSubmit={submit}>
        <p>{item.claim?.displayName ?? 'Another officer'} has it in hand and will be told.</p>
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
        <div className="dialog-foot">
          <span className="toolbar-end">
            <button type="button" onClick={onClose}>
              Cancel
            </button>
            <button type="submit" className="button-primary">
              Take over
            </button>
          </span>
        </div>
      </form>
    </Dialog>
  );
}
