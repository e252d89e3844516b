/** The release cut-off of a consignment. */
import { timeLeft } from '../format/time-left.ts';
import { MomentText } from './moment-text.tsx';

const signs = { past: '✕ ', urgent: '! ', soon: '', ample: '' } as const;

/** Shows how long a consignment can still be held, and until when. */
export function CutOff({ atMs, nowMs }: { readonly atMs: number | null; readonly nowMs: number }) {
  if (atMs === null) return <span className="muted">no cut-off known</span>;
  const { text, nearness } = timeLeft(atMs, nowMs);
  return (
    <span className="cut-off">
      <span className={`time-left time-left-${nearness}`}>
        <span aria-hidden="true">{signs[nearness]}</span>
        {nearness === 'past' ? text : `${text} left`}
      </span>
      <span className="muted small">
        <MomentText atMs={atMs} nowMs={nowMs} />
      </span>
    </span>
  );
}
