/** What an agency can examine. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Capacity } from '../../api/contract.ts';
import { readCapacityFile, setCapacity } from '../../api/settings-api.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { useNotify } from '../../ui/notices.tsx';
import { Read } from '../../ui/read.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { useSubmit } from '../../ui/use-submit.ts';
import { capacityText, newLine, type TypedLine, typedLines } from './capacity-text.ts';

interface NumberedLine extends TypedLine {
  readonly at: number;
}

const titles: Readonly<Record<keyof TypedLine, string>> = {
  office: 'Office',
  channel: 'Channel',
  shift: 'Day or shift',
  examinations: 'Examinations',
  forecastArrivals: 'Forecast arrivals',
};

/** The lines of one version, to be changed. */
function Lines({ capacity }: { readonly capacity: Capacity }) {
  const client = useQueryClient();
  const notify = useNotify();
  const [lines, setLines] = useState(() => typedLines(capacity));
  const { isBusy, refusal, onSubmit } = useSubmit(async () => {
    const changed = await setCapacity(capacityText(lines), capacity.version);
    notify({ text: 'The queue is ranked anew under this capacity.', tone: 'good' });
    client.setQueryData(['capacity-file'], changed);
    await client.invalidateQueries({ queryKey: ['queue'] });
  });
  const change = (at: number, changes: Partial<TypedLine>): void =>
    setLines((all) => all.map((line, index) => (index === at ? { ...line, ...changes } : line)));
  const move = (at: number): void =>
    setLines((all) => all.map((line, index) => all[index === at ? at - 1 : index === at - 1 ? at : index] ?? line));
  const input = (name: keyof TypedLine): Column<NumberedLine> => ({
    title: titles[name],
    cell: (line) => (
      <input
        aria-label={`${titles[name]}, line ${line.at + 1}`}
        required={name === 'examinations'}
        {...(name === 'examinations' || name === 'forecastArrivals'
          ? { type: 'number', min: name === 'examinations' ? 0 : 1, step: 1, className: 'input-number' }
          : { maxLength: 100, className: 'input-code' })}
        value={line[name]}
        onChange={(event) => change(line.at, { [name]: event.target.value })}
      />
    ),
  });
  const columns: readonly Column<NumberedLine>[] = [
    { title: 'Line', cell: ({ at }) => at + 1 },
    ...(['office', 'channel', 'shift', 'examinations', 'forecastArrivals'] as const).map(input),
    {
      title: 'Change',
      cell: ({ at }) => (
        <span className="action-buttons">
          <button
            type="button"
            className="button-small"
            disabled={at === 0}
            aria-label={`Move line ${at + 1} up`}
            onClick={() => move(at)}
          >
            Up
          </button>
          <button
            type="button"
            className="button-small"
            disabled={lines.length === 1}
            aria-label={`Remove line ${at + 1}`}
            onClick={() => setLines((all) => all.filter((_, index) => index !== at))}
          >
            Remove
          </button>
        </span>
      ),
    },
  ];
  return (
    <form className="form" onSubmit={onSubmit}>
      <DataTable
        label="Lines of capacity"
        columns={columns}
        rows={lines.map((line, at) => ({ ...line, at }))}
        keyOf={({ at }) => at}
      />
      <Refusal text={refusal} />
      <div className="action-buttons">
        <button type="button" onClick={() => setLines((all) => [...all, newLine])}>
          Add a line
        </button>
        <button type="submit" className="button-primary" disabled={isBusy}>
          Keep this capacity
        </button>
      </div>
      <details>
        <summary>As the text of a capacity file</summary>
        <pre className="raw">{capacityText(lines)}</pre>
      </details>
    </form>
  );
}

/** Shows and changes how many consignments each office can examine. */
export function CapacitySettings() {
  const query = useQuery({ queryKey: ['capacity-file'], queryFn: readCapacityFile, refetchOnWindowFocus: false });
  return (
    <section className="card">
      <p>
        How many consignments each office can examine, by channel and day or shift. Of several lines that fit, the first
        counts. <code>*</code> means all together, <code>each</code> every day or shift apart. What no line fits is not
        targeted.
      </p>
      <Read query={query} what="the capacity">
        {(capacity) => (
          <>
            {capacity.text === null && <p className="muted">Nobody has said yet: this counts until somebody does.</p>}
            <Lines key={capacity.version} capacity={capacity} />
            <p className="small muted">
              Version {capacity.version}. Comments of a file that was handed in by command are not kept.
            </p>
          </>
        )}
      </Read>
    </section>
  );
}
