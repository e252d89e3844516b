/** Rectifying what is held on a person. */
import { useState } from 'react';
import type { RectifiedPerson } from '../../api/contract.ts';
import { rectifyPerson } from '../../api/persons-api.ts';
import { wordsOf } from '../../format/code-words.ts';
import { Field } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useNotify } from '../../ui/notices.tsx';
import { TextField } from '../../ui/text-field.tsx';

const fields = ['name', 'address', 'country', 'phone', 'email', 'id', 'idScheme'] as const;

/** What became of it, in a sentence. */
function outcomeText({ corrected, noted, ofOthers }: RectifiedPerson): string {
  const others = [...new Set(ofOthers.map(({ agency }) => agency))];
  const parts = [
    corrected.length === 0 ? [] : `${corrected.length} corrected`,
    noted.length === 0 ? [] : `${noted.length} noted`,
    others.length === 0
      ? []
      : `${ofOthers.length} of others: tell ${others.join(', ')}, for only they can correct them`,
  ].flat();
  return `${parts.join(', ')}.`;
}

/** Asks what is disputed, and what is right instead; a field that is left empty stays as it is. */
export function RectifyDialog({
  party,
  records,
  onRectified,
  onClose,
}: {
  readonly party: string;
  readonly records: readonly string[];
  readonly onRectified: () => void;
  readonly onClose: () => void;
}) {
  const notify = useNotify();
  const [disputed, setDisputed] = useState('');
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const corrections = Object.fromEntries(
    Object.entries(typed).flatMap(([name, value]) => (value.trim() === '' ? [] : [[name, value.trim()]])),
  );
  return (
    <FormDialog
      title={records.length === 1 ? `Rectify ${records[0]}` : `Rectify ${records.length} records`}
      confirm={Object.keys(corrections).length === 0 ? 'Note the dispute' : 'Correct'}
      onSubmit={async () => {
        const made = await rectifyPerson({
          party,
          records: [...records],
          disputed: disputed.trim(),
          ...(Object.keys(corrections).length === 0 ? {} : { corrections }),
        });
        notify({ text: outcomeText(made), tone: 'good' });
        onRectified();
      }}
      onClose={onClose}
    >
      <Field label="What is disputed" hint="It stands with the records until they are erased.">
        {(control) => (
          <textarea
            {...control}
            rows={3}
            required
            maxLength={4000}
            data-first-focus
            value={disputed}
            onChange={(event) => setDisputed(event.target.value)}
          />
        )}
      </Field>
      <fieldset>
        <legend>What is right</legend>
        <p className="small muted">
          Leave empty what stays. Records of your agency get a new version; history and scores follow.
        </p>
        <div className="criteria">
          {fields.map((name) => (
            <TextField
              key={name}
              label={name === 'id' ? 'Identifier' : name === 'idScheme' ? 'Scheme of the identifier' : wordsOf(name)}
              isOptional
              maxLength={name === 'country' ? 2 : 200}
              {...(name === 'country' ? { pattern: '[A-Z]{2}' } : {})}
              value={typed[name] ?? ''}
              onChange={(value) => setTyped({ ...typed, [name]: name === 'country' ? value.toUpperCase() : value })}
            />
          ))}
        </div>
      </fieldset>
    </FormDialog>
  );
}
