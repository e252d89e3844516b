/** Why a consignment has its score. */
import { useState } from 'react';
import type { CaseDetail, DisplayedReason } from '../../api/contract.ts';
import { formatContribution, formatNumber } from '../../format/format-quantity.ts';
import { splitReason } from '../../format/split-reason.ts';

function valueText(value: DisplayedReason['value'], unit: string): string {
  if (value === null) return 'not known';
  if (typeof value === 'string') return value;
  if (unit === 'flag') return value === 0 ? 'no' : 'yes';
  if (unit === 'percent') return `${formatNumber(value)}%`;
  if (unit === 'share') return `${formatNumber(value * 100)}%`;
  return `${formatNumber(value)}${unit === '' || unit === '1' ? '' : ` ${unit}`}`;
}

/** A bar from the middle: to the right what raises the margin, to the left what lowers it. */
function ContributionBar({ contribution, largest }: { readonly contribution: number; readonly largest: number }) {
  const share = largest === 0 ? 0 : (Math.abs(contribution) / largest) * 50;
  return (
    <span className="contribution" aria-hidden="true">
      <span
        className={contribution >= 0 ? 'contribution-bar raises' : 'contribution-bar lowers'}
        style={{
          inlineSize: `${share}%`,
          insetInlineStart: contribution >= 0 ? '50%' : `${50 - share}%`,
        }}
      />
    </span>
  );
}

/** So many are shown at once; the others add up to little. */
const shownAtFirst = 10;

/** Contributions as bars and as text; they and the base add up to the margin. */
export function ContributionTable({
  score,
}: {
  readonly score: Pick<NonNullable<CaseDetail['score']>, 'reasons' | 'baseMargin' | 'margin' | 'probability'>;
}) {
  const [isAll, setAll] = useState(false);
  const shown = isAll ? score.reasons : score.reasons.slice(0, shownAtFirst);
  const others = score.reasons.slice(shown.length);
  const largest = Math.max(...score.reasons.map(({ contribution }) => Math.abs(contribution)), 0);
  return (
    <table className="contributions">
      <caption className="visually-hidden">What raised and what lowered the score</caption>
      <thead>
        <tr>
          <th scope="col">About</th>
          <th scope="col" className="wide-only">
            <span className="visually-hidden">Bar</span>
          </th>
          <th scope="col" className="number">
            Adds
          </th>
          <th scope="col" className="wide-only">
            Value
          </th>
          <th scope="col" className="wide-only">
            Usual
          </th>
        </tr>
      </thead>
      <tbody>
        {shown.map((reason) => (
          <tr key={reason.subject}>
            <th scope="row">
              <span className="reason-subject">{reason.subject}</span>
              <span className="reason-text">{splitReason(reason.text, reason.subject).sentence}</span>
            </th>
            <td className="wide-only">
              <ContributionBar contribution={reason.contribution} largest={largest} />
            </td>
            <td className="number">
              {formatContribution(reason.contribution)}
              <span className="small muted block">{reason.contribution >= 0 ? 'raises' : 'lowers'}</span>
            </td>
            <td className="wide-only">{valueText(reason.value, reason.unit)}</td>
            <td className="wide-only muted">{valueText(reason.peerValue, reason.unit)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        {others.length > 0 && (
          <tr>
            <th scope="row">
              {others.length} others{' '}
              <button type="button" className="button-small" onClick={() => setAll(true)}>
                Show all
              </button>
            </th>
            <td className="wide-only" />
            <td className="number">
              {formatContribution(others.reduce((sum, { contribution }) => sum + contribution, 0))}
            </td>
            <td className="wide-only" colSpan={2} />
          </tr>
        )}
        <tr>
          <th scope="row">Base of the model</th>
          <td className="wide-only" />
          <td className="number">{formatContribution(score.baseMargin)}</td>
          <td className="wide-only" colSpan={2} />
        </tr>
        <tr>
          <th scope="row">Margin, all added up</th>
          <td className="wide-only" />
          <td className="number">
            <strong>{formatContribution(score.margin)}</strong>
          </td>
          <td className="wide-only" colSpan={2}>
            {(score.probability * 100).toFixed(1)}% when calibrated
          </td>
        </tr>
      </tfoot>
    </table>
  );
}
