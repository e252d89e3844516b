/** Whether two parties are near enough to be one. */
import { addressSimilarity } from '../contacts/address-similarity.ts';
import { normalisePhone } from '../contacts/normalise-phone.ts';
import { nameSimilarity } from '../names/name-similarity.ts';
import { type KeyedParty, normaliseMailbox } from './party-keys.ts';

/** What two parties agree or disagree on. */
type MatchReason =
  | 'same-identifier'
  | 'other-identifier'
  | 'same-name'
  | 'near-name'
  | 'same-address'
  | 'near-address'
  | 'same-phone'
  | 'same-mailbox'
  | 'same-country'
  | 'other-country';

/** How near two parties are. */
export interface NearMatch {
  /** Whether `score` reaches {@link nearMatchThresholds}.match. */
  readonly isNear: boolean;
  /** In [0, 1]; an order of likeness, not a probability. */
  readonly score: number;
  /** In the order of {@link MatchReason}. */
  readonly reasons: readonly MatchReason[];
}

/** The limits, all in [0, 1] and our own choice. */
export const nearMatchThresholds = {
  /** Least score of a near match. */
  match: 0.8,
  /** Least similarity at which a name counts in full; below it half. */
  name: 0.85,
  /** Least similarity at which an address counts. */
  address: 0.85,
  /** Score of parties with different identifiers of one scheme, at most. */
  otherIdentifier: 0.6,
} as const;

/** Weights of the name and of the best of what supports it. */
const nameWeight = 0.6;
const supportWeight = 0.4;
/** Support of being in one country; of not knowing. */
const sameCountrySupport = 0.5;
const unknownCountrySupport = 0.2;

/**
 * Returns how near two parties are, and why. The same identifier of one scheme scores 1, whatever else differs. Otherwise the score is
 * 0.6 × name similarity (halved below 0.85) + 0.4 × the best support: phone or mailbox equal 1, address its similarity from 0.85 up, same country 0.5,
 * country not known 0.2. So equal names in one country match (0.8), names of 0.85 with the same phone, mailbox or address do (0.91), equal names in two
 * countries, near names in one country, and one phone under two names do not. Without a name on either side the two best of phone, mailbox and address
 * count 0.4 each. Symmetric; a match is no proof of identity.
 */
export function isNearMatch(a: KeyedParty, b: KeyedParty): NearMatch {
  const reasons: MatchReason[] = [];
  const identifier = compareIdentifiers(a, b);
  if (identifier !== undefined) reasons.push(identifier);
  const name = a.name === undefined || b.name === undefined ? 0 : nameSimilarity(a.name, b.name);
  if (name >= nearMatchThresholds.name) reasons.push(name === 1 ? 'same-name' : 'near-name');
  const contacts = compareContacts(a, b, reasons);
  const country = compareCountries(a, b, reasons);
  const score = identifier === 'same-identifier' ? 1 : combine(a, b, name, contacts, country);
  const capped = identifier === 'other-identifier' ? Math.min(score, nearMatchThresholds.otherIdentifier) : score;
  return { isNear: capped >= nearMatchThresholds.match, score: capped, reasons };
}

function compareIdentifiers(a: KeyedParty, b: KeyedParty): 'same-identifier' | 'other-identifier' | undefined {
  if (a.id === undefined || b.id === undefined || a.idScheme === undefined || a.idScheme !== b.idScheme)
    return undefined;
  return a.id === b.id ? 'same-identifier' : 'other-identifier';
}

/** Returns the supports of address, phone and mailbox, greatest first. */
function compareContacts(a: KeyedParty, b: KeyedParty, reasons: MatchReason[]): readonly number[] {
  const address = compareAddresses(a, b);
  if (address > 0) reasons.push(address === 1 ? 'same-address' : 'near-address');
  const phone = a.phone === undefined ? undefined : normalisePhone(a.phone, a.country);
  const isSamePhone = phone !== undefined && b.phone !== undefined && phone === normalisePhone(b.phone, b.country);
  if (isSamePhone) reasons.push('same-phone');
  const mailbox = a.email === undefined ? undefined : normaliseMailbox(a.email);
  const isSameMailbox = mailbox !== undefined && b.email !== undefined && mailbox === normaliseMailbox(b.email);
  if (isSameMailbox) reasons.push('same-mailbox');
  return [address, isSamePhone ? 1 : 0, isSameMailbox ? 1 : 0].sort((x, y) => y - x);
}

function compareAddresses(a: KeyedParty, b: KeyedParty): number {
  if (a.address === undefined || b.address === undefined || areApart(a, b)) return 0;
  const similarity = addressSimilarity(a.address, b.address, a.country ?? b.country);
  return similarity >= nearMatchThresholds.address ? similarity : 0;
}

function areApart(a: KeyedParty, b: KeyedParty): boolean {
  return a.country !== undefined && b.country !== undefined && a.country !== b.country;
}

function compareCountries(a: KeyedParty, b: KeyedParty, reasons: MatchReason[]): number {
  if (a.country === undefined || b.country === undefined) return unknownCountrySupport;
  const isSame = a.country === b.country;
  reasons.push(isSame ? 'same-country' : 'other-country');
  return isSame ? sameCountrySupport : 0;
}

function combine(a: KeyedParty, b: KeyedParty, name: number, contacts: readonly number[], country: number): number {
  const [best, second] = contacts as [number, number];
  if (a.name === undefined || b.name === undefined) return supportWeight * (best + second);
  const counted = name >= nearMatchThresholds.name ? name : name / 2;
  return nameWeight * counted + supportWeight * Math.max(best, country);
}
