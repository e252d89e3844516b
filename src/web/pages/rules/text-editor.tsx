/** The text of a version to be. */
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { RuleCheck } from '../../api/contract.ts';
import { problemText } from '../../api/problem-text.ts';
import { type VersionPlace, writeVersion } from '../../api/selectivity-api.ts';
import { Field } from '../../ui/field.tsx';
import { useNotify } from '../../ui/notices.tsx';

/** Keeps the text as a draft; where it can be checked, says what is wrong with which line, on a wish and when it is kept. */
export function TextEditor({
  place,
  label,
  hint,
  initial,
  onCheck,
  onDone,
}: {
  readonly place: VersionPlace;
  readonly label: string;
  readonly hint: string;
  readonly initial: string;
  readonly onCheck?: (text: string) => Promise<RuleCheck>;
  readonly onDone: () => void;
}) {
  const client = useQueryClient();
  const notify = useNotify();
  const [text, setText] = useState(initial);
  const [check, setCheck] = useState<RuleCheck>();
  const [refusal, setRefusal] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const run = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true);
    setRefusal(undefined);
    try {
      await work();
    } catch (error) {
      setRefusal(problemText(error));
    } finally {
      setBusy(false);
    }
  };
  const keep = (event: FormEvent): void => {
    event.preventDefault();
    void run(async () => {
      const checked = await onCheck?.(text);
      setCheck(checked);
      if (checked?.isValid === false) return;
      const { code, version } = await writeVersion(place, text);
      notify({ text: `${code} version ${version} is kept as a draft.`, tone: 'good' });
      await client.invalidateQueries({ queryKey: [place] });
      onDone();
    });
  };
  return (
    <section className="card" aria-label={label}>
      <form className="form" onSubmit={keep}>
        <Field label={label} hint={hint}>
          {(control) => (
            <textarea
              {...control}
              className="code-text"
              rows={18}
              required
              maxLength={20_000}
              spellCheck={false}
              autoCapitalize="none"
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
        <div role="alert">
          {refusal !== undefined && <p className="form-error">{refusal}</p>}
          {check !== undefined && check.problems.length > 0 && (
            <ul className="form-error">
              {check.problems.map(({ line, at, expected }) => (
                <li key={`${line} ${at} ${expected}`}>
                  Line {line}, {at}: {expected}
                </li>
              ))}
            </ul>
          )}
        </div>
        <p role="status">{check?.isValid === true && 'Nothing is wrong with it.'}</p>
        <div className="action-buttons">
          <button type="submit" className="button-primary" disabled={isBusy}>
            Keep as a draft
          </button>
          {onCheck !== undefined && (
            <button type="button" disabled={isBusy} onClick={() => void run(async () => setCheck(await onCheck(text)))}>
              Check
            </button>
          )}
          <button type="button" onClick={onDone}>
            Cancel
          </button>
        </div>
      </form>
    </section>
  );
}
