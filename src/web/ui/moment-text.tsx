/** A moment with its time zone. */
import { formatMoment, formatNearMoment } from '../format/format-moment.ts';
import { usePreference } from '../shell/preferences.ts';

/** Shows a moment in the zone that the person chose; `nowMs` shortens moments of today to their time. */
export function MomentText({ atMs, nowMs }: { readonly atMs: number; readonly nowMs?: number }) {
  const [zone] = usePreference('zone');
  return (
    <time dateTime={new Date(atMs).toISOString()} className="nowrap">
      {nowMs === undefined ? formatMoment(atMs, zone) : formatNearMoment(atMs, nowMs, zone)}
    </time>
  );
}
