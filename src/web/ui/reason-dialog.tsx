/** A change that needs a reason. */
import { type FormEvent, useState } from 'react';
import { problemText } from '../api/problem-text.ts';
import { Dialog } from './dialog.tsx';
import { Field } from './field.tsx';

/** Says what will happen, asks why, and stays open with the refusal where it is refused. */
export function ReasonDialog({
  title,
  consequence,
  confirm,
  onConfirm,
  onClose,
}: {
  readonly title: string;
  readonly consequence: string;
  readonly confirm: string;
  readonly onConfirm: (reason: string) => Promise<void>;
  readonly onClose: () => void;
}) {
  const [reason, setReason] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    try {
      await onConfirm(reason.trim());
      onClose();
    } catch (error) {
      setRefusal(problemText(error));
      setBusy(false);
    }
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form className="form" onSubmit={(event) => void submit(event)}>
        <p>{consequence}</p>
        <Field label="Reason" hint="It is kept in the audit.">
          {(control) => (
            <textarea
              {...control}
              rows={3}
              required
              maxLength={4000}
              data-first-focus
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        <div role="alert">{refusal !== undefined && <p className="form-error">{refusal}</p>}</div>
        <div className="dialog-foot">
          <span className="toolbar-end">
            <button type="button" onClick={onClose}>
              Cancel
            </button>
            <button type="submit" className="button-primary" disabled={isBusy}>
              {confirm}
            </button>
          </span>
        </div>
      </form>
    </Dialog>
  );
}
