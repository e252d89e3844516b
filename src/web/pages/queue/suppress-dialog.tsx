/** Putting consignments aside. */
import { useState } from 'react';
import type { QueueItem } from '../../api/contract.ts';
import { Field } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { inputToMs, msToInput, tomorrowMs } from '../../ui/moment-input.ts';

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
  const what = items.length === 1 ? items[0]!.reference : `${items.length} consignments`;
  return (
    <FormDialog
      title={`Suppress ${what}`}
      confirm="Suppress"
      onSubmit={async () => {
        await onSuppress(inputToMs(until), reason.trim());
      }}
      onClose={onClose}
    >
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
    </FormDialog>
  );
}
