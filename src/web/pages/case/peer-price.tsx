/** A price beside those of its peers. */
import type { CaseDetail } from '../../api/contract.ts';
import { formatNumber } from '../../format/format-quantity.ts';

type Price = NonNullable<NonNullable<CaseDetail['score']>['priceAgainstPeers']>;

/** Shows US dollars per kilogram against the median of goods of the same kind, as bars and in words. */
export function PeerPrice({ price }: { readonly price: Price }) {
  const { usdPerKg, peerUsdPerKg } = price;
  if (usdPerKg === null || peerUsdPerKg === null) return null;
  const most = Math.max(usdPerKg, peerUsdPerKg, 0.001);
  const ratio = peerUsdPerKg === 0 ? undefined : usdPerKg / peerUsdPerKg;
  const bar = (label: string, value: number, kind: string) => (
    <div className="peer">
      <span>{label}</span>
      <span className="peer-track" aria-hidden="true">
        <span className={`peer-bar ${kind}`} style={{ inlineSize: `${Math.max(0.5, (value / most) * 100)}%` }} />
      </span>
      <span className="number nowrap">USD {formatNumber(value)} per kg</span>
    </div>
  );
  return (
    <section className="peers" aria-label="Value against peers">
      <h3>Value against peers</h3>
      {bar('Declared', usdPerKg, 'peer-own')}
      {bar('Usual of its kind', peerUsdPerKg, 'peer-usual')}
      {ratio !== undefined && (
        <p className="muted small">
          {formatNumber(ratio)} {ratio < 1 ? 'of' : 'times'} the median of goods of the same kind.
        </p>
      )}
    </section>
  );
}
