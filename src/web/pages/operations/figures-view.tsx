/** What a plan is expected to find, and how its minutes are used. */
import type { PlanFigures } from '../../api/contract.ts';
import { wordsOf } from '../../format/code-words.ts';
import { formatCount, formatNumber } from '../../format/format-quantity.ts';

/** Minutes by office and kind over all shifts, in the order of the plan. */
function minutesByOffice({ minutes }: PlanFigures) {
  const sums = new Map<string, { office: string; kind: string; used: number; limit: number }>();
  for (const { office, kind, used, limit } of minutes) {
    const key = `${office} ${kind}`;
    const sum = sums.get(key) ?? { office, kind, used: 0, limit: 0 };
    sums.set(key, { ...sum, used: sum.used + used, limit: sum.limit + limit });
  }
  return [...sums.values()];
}

/** Shows figures; what is expected holds only if everything is carried out. */
export function FiguresView({ figures }: { readonly figures: PlanFigures }) {
  const controls = Object.entries(figures.controls).filter(([, count]) => count > 0);
  return (
    <>
      <dl className="figures">
        <div>
          <dt>Expected finds, if all are carried out</dt>
          <dd>
            {formatNumber(figures.expectedFinds)} ({figures.findsLow} to {figures.findsHigh})
          </dd>
        </div>
        <div>
          <dt>Openings and checks</dt>
          <dd>
            {formatCount(figures.units)}:{' '}
            {controls.map(([control, count]) => `${count} ${wordsOf(control).toLowerCase()}`).join(', ')}
          </dd>
        </div>
        <div>
          <dt>Below the best possible by at most</dt>
          <dd>{(figures.gap * 100).toFixed(1)}%</dd>
        </div>
      </dl>
      <details>
        <summary>Officer-minutes by office</summary>
        <ul className="minutes-list">
          {minutesByOffice(figures).map(({ office, kind, used, limit }) => (
            <li key={`${office} ${kind}`}>
              <span>
                {office}, {kind}: {formatCount(used)} of {formatCount(limit)} min
              </span>
              <meter
                min={0}
                max={Math.max(limit, 1)}
                value={Math.min(used, limit)}
                aria-label={`${office}, ${kind}: minutes used`}
              />
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}
