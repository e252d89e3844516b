/** Operations that the agency leads or takes part in. */
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { listOperations } from '../../api/operations-api.ts';
import { wordsOf } from '../../format/code-words.ts';
import { usePermission } from '../../shell/session-context.ts';
import { MomentText } from '../../ui/moment-text.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { Empty, Failure, Loading } from '../../ui/states.tsx';
import { TableScroll } from '../../ui/table-scroll.tsx';

/** Lists operations, and leads to a new one. */
export function OperationsPage() {
  const canPlan = usePermission('plan-operations');
  const { data, error, refetch } = useQuery({ queryKey: ['operations'], queryFn: listOperations });
  return (
    <div className="page">
      <PageTitle
        title="Operations"
        beside={
          canPlan && (
            <Link to="/operations/new" className="button button-primary">
              New operation
            </Link>
          )
        }
      />
      {data === undefined ? (
        error === null ? (
          <Loading what="the operations" />
        ) : (
          <Failure error={error} onRetry={() => void refetch()} />
        )
      ) : data.items.length === 0 ? (
        <Empty title="There is no operation yet." />
      ) : (
        <TableScroll label="Operations">
          <table>
            <thead>
              <tr>
                {['Operation', 'Window', 'State', 'Led by', 'Final reports due'].map((name) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {data.items.map((one) => (
                <tr key={one.id}>
                  <th scope="row">
                    <Link to={`/operations/${one.id}`}>{one.name}</Link>
                  </th>
                  <td className="nowrap">
                    {one.from} to {one.to}
                  </td>
                  <td>
                    <span className="tag">{wordsOf(one.state)}</span>
                  </td>
                  <td>{one.agency}</td>
                  <td>
                    <MomentText atMs={one.reportsDueMs} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroll>
      )}
    </div>
  );
}
