/** Whether a store may take a package in. */
import { type Agreement, agreementState } from '../../domain/agreement.ts';
import { tlpLabels } from '../../domain/handling.ts';
import { AppError } from '../../errors.ts';
import type { ExchangeManifest } from '../../formats/exchange/exchange-manifest.ts';
import type { ExchangePartner } from '../exchange-ports.ts';
import type { Store } from '../store-ports.ts';
import { sharedKindFor } from './find-partnership.ts';

/** By whom a package is, and by what right it may be taken in. */
export interface AcceptableBy {
  readonly partner: ExchangePartner;
  readonly agreement: Agreement;
}

/**
 * Returns partner and agreement of a package that may be taken in: its key is pinned for the agency that it names, it was not taken in before, and an agreement in force of this
 * store gives what it holds.
 * @throws `package-refused` with the reason.
 */
export async function requireAcceptable(
  store: Pick<Store, 'exchange'>,
  path: string,
  manifest: ExchangeManifest,
  nowMs: number,
): Promise<AcceptableBy> {
  const refuse = (reason: string): never => {
    throw new AppError('package-refused', { file: path, reason });
  };
  const { from, to, kind, purpose, files, id } = manifest;
  const partner = (await store.exchange.partners()).find(
    ({ signingKey, removedAtMs }) => signingKey === from.signingKey && removedAtMs === undefined,
  );
  if (partner === undefined) return refuse('it is signed by a key that no partner of this store has');
  if (partner.agency !== from.agency) return refuse(`its key speaks for ${partner.agency}, not for ${from.agency}`);
  if (files.some(({ handling }) => handling.ownerAgency !== from.agency)) {
    return refuse(`it holds records that are not ${from.agency}'s own`);
  }
  const known = await store.exchange.findPackage(id, 'accepted');
  if (known !== undefined && (known.state !== 'accepting' || known.manifest.contentSha256 !== manifest.contentSha256)) {
    return refuse(`it was taken in before, on ${new Date(known.atMs).toISOString().slice(0, 10)}`);
  }
  const given = sharedKindFor(kind);
  const agreement = (await store.exchange.agreements()).find(
    (one) =>
      one.giver === from.agency &&
      one.taker === to.agency &&
      agreementState(one, nowMs) === 'in-force' &&
      (given === undefined || one.kinds.includes(given)) &&
      one.purposes.includes(purpose) &&
      files.every(({ handling }) => tlpLabels.indexOf(handling.tlp) <= tlpLabels.indexOf(one.maximumTlp)),
  );
  if (agreement === undefined) {
    return refuse(
      `no agreement in force gives ${to.agency} ${given ?? 'anything'} of ${from.agency} for ${purpose} under its labels`,
    );
  }
  return { partner, agreement };
}
