/** Writing a note. */
import { type FormEvent, useState } from 'react';
import type { QueueItem } from '../../api/contract.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';

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
  const [isBusy, setBusy] = useState(false);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    if (await onNote(text.trim())) onClose();
    else setBusy(false);
  };
  return (
    <Dialog title={`Note on ${item.reference}`} onClose={onClose}>
      <form className="form" onSubmit={(event) => void submit(event)}>
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
                if (event.key === 'Enter' && (event.ctrlKey || event.metaKey))
                  event.currentTarget.form!.requestSubmit();
              }}
            />
          )}
        </Field>
        <div className="dialog-foot">
          <span className="toolbar-end">
            <button type="button" onClick={onClose}>
              Cancel
            </button>
            <button type="submit" className="button-primary" disabled={isBusy}>
              Keep the note
            </button>
          </span>
        </div>
      </form>
    </Dialog>
  );
}
