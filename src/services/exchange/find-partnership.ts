/** Finds the partner and the agreement that a package is sent or taken in by. */
import { type Agreement, agreementState, type SharedKind } from '../../domain/agreement.ts';
import { AppError } from '../../errors.ts';
import type { ExchangeCard } from '../../formats/exchange/exchange-card.ts';
import type { ExchangeKind, PackageKind } from '../../formats/exchange/exchange-manifest.ts';
import type { ExchangePartner } from '../exchange-ports.ts';
import type { Store } from '../store-ports.ts';

/** What an agreement must give for a package of a kind. */
const sharedKindOf: { readonly [kind in ExchangeKind]: SharedKind } = {
  consignments: 'consignments',
  measures: 'results',
  'look-outs': 'look-outs',
  'history-cells': 'history',
};

/** Returns the kind that an agreement must give for a package; undefined for deconfliction, which gives no record. */
export function sharedKindFor(kind: PackageKind): SharedKind | undefined {
  return sharedKindOf[kind as ExchangeKind];
}

/**
 * Returns the partner that a card names.
 * @throws `refused` for one whose keys are not trusted.
 */
export async function findPartner(
  store: Pick<Store, 'exchange'>,
  { recipient, signingKey }: Pick<ExchangeCard, 'recipient' | 'signingKey'>,
): Promise<ExchangePartner> {
  const partner = (await store.exchange.partners()).find(
    (one) => one.removedAtMs === undefined && one.recipient === recipient && one.signingKey === signingKey,
  );
  if (partner !== undefined) return partner;
  throw new AppError('refused', {
    reason: 'these keys are of no partner of this store: compare the fingerprint and run touchstone exchange trust',
  });
}

/**
 * Returns an agreement in force.
 * @throws `not-found`, `refused` where it is not in force.
 */
export async function findAgreement(store: Pick<Store, 'exchange'>, id: number, nowMs: number): Promise<Agreement> {
  const agreement = (await store.exchange.agreements()).find((one) => one.id === id);
  if (agreement === undefined) throw new AppError('not-found', { what: 'agreement', name: id });
  const state = agreementState(agreement, nowMs);
  if (state !== 'in-force') throw new AppError('refused', { reason: `agreement ${id} is ${state}, not in force` });
  return agreement;
}

/**
 * Returns the purpose that something is sent for: the one that is asked for, or the agreement's only one.
 * @throws `usage` where it is none of the agreement's, or has to be named.
 */
export function purposeOf({ id, purposes }: Pick<Agreement, 'id' | 'purposes'>, asked: string | undefined): string {
  if (asked === undefined && purposes.length === 1) return purposes[0]!;
  if (asked !== undefined && purposes.includes(asked)) return asked;
  throw new AppError('usage', { reason: `say --purpose: agreement ${id} is for ${purposes.join(', ')}` });
}
