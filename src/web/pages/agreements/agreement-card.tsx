/** One agreement. */
import type { ReactNode } from 'react';
import { isPurpose, purposes } from '../../../domain/purposes.ts';
import type { Agreement } from '../../api/contract.ts';
import { fieldGroupWords, sharedKindWords, wordsOf } from '../../format/code-words.ts';
import { useSession } from '../../shell/session-context.ts';
import { MomentText } from '../../ui/moment-text.tsx';

const stateWords: Readonly<Record<Agreement['state'], string>> = {
  'draft': 'waits for signatures',
  'approved': 'signed, not begun',
  'in-force': 'in force',
  'ended': 'ended',
};

function Signed({ signature }: { readonly signature: Agreement['ended'] }) {
  if (signature === null) return <span className="muted">not signed</span>;
  return (
    <>
      <MomentText atMs={signature.atMs} /> <span className="small muted">{signature.by}</span>
    </>
  );
}

/** Terms, signatures and end of an agreement, and what this side can do with it. */
export function AgreementCard({
  agreement: one,
  canChange,
  onApprove,
  onEnd,
}: {
  readonly agreement: Agreement;
  readonly canChange: boolean;
  readonly onApprove: () => void;
  readonly onEnd: () => void;
}) {
  const { agency } = useSession().user;
  const isGiver = one.giver === agency;
  const ownSignature = isGiver ? one.signedByGiver : one.signedByTaker;
  const facts: readonly (readonly [name: string, value: ReactNode])[] = [
    ['Gives', one.kinds.map((kind) => sharedKindWords[kind][0]).join(', ')],
    [
      'With',
      one.fields.map((group) => fieldGroupWords[group][0].toLowerCase()).join(', ') || 'references and route only',
    ],
    ['For', one.purposes.map((code) => (isPurpose(code) ? purposes[code] : code)).join('; ')],
    ['Gateway', one.gateway ?? '–'],
    ['Up to', one.maximumTlp],
    ['Handing on', wordsOf(one.onwardSharing)],
    ['From', <MomentText key="from" atMs={one.fromMs} />],
    ['Until', one.toMs === null ? 'ended by a side' : <MomentText key="to" atMs={one.toMs} />],
    ['Kept after the end', `${one.retentionDays} days`],
    [`Signed by ${one.giver}`, <Signed key="giver" signature={one.signedByGiver} />],
    [`Signed by ${one.taker}`, <Signed key="taker" signature={one.signedByTaker} />],
    ['Proposed', <Signed key="proposed" signature={one.proposed} />],
  ];
  return (
    <article className="card">
      <header className="model-head">
        <h2>
          {one.giver} → {one.taker}
        </h2>
        <span className={`tag agreement-${one.state}`}>{stateWords[one.state]}</span>
        <span className="small muted">
          no. {one.id}, {isGiver ? 'your agency gives' : 'your agency takes'}
        </span>
      </header>
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        {one.ended !== null && (
          <div>
            <dt>Ended</dt>
            <dd>
              <Signed signature={one.ended} />
            </dd>
          </div>
        )}
        {one.retainedUntilMs !== null && (
          <div>
            <dt>Derived data erased</dt>
            <dd>
              <MomentText atMs={one.retainedUntilMs} />
            </dd>
          </div>
        )}
      </dl>
      {canChange && one.state !== 'ended' && (
        <div className="action-buttons">
          {one.state === 'draft' && ownSignature === null && (
            <button
              type="button"
              className="button-primary"
              aria-label={`Sign agreement ${one.id}`}
              onClick={onApprove}
            >
              Sign …
            </button>
          )}
          <button
            type="button"
            aria-label={`${one.state === 'draft' ? 'Withdraw' : 'End'} agreement ${one.id}`}
            onClick={onEnd}
          >
            {one.state === 'draft' ? 'Withdraw …' : 'End …'}
          </button>
        </div>
      )}
    </article>
  );
}
