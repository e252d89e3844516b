/** What was given of lists to other agencies, and by them. */
import { useQuery } from '@tanstack/react-query';
import type { ListDelivery, OperationShown } from '../../api/contract.ts';
import { listDeliveries } from '../../api/operations-api.ts';
import { formatCount } from '../../format/format-quantity.ts';
import { useSession } from '../../shell/session-context.ts';
import { MomentText } from '../../ui/moment-text.tsx';
import { TargetTable } from './target-table.tsx';

function headOf({ maker, agency, version, targets }: ListDelivery, isOwn: boolean): string {
  const what = `version ${version}: ${formatCount(targets.length)} targets`;
  return isOwn ? `To ${agency}, ${what}` : `From ${maker}, ${what}`;
}

/** Shows nothing where nothing was given. */
export function DeliveriesCard({ operation }: { readonly operation: OperationShown }) {
  const { agency } = useSession().user;
  const { data } = useQuery({
    queryKey: ['operations', operation.id, 'deliveries'],
    queryFn: () => listDeliveries(operation.id),
  });
  if (data === undefined || data.items.length === 0) return null;
  return (
    <section className="card">
      <h2>Given and received</h2>
      {data.items.map((one) => {
        const isOwn = one.maker === agency;
        return (
          <details key={`${one.maker} ${one.agency} ${one.version}`}>
            <summary>
              {headOf(one, isOwn)}
              {one.recalledAtMs === null ? '' : ', recalled'}
            </summary>
            <p className="muted">
              Sent <MomentText atMs={one.sentAtMs} />.{one.recalledAtMs !== null && ` Recalled: ${one.recallReason}.`}
              {isOwn &&
                ` ${formatCount(one.outside ?? 0)} lie outside of its jurisdiction, ${formatCount(one.heldBack ?? 0)} are held back by handling or agreements.`}
            </p>
            {one.recalledAtMs === null && (
              <TargetTable targets={one.targets} label={`Targets given to ${one.agency} by ${one.maker}`} />
            )}
          </details>
        );
      })}
    </section>
  );
}
