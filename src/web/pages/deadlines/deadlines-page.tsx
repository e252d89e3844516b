/** Clocks of procedure. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Deadlines, Procedures } from '../../api/contract.ts';
import { listProcedures, readDeadlines } from '../../api/selectivity-api.ts';
import { wordsOf } from '../../format/code-words.ts';
import { formatCount } from '../../format/format-quantity.ts';
import { Field } from '../../ui/field.tsx';
import { PageState } from '../../ui/page-state.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { Empty, Failure, Loading } from '../../ui/states.tsx';
import { TableScroll } from '../../ui/table-scroll.tsx';

const stateWords: Readonly<Record<Deadlines['cases'][number]['steps'][number]['state'], string>> = {
  'done': 'done',
  'done-late': 'done late',
  'due': 'due',
  'overdue': 'OVERDUE',
  'waiting': 'at the latest',
};

function Cases({ report }: { readonly report: Deadlines }) {
  if (report.cases.length === 0) return <Empty title="No case is open." />;
  return (
    <>
      <TableScroll label="Cases and their next steps">
        <table>
          <thead>
            <tr>
              {['Measure', 'Begun', 'Step', 'By whom', 'Day', 'State', 'If nothing is done', 'Basis'].map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {report.cases.flatMap(({ measure, kind, office, begun, next, steps }) =>
              steps
                .filter(({ state }) => state !== 'done')
                .map((step, index) => (
                  <tr key={`${measure} ${step.step}`}>
                    {index === 0 ? (
                      <th scope="row">
                        {measure}
                        <span className="block small muted">{[wordsOf(kind), office].filter(Boolean).join(', ')}</span>
                      </th>
                    ) : (
                      <td />
                    )}
                    <td>{index === 0 && begun}</td>
                    <td>
                      {step.step === next ? <strong>Next: {step.what}</strong> : step.what}
                      {step.dependsOn.length > 0 && (
                        <span className="block small muted">
                          if {step.dependsOn.map((fact) => wordsOf(fact).toLowerCase()).join(', ')} says so
                        </span>
                      )}
                    </td>
                    <td>{step.who}</td>
                    <td>{step.dueOn}</td>
                    <td>
                      <span className={step.state === 'overdue' ? 'tag tag-alert' : 'tag'}>
                        {stateWords[step.state]}
                      </span>
                    </td>
                    <td>{step.lapse ?? ''}</td>
                    <td className="small">{step.basis}</td>
                  </tr>
                )),
            )}
          </tbody>
        </table>
      </TableScroll>
      {!report.isWhole && <p className="muted">There are more; these are the most urgent.</p>}
    </>
  );
}

function Report({ names }: { readonly names: Procedures }) {
  const [procedure, setProcedure] = useState(names.procedures[0] ?? '');
  const [calendar, setCalendar] = useState(names.calendars[0] ?? '');
  const [overdueOnly, setOverdueOnly] = useState(false);
  const query = { procedure, calendar, overdueOnly: String(overdueOnly) };
  const { data, error, refetch } = useQuery({ queryKey: ['deadlines', query], queryFn: () => readDeadlines(query) });
  const choices = [
    ['Procedure', procedure, setProcedure, names.procedures],
    ['Calendar of working days', calendar, setCalendar, names.calendars],
  ] as const;
  return (
    <>
      <section className="card form form-row" aria-label="By which law">
        {choices.map(([label, value, set, all]) => (
          <Field key={label} label={label}>
            {(control) => (
              <select {...control} value={value} onChange={(event) => set(event.target.value)}>
                {all.map((name) => (
                  <option key={name} value={name}>
                    {name}
                  </option>
                ))}
              </select>
            )}
          </Field>
        ))}
        <label className="check">
          <input type="checkbox" checked={overdueOnly} onChange={(event) => setOverdueOnly(event.target.checked)} />{' '}
          Overdue alone
        </label>
      </section>
      {data === undefined ? (
        error === null ? (
          <Loading what="the deadlines" />
        ) : (
          <Failure error={error} onRetry={() => void refetch()} />
        )
      ) : (
        <section className="card">
          <p role="status">
            {data.procedure}; as of {data.today}: {formatCount(data.open)} cases open, {formatCount(data.closed)}{' '}
            closed, {formatCount(data.overdueSteps)} steps overdue
            {data.outsideOfLaw > 0 && `; ${formatCount(data.outsideOfLaw)} measures from a time when this was not law`}.
          </p>
          <Cases report={data} />
          <p className="small muted">Days are days in UTC. This is no case system and no legal advice.</p>
        </section>
      )}
    </>
  );
}

/** Cases that the agency's measures have begun, the most urgent first. */
export function DeadlinesPage() {
  const { data, error, refetch } = useQuery({ queryKey: ['procedures'], queryFn: listProcedures });
  if (data === undefined) {
    return <PageState title="Deadlines" what="the procedures" error={error} onRetry={() => void refetch()} />;
  }
  return (
    <div className="page">
      <PageTitle title="Deadlines" />
      <Report names={data} />
    </div>
  );
}
