/** Pins the keys of an agency at another installation. */
import { AppError } from '../../errors.ts';
import { cardFingerprint, type ExchangeCard } from '../../formats/exchange/exchange-card.ts';
import { type ChangeAuthor, requireInstallation } from '../change-author.ts';
import { findEnabledAgency } from '../find-agency.ts';
import type { Ports } from '../ports.ts';
import type { Store } from '../store-ports.ts';
import { makeExchangeCard } from './make-exchange-card.ts';

/** Whose keys they are. */
export interface TrustPartnerInput {
  readonly card: ExchangeCard;
  /** Agency of this store that the keys speak for. */
  readonly agency: string;
  /** As the partner has told it by another way than the card came. */
  readonly fingerprint: string;
}

/**
 * Takes the keys of a card for those of an agency, from now on and until `distrustPartner`.
 * @throws `refused` for another fingerprint, `not-found` for an agency that is not there, `conflict` for keys that are trusted already or this installation's own.
 */
export async function trustPartner(
  ports: Pick<Ports, 'exchangeKeys' | 'clock'>,
  store: Pick<Store, 'exchange' | 'people' | 'audit'>,
  by: ChangeAuthor,
  { card, agency, fingerprint }: TrustPartnerInput,
): Promise<number> {
  requireInstallation(by);
  await findEnabledAgency(store.people, by, agency);
  if (fingerprint.trim().toLowerCase() !== cardFingerprint(card)) {
    throw new AppError('refused', {
      reason: 'the fingerprint is not that of these keys: they are not what the partner sent',
    });
  }
  const own = await makeExchangeCard(ports, card.name);
  if (own.signingKey === card.signingKey || own.recipient === card.recipient) {
    throw new AppError('conflict', { reason: "these are this installation's own keys" });
  }
  const known = await store.exchange.partners();
  const same = known.find(({ signingKey, removedAtMs }) => signingKey === card.signingKey && removedAtMs === undefined);
  if (same !== undefined) {
    throw new AppError('conflict', { reason: `these keys speak for ${same.agency} already (partner ${same.id})` });
  }
  const nowMs = ports.clock.nowMs();
  const { name, recipient, signingKey } = card;
  const id = await store.exchange.addPartner({
    agency,
    name,
    recipient,
    signingKey,
    addedAtMs: nowMs,
    addedBy: by.label,
  });
  await store.audit.append({
    atMs: nowMs,
    actor: by.label,
    agency,
    action: 'trust-partner',
    subject: `partner:${id}`,
    payload: { name, fingerprint: cardFingerprint(card) },
  });
  return id;
}

/**
 * Takes nothing from a partner's keys any more.
 * @throws `not-found`.
 */
export async function distrustPartner(
  ports: Pick<Ports, 'clock'>,
  store: Pick<Store, 'exchange' | 'audit'>,
  by: ChangeAuthor,
  id: number,
): Promise<void> {
  requireInstallation(by);
  const nowMs = ports.clock.nowMs();
  const partner = (await store.exchange.partners()).find((one) => one.id === id);
  if (partner === undefined || !(await store.exchange.removePartner(id, nowMs))) {
    throw new AppError('not-found', { what: 'partner', name: id });
  }
  await store.audit.append({
    atMs: nowMs,
    actor: by.label,
    agency: partner.agency,
    action: 'distrust-partner',
    subject: `partner:${id}`,
    payload: { name: partner.name },
  });
}
