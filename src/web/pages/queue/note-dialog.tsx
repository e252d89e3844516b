/** Writing a note. */
import { useState } from 'react';
import type { QueueItem } from '../../api/contract.ts';
import { Field } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';

/** Asks for the text of a note; Ctrl and Enter keep it. */
export function NoteDialog({
  item,
  onNote,
  onClose,
}: {
  readonly item: QueueItem;
  readonly onNote: (text: string) => Promise<boolean>;
  readonly onClose: () => void;
}) {
  const [text, setText] = useState('');
  return (
    <FormDialog
      title={`Note on ${item.reference}`}
      confirm="Keep the note"
      onSubmit={() => onNote(text.trim())}
      onClose={onClose}
    >
      <Field label="Note" hint="Facts and assessments apart. Others of your agency read it.">
        {(control) => (
          <textarea
            {...control}
            rows={5}
            required
            maxLength={4000}
            data-first-focus
            value={text}
            onChange={(event) => setText(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.form!.requestSubmit();
            }}
          />
        )}
      </Field>
    </FormDialog>
  );
}
