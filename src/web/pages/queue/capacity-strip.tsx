/** The line above the queue: what can be done and what may be expected of it. */
import { useQuery } from '@tanstack/react-query';
import type { Lane } from '../../api/contract.ts';
import { readCapacity } from '../../api/queue-api.ts';
import { formatCount } from '../../format/format-quantity.ts';
import { LaneMark } from '../../ui/lane-mark.tsx';
import { MomentText } from '../../ui/moment-text.tsx';
import { Failure } from '../../ui/states.tsx';

const lanes = ['red', 'yellow', 'blue', 'green'] as const satisfies readonly Lane[];

/** Shows targets, capacity, expected finds with their interval, and the lanes. */
export function CapacityStrip({ nowMs }: { readonly nowMs: number }) {
  const { data, error, refetch } = useQuery({ queryKey: ['queue', 'capacity'], queryFn: readCapacity });
  if (data === undefined) {
    return error === null ? (
      <div className="capacity" aria-hidden="true" />
    ) : (
      <Failure error={error} onRetry={() => void refetch()} />
    );
  }
  const share = data.capacity === 0 ? 0 : Math.min(1, data.decided / data.capacity);
  return (
    <dl className="capacity">
      <div>
        <dt>Targets</dt>
        <dd>{formatCount(data.targets)}</dd>
      </div>
      <div>
        <dt>Decided of capacity</dt>
        <dd>
          {formatCount(data.decided)} <span className="muted">of {formatCount(data.capacity)}</span>
          <span className="meter" aria-hidden="true">
            <span className="meter-fill" style={{ inlineSize: `${share * 100}%` }} />
          </span>
        </dd>
      </div>
      <div>
        <dt>Finds expected</dt>
        <dd>
          {data.expectedFinds.toFixed(1)}{' '}
          <span className="muted">
            80% between {data.expectedFindsLow.toFixed(1)} and {data.expectedFindsHigh.toFixed(1)}
          </span>
        </dd>
      </div>
      <div>
        <dt>Lanes</dt>
        <dd className="capacity-lanes">
          {lanes.map((lane) => (
            <span key={lane} className="nowrap">
              <LaneMark lane={lane} /> {formatCount(data.lanes[lane])}
            </span>
          ))}
        </dd>
      </div>
      <div>
        <dt>Ranked</dt>
        <dd>
          {data.rankedAtMs === null ? 'not yet' : <MomentText atMs={data.rankedAtMs} nowMs={nowMs} />}
          {data.unscored > 0 && <span className="muted"> {formatCount(data.unscored)} without a score</span>}
        </dd>
      </div>
    </dl>
  );
}
