/** A row of the queue. */
import { memo } from 'react';
import type { rightFindings } from '../../../domain/right-finding.ts';
import type { QueueItem } from '../../api/contract.ts';
import { caseStateWords, decisionWords, wordsOf } from '../../format/code-words.ts';
import { formatUsd } from '../../format/format-quantity.ts';
import { splitReason } from '../../format/split-reason.ts';
import { timeLeft } from '../../format/time-left.ts';
import { CutOff } from '../../ui/cut-off.tsx';
import { GridPart } from '../../ui/grid-part.tsx';
import { LaneMark } from '../../ui/lane-mark.tsx';
import { ScoreMark } from '../../ui/score-mark.tsx';

/** What a row shows, and what it tells. */
export interface QueueRowProps {
  readonly item: QueueItem;
  readonly index: number;
  readonly top: number;
  readonly height: number;
  readonly isActive: boolean;
  readonly isSelected: boolean;
  readonly nowMs: number;
  readonly onActivate: (caseId: number) => void;
  readonly onToggle: (caseId: number) => void;
}

function Status({ item, nowMs }: { readonly item: QueueItem; readonly nowMs: number }) {
  const { claim, decision, state } = item;
  if (claim?.isMine === true) return <span className="tag tag-mine">Yours, {timeLeft(claim.untilMs, nowMs).text}</span>;
  if (claim !== null) return <span className="tag tag-theirs">With {claim.displayName}</span>;
  if (decision !== null) return <span className="tag">{decisionWords[decision]}</span>;
  return <span className="muted">{caseStateWords[state]}</span>;
}

/** Of most consignments there is no more to say about rights, and so nothing is said. */
const noRight: (typeof rightFindings)[number] = 'no-right-found';
const directions = { raises: '↑', lowers: '↓' } as const;

/** A reason on one line; whether it raises or lowers the score is a sign, and a word for who listens. */
function Reason({ reason }: { readonly reason: string }) {
  const { direction, sentence } = splitReason(reason);
  if (direction === undefined) return <li>{sentence}</li>;
  return (
    <li>
      <span aria-hidden="true">{directions[direction]} </span>
      <span className="visually-hidden">{direction}: </span>
      {sentence}
    </li>
  );
}

/** A reference of which the part that differs stands out. */
function Reference({ reference }: { readonly reference: string }) {
  const at = reference.indexOf('/') + 1;
  return (
    <>
      <span className="agency">{reference.slice(0, at)}</span>
      {reference.slice(at)}
    </>
  );
}

/** One consignment; its cells are in the order of the header. */
export const QueueRow = memo(function QueueRow(props: QueueRowProps) {
  const { item, index, top, height, isActive, isSelected, nowMs, onActivate, onToggle } = props;
  const names = ['queue-row', `edge-${item.lane}`];
  if (isActive) names.push('is-active');
  if (isSelected) names.push('is-selected');
  if (item.claim?.isMine === true) names.push('is-mine');
  const reasons = item.isSealed
    ? ['Refer to duty supervisor']
    : [...item.rules.map((text) => `rule: ${text}`), ...item.reasons];
  return (
    <GridPart
      part="row"
      id={`case-${item.caseId}`}
      className={names.join(' ')}
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      style={{ transform: `translateY(${top}px)`, blockSize: `${height}px` }}
      onClick={() => onActivate(item.caseId)}
    >
      <GridPart part="gridcell" className="cell-select">
        <input
          type="checkbox"
          tabIndex={-1}
          aria-label={`Select ${item.reference}`}
          checked={isSelected}
          onChange={() => onToggle(item.caseId)}
        />
      </GridPart>
      <GridPart part="gridcell" className="cell-lane">
        <LaneMark lane={item.lane} />
        {item.isTarget && <span className="small muted">target</span>}
        {item.isRerouted && <span className="small muted">by an officer</span>}
      </GridPart>
      <GridPart part="gridcell" className="cell-score">
        <ScoreMark score={item.riskScore} />
      </GridPart>
      <GridPart part="gridcell" className="cell-party">
        <a href={`/cases/${item.caseId}`} className="reference" tabIndex={-1} title={item.reference}>
          <Reference reference={item.reference} />
        </a>
        <span className="clip" title={item.party ?? undefined}>
          {item.party ?? 'party not known'}
        </span>
      </GridPart>
      <GridPart part="gridcell" className="cell-why" title={reasons.join('\n')}>
        <ul className="why">
          {reasons.slice(0, 3).map((reason) => (
            <Reason key={reason} reason={reason} />
          ))}
          {reasons.length === 0 && <li className="muted">no reasons</li>}
        </ul>
      </GridPart>
      <GridPart part="gridcell" className="cell-goods">
        <span className="clip" title={item.goods ?? undefined}>
          {item.goods ?? 'goods not described'}
        </span>
        <span className="goods-line small muted">
          <span className="clip">{item.hsCodes.length === 0 ? 'no HS code' : `HS ${item.hsCodes.join(', ')}`}</span>
          {item.hasLookOut && <span className="tag tag-alert">look-out</span>}
          {item.right !== null && item.right !== noRight && (
            <span className="tag">{wordsOf(item.right).toLowerCase()}</span>
          )}
        </span>
      </GridPart>
      <GridPart part="gridcell" className="cell-route">
        <span className="clip">{item.route ?? '–'}</span>
        <span className="clip small muted">{[item.channel, item.office].filter(Boolean).join(' ')}</span>
      </GridPart>
      <GridPart part="gridcell" className="cell-value number">
        {item.valueUsd === null ? <span className="muted">no value</span> : formatUsd(item.valueUsd)}
      </GridPart>
      <GridPart part="gridcell" className="cell-cut-off">
        <CutOff atMs={item.releaseCutOffMs} nowMs={nowMs} />
      </GridPart>
      <GridPart part="gridcell" className="cell-status">
        <Status item={item} nowMs={nowMs} />
      </GridPart>
    </GridPart>
  );
});
