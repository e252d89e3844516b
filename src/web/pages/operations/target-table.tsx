/** Targets of a list, some at a time. */
import { useState } from 'react';
import type { ListDelivery, ListedTarget } from '../../api/contract.ts';
import { wordsOf } from '../../format/code-words.ts';
import { formatCount } from '../../format/format-quantity.ts';
import { MomentText } from '../../ui/moment-text.tsx';
import { TableScroll } from '../../ui/table-scroll.tsx';

const shownAtFirst = 20;

/** Shows targets in the order of their shifts; a list that was given has no scores. */
export function TargetTable({
  targets,
  label,
}: {
  readonly targets: readonly (ListedTarget | ListDelivery['targets'][number])[];
  readonly label: string;
}) {
  const [count, setCount] = useState(shownAtFirst);
  const hasScores = targets.some((target) => 'riskScore' in target);
  if (targets.length === 0) return <p className="muted">No targets.</p>;
  return (
    <>
      <TableScroll label={label}>
        <table>
          <thead>
            <tr>
              {['Consignment', 'Office', 'Shift', 'Control', 'Led by', 'Goods', 'Cut-off'].map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
              {hasScores && (
                <th scope="col" className="number">
                  Risk score
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {targets.slice(0, count).map((target) => (
              <tr key={target.reference}>
                <th scope="row" className="reference">
                  {target.reference}
                </th>
                <td>{target.office}</td>
                <td className="nowrap">
                  {target.shift.replace('/', ' ')}
                  {target.opensIn !== null && `, opens ${target.opensIn.replace('/', ' ')}`}
                </td>
                <td className="nowrap">{wordsOf(target.control)}</td>
                <td>{target.leadAgency}</td>
                <td className="target-goods">{target.goods ?? ''}</td>
                <td>{target.releaseCutOffMs !== null && <MomentText atMs={target.releaseCutOffMs} />}</td>
                {hasScores && <td className="number">{'riskScore' in target && target.riskScore}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
      {targets.length > count && (
        <button type="button" onClick={() => setCount(count + 10 * shownAtFirst)}>
          Show more of {formatCount(targets.length)}
        </button>
      )}
    </>
  );
}
