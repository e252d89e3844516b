/** A change that needs a reason. */
import { useState } from 'react';
import { Field } from './field.tsx';
import { FormDialog } from './form-dialog.tsx';

/** Says what will happen, and asks why. */
export function ReasonDialog({
  title,
  consequence,
  confirm,
  onConfirm,
  onClose,
  mostCharacters = 4000,
}: {
  readonly title: string;
  readonly consequence: string;
  readonly confirm: string;
  readonly onConfirm: (reason: string) => Promise<unknown>;
  readonly onClose: () => void;
  readonly mostCharacters?: number;
}) {
  const [reason, setReason] = useState('');
  return (
    <FormDialog title={title} confirm={confirm} onSubmit={() => onConfirm(reason.trim())} onClose={onClose}>
      <p>{consequence}</p>
      <Field label="Reason" hint="It is kept in the audit.">
        {(control) => (
          <textarea
            {...control}
            rows={3}
            required
            maxLength={mostCharacters}
            data-first-focus
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
    </FormDialog>
  );
}
