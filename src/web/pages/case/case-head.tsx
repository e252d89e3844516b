/** What a consignment is, at a glance. */
import type { QueueItem } from '../../api/contract.ts';
import { caseStateWords, decisionWords } from '../../format/code-words.ts';
import { formatUsd } from '../../format/format-quantity.ts';
import { CutOff } from '../../ui/cut-off.tsx';
import { LaneMark } from '../../ui/lane-mark.tsx';
import { ScoreMark } from '../../ui/score-mark.tsx';

function stateText({ claim, decision, state }: QueueItem): string {
  if (decision !== null) return `${caseStateWords[state]}: ${decisionWords[decision].toLowerCase()}`;
  if (claim === null) return caseStateWords[state];
  return claim.isMine ? 'In your hands' : `With ${claim.displayName}`;
}

/** Lane, score, goods, value, route and the time that is left; `isBrief` leaves out what nobody needs in a shed. */
export function CaseHead({
  item,
  nowMs,
  isBrief = false,
}: {
  readonly item: QueueItem;
  readonly nowMs: number;
  readonly isBrief?: boolean;
}) {
  return (
    <dl className={`case-head edge-${item.lane}`}>
      <div>
        <dt>Lane</dt>
        <dd>
          <LaneMark lane={item.lane} />
          {item.isTarget && <span className="block small muted">target</span>}
          {item.isRerouted && <span className="block small muted">by an officer</span>}
        </dd>
      </div>
      {!isBrief && (
        <div>
          <dt>Risk score</dt>
          <dd>
            <ScoreMark score={item.riskScore} isLarge />
          </dd>
        </div>
      )}
      <div className="case-head-goods">
        <dt>Goods</dt>
        <dd>
          {item.goods ?? 'not described'}
          <span className="block small muted">
            {item.hsCodes.length === 0 ? 'no HS code' : `HS ${item.hsCodes.join(', ')}`}
          </span>
        </dd>
      </div>
      {!isBrief && (
        <>
          <div>
            <dt>Value</dt>
            <dd>{item.valueUsd === null ? 'not known' : formatUsd(item.valueUsd)}</dd>
          </div>
          <div>
            <dt>Route</dt>
            <dd>
              {item.route ?? 'not known'}
              <span className="block small muted">{[item.channel, item.office].filter(Boolean).join(' ')}</span>
            </dd>
          </div>
        </>
      )}
      <div>
        <dt>Cut-off</dt>
        <dd>
          <CutOff atMs={item.releaseCutOffMs} nowMs={nowMs} />
        </dd>
      </div>
      <div>
        <dt>State</dt>
        <dd>{stateText(item)}</dd>
      </div>
    </dl>
  );
}
