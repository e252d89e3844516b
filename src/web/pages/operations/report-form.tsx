/** A situation report. */
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { OperationShown, SituationReport } from '../../api/contract.ts';
import { reportSituation } from '../../api/operations-api.ts';
import { problemText } from '../../api/problem-text.ts';
import { Field } from '../../ui/field.tsx';

const counted = [
  ['targetsHeld', 'Targets held'],
  ['examined', 'Examined'],
  ['found', 'Found'],
  ['articles', 'Articles detained or seized'],
  ['arrests', 'Arrests'],
] as const;

/** Asks for a period, what was done in it, and whether it is the last word. */
export function ReportForm({ operation }: { readonly operation: OperationShown }) {
  const client = useQueryClient();
  const [fromDay, setFromDay] = useState(operation.from);
  const [toDay, setToDay] = useState(operation.to);
  const [counts, setCounts] = useState({ targetsHeld: '0', examined: '0', found: '0', articles: '0', arrests: '0' });
  const [text, setText] = useState('');
  const [isFinal, setFinal] = useState(operation.state === 'reporting');
  const [refusal, setRefusal] = useState<string>();
  const report = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setRefusal(undefined);
    try {
      const numbers = Object.fromEntries(
        Object.entries(counts).map(([name, value]) => [name, Number(value)]),
      ) as SituationReport['counts'];
      await reportSituation(operation.id, { fromDay, toDay, counts: numbers, text: text.trim(), isFinal });
      setText('');
      await client.invalidateQueries({ queryKey: ['operations', operation.id] });
    } catch (error) {
      setRefusal(problemText(error));
    }
  };
  return (
    <section className="card">
      <h2>Report for your agency</h2>
      <form className="form" onSubmit={(event) => void report(event)}>
        <div className="form form-row fields-row">
          <Field label="From">
            {(control) => (
              <input
                {...control}
                type="date"
                required
                value={fromDay}
                onChange={(event) => setFromDay(event.target.value)}
              />
            )}
          </Field>
          <Field label="To">
            {(control) => (
              <input
                {...control}
                type="date"
                required
                min={fromDay}
                value={toDay}
                onChange={(event) => setToDay(event.target.value)}
              />
            )}
          </Field>
          {counted.map(([name, label]) => (
            <Field key={name} label={label}>
              {(control) => (
                <input
                  {...control}
                  type="number"
                  className="minutes"
                  required
                  min={0}
                  max={1_000_000_000}
                  value={counts[name]}
                  onChange={(event) => setCounts({ ...counts, [name]: event.target.value })}
                />
              )}
            </Field>
          ))}
        </div>
        <Field label="What happened">
          {(control) => (
            <textarea
              {...control}
              rows={3}
              required
              maxLength={4000}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
        <label className="check">
          <input type="checkbox" checked={isFinal} onChange={(event) => setFinal(event.target.checked)} />
          <span>This is the final report of your agency</span>
        </label>
        <div>
          <button type="submit" className="button-primary">
            Report
          </button>
        </div>
        <div role="alert">{refusal !== undefined && <p className="form-error">{refusal}</p>}</div>
      </form>
    </section>
  );
}
