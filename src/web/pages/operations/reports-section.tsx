/** Situation reports, who owes one, and what the operation came to. */
import { useQuery } from '@tanstack/react-query';
import { isOperationStep } from '../../../domain/operation-state.ts';
import type { OperationShown, SituationReports } from '../../api/contract.ts';
import { listReports } from '../../api/operations-api.ts';
import { formatCount } from '../../format/format-quantity.ts';
import { usePermission, useSession } from '../../shell/session-context.ts';
import { MomentText } from '../../ui/moment-text.tsx';
import { Failure, Loading } from '../../ui/states.tsx';
import { TableScroll } from '../../ui/table-scroll.tsx';
import { CloseOutCard } from './close-out-card.tsx';
import { ReportForm } from './report-form.tsx';

const stateWords = {
  'reported': 'has reported',
  'reported-late': 'has reported, late',
  'due': 'owes its final report',
  'overdue': 'has not reported, overdue',
} as const;

function Reporting({ reporting }: Pick<SituationReports, 'reporting'>) {
  return (
    <ul className="reporting">
      {reporting.map(({ agency, state }) => (
        <li key={agency}>
          {agency} <span className={state === 'overdue' ? 'tag tag-alert' : 'tag'}>{stateWords[state]}</span>
        </li>
      ))}
    </ul>
  );
}

function ReportTable({ items }: Pick<SituationReports, 'items'>) {
  if (items.length === 0) return <p className="muted">Nobody has reported yet.</p>;
  return (
    <TableScroll label="Situation reports">
      <table>
        <thead>
          <tr>
            <th scope="col">Agency</th>
            <th scope="col">Period</th>
            {['Held', 'Examined', 'Found', 'Articles', 'Arrests'].map((name) => (
              <th key={name} scope="col" className="number">
                {name}
              </th>
            ))}
            <th scope="col">What happened</th>
            <th scope="col">By</th>
          </tr>
        </thead>
        <tbody>
          {items.map(({ id, agency, fromDay, toDay, counts, text, isFinal, madeByName, madeAtMs }) => (
            <tr key={id}>
              <th scope="row">
                {agency} {isFinal && <span className="tag">final</span>}
              </th>
              <td className="nowrap">
                {fromDay} to {toDay}
              </td>
              {[counts.targetsHeld, counts.examined, counts.found, counts.articles, counts.arrests].map(
                (count, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: columns do not move
                  <td key={index} className="number">
                    {formatCount(count)}
                  </td>
                ),
              )}
              <td>{text}</td>
              <td>
                {madeByName}, <MomentText atMs={madeAtMs} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}

/** Shows reports and close-out, and takes the report of the reader's agency. */
export function ReportsSection({ operation }: { readonly operation: OperationShown }) {
  const { agency } = useSession().user;
  const mayReport = usePermission('report-operations') && isOperationStep(operation.state, 'report');
  const { data, error, refetch } = useQuery({
    queryKey: ['operations', operation.id, 'reports'],
    queryFn: () => listReports(operation.id),
  });
  if (data === undefined)
    return error === null ? <Loading what="the reports" /> : <Failure error={error} onRetry={() => void refetch()} />;
  const takesPart = operation.participants.some((one) => one.agency === agency && one.state === 'accepted');
  const isDone = data.items.some((one) => one.agency === agency && one.isFinal);
  return (
    <>
      <CloseOutCard operation={operation} />
      <section className="card">
        <h2>Reports</h2>
        <Reporting reporting={data.reporting} />
        <ReportTable items={data.items} />
      </section>
      {mayReport && takesPart && !isDone && <ReportForm operation={operation} />}
    </>
  );
}
