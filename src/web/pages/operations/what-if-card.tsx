/** What other capacities would bring. */
import { type FormEvent, useState } from 'react';
import type { OperationShown, WhatIf } from '../../api/contract.ts';
import { askWhatIf } from '../../api/operations-api.ts';
import { problemText } from '../../api/problem-text.ts';
import { formatCount, formatNumber } from '../../format/format-quantity.ts';
import { Field } from '../../ui/field.tsx';
import { minuteKinds } from './operation-draft.ts';

const everywhere = '*';

function Answer({ answer: { now, changed } }: { readonly answer: WhatIf }) {
  const rows = [
    ['Targets', formatCount(now.targets), formatCount(changed.targets)],
    [
      'Expected finds',
      `${formatNumber(now.expectedFinds)} (${now.findsLow} to ${now.findsHigh})`,
      `${formatNumber(changed.expectedFinds)} (${changed.findsLow} to ${changed.findsHigh})`,
    ],
    ['Harm that is expected to be found', formatNumber(now.expectedHarm), formatNumber(changed.expectedHarm)],
  ];
  return (
    <table>
      <caption className="visually-hidden">The plan as it stands and with the change</caption>
      <thead>
        <tr>
          <td />
          <th scope="col" className="number">
            As planned
          </th>
          <th scope="col" className="number">
            With the change
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, before, after]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td className="number">{before}</td>
            <td className="number">{after}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Asks for one change at a time; nothing is kept. */
export function WhatIfCard({ operation }: { readonly operation: OperationShown }) {
  const [office, setOffice] = useState(everywhere);
  const [kind, setKind] = useState<string>('physical');
  const [percent, setPercent] = useState('25');
  const [isBusy, setBusy] = useState(false);
  const [answer, setAnswer] = useState<WhatIf>();
  const [refusal, setRefusal] = useState<string>();
  const ask = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    setRefusal(undefined);
    try {
      const signed = Number(percent) < 0 ? percent : `+${Number(percent)}`;
      setAnswer(await askWhatIf(operation.id, [`${office}:${kind}:${signed}%`]));
    } catch (error) {
      setRefusal(problemText(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <section className="card">
      <h2>What if</h2>
      <form className="form form-row" onSubmit={(event) => void ask(event)}>
        <Field label="Office">
          {(control) => (
            <select {...control} value={office} onChange={(event) => setOffice(event.target.value)}>
              <option value={everywhere}>All offices</option>
              {operation.plan.offices.map(({ office: code }) => (
                <option key={code}>{code}</option>
              ))}
            </select>
          )}
        </Field>
        <Field label="Kind of control">
          {(control) => (
            <select {...control} value={kind} onChange={(event) => setKind(event.target.value)}>
              <option value={everywhere}>all</option>
              {minuteKinds.map((code) => (
                <option key={code}>{code}</option>
              ))}
            </select>
          )}
        </Field>
        <Field label="Minutes, change in %">
          {(control) => (
            <input
              {...control}
              type="number"
              required
              min={-100}
              max={1000}
              value={percent}
              onChange={(event) => setPercent(event.target.value)}
            />
          )}
        </Field>
        <button type="submit" disabled={isBusy}>
          {isBusy ? 'Solving …' : 'What would it bring?'}
        </button>
      </form>
      <div aria-live="polite">
        {refusal !== undefined && <p className="form-error">{refusal}</p>}
        {answer !== undefined && refusal === undefined && <Answer answer={answer} />}
      </div>
    </section>
  );
}
