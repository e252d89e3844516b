/** What an operation is, and what it is about. */
import { channels } from '../../../domain/consignment.ts';
import { tlpLabels } from '../../../domain/handling.ts';
import { purposes } from '../../../domain/purposes.ts';
import { wordsOf } from '../../format/code-words.ts';
import { Field } from '../../ui/field.tsx';
import type { OperationDraft } from './operation-draft.ts';

/** Fields of a draft but for its offices. */
export function OperationFields({
  draft,
  isNew,
  onChange,
}: {
  readonly draft: OperationDraft;
  readonly isNew: boolean;
  readonly onChange: (changes: Partial<OperationDraft>) => void;
}) {
  return (
    <>
      <section className="card">
        <h2>Operation</h2>
        <div className="form form-row fields-row">
          <Field label="Name">
            {(control) => (
              <input
                {...control}
                required
                maxLength={200}
                autoComplete="off"
                value={draft.name}
                onChange={(event) => onChange({ name: event.target.value })}
              />
            )}
          </Field>
          <Field label="First day">
            {(control) => (
              <input
                {...control}
                type="date"
                required
                value={draft.from}
                onChange={(event) => onChange({ from: event.target.value })}
              />
            )}
          </Field>
          <Field label="Last day">
            {(control) => (
              <input
                {...control}
                type="date"
                required
                min={draft.from}
                value={draft.to}
                onChange={(event) => onChange({ to: event.target.value })}
              />
            )}
          </Field>
          <Field label="Final reports due">
            {(control) => (
              <input
                {...control}
                type="date"
                required
                min={draft.to}
                value={draft.reportsDue}
                onChange={(event) => onChange({ reportsDue: event.target.value })}
              />
            )}
          </Field>
        </div>
        <div className="form form-row fields-row">
          <Field label="Purpose">
            {(control) => (
              <select
                {...control}
                value={draft.purpose}
                onChange={(event) => onChange({ purpose: event.target.value as OperationDraft['purpose'] })}
              >
                {Object.entries(purposes).map(([code, text]) => (
                  <option key={code} value={code}>
                    {wordsOf(text)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field label="Legal basis">
            {(control) => (
              <input
                {...control}
                required
                maxLength={4000}
                value={draft.legalBasis}
                onChange={(event) => onChange({ legalBasis: event.target.value })}
              />
            )}
          </Field>
          <Field label="Handling of its papers">
            {(control) => (
              <select
                {...control}
                value={draft.tlp}
                onChange={(event) => onChange({ tlp: event.target.value as OperationDraft['tlp'] })}
              >
                {tlpLabels.map((label) => (
                  <option key={label}>{label}</option>
                ))}
              </select>
            )}
          </Field>
        </div>
        {isNew && (
          <div className="form form-row fields-row">
            <Field label="Desk to call" isOptional>
              {(control) => (
                <input
                  {...control}
                  maxLength={200}
                  value={draft.contactName}
                  onChange={(event) => onChange({ contactName: event.target.value })}
                />
              )}
            </Field>
            <Field label="Its telephone" isOptional>
              {(control) => (
                <input
                  {...control}
                  type="tel"
                  maxLength={40}
                  value={draft.contactPhone}
                  onChange={(event) => onChange({ contactPhone: event.target.value })}
                />
              )}
            </Field>
          </div>
        )}
      </section>
      <section className="card">
        <h2>Scope</h2>
        <p className="muted">What is left empty means all.</p>
        <fieldset className="choices">
          <legend>Channels</legend>
          <div className="choices-list choices-short">
            {channels.map((channel) => (
              <label key={channel} className="choice">
                <input
                  type="checkbox"
                  checked={draft.channels.includes(channel)}
                  onChange={({ target: { checked } }) =>
                    onChange({
                      channels: checked
                        ? [...draft.channels, channel]
                        : draft.channels.filter((other) => other !== channel),
                    })
                  }
                />
                <span>{wordsOf(channel)}</span>
              </label>
            ))}
          </div>
        </fieldset>
        <div className="form form-row fields-row">
          <Field label="HS codes begin with" hint="2 to 10 digits, with spaces between." isOptional>
            {(control) => (
              <input
                {...control}
                autoComplete="off"
                value={draft.hsPrefixes}
                onChange={(event) => onChange({ hsPrefixes: event.target.value })}
              />
            )}
          </Field>
          <Field label="Countries of origin" hint="Two letters, with spaces between." isOptional>
            {(control) => (
              <input
                {...control}
                autoComplete="off"
                value={draft.originCountries}
                onChange={(event) => onChange({ originCountries: event.target.value })}
              />
            )}
          </Field>
        </div>
      </section>
    </>
  );
}
