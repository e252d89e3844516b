/** What is wrong with the service, above every page. */
import { useQuery } from '@tanstack/react-query';
import { readServiceState } from '../api/service-api.ts';

const everyMs = 30_000;

/** Tells of an outage of scoring and of other problems; shows nothing while all is well. */
export function OutageBanner() {
  const { data } = useQuery({ queryKey: ['state'], queryFn: readServiceState, refetchInterval: everyMs });
  return (
    <div role="status" className="banner-place">
      {data !== undefined && (data.isOutage || data.problems.length > 0) && (
        <div className={data.isOutage ? 'banner banner-outage' : 'banner'}>
          <strong>{data.isOutage ? 'Outage of scoring' : 'Attention'}</strong>
          {data.isOutage && <span>What is not scored now is scored later.</span>}
          {data.problems.map(({ code, text }) => (
            <span key={`${code} ${text}`}>{text}</span>
          ))}
        </div>
      )}
    </div>
  );
}
