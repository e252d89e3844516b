/** The exact keys of a party. */
import type { Party } from '../../domain/party.ts';
import { emailDomain } from '../contacts/email-domain.ts';
import { normaliseAddress } from '../contacts/normalise-address.ts';
import { normalisePhone } from '../contacts/normalise-phone.ts';
import { normaliseName } from '../names/normalise-name.ts';

/** What keys are made of. */
export type KeyedParty = Pick<Party, 'id' | 'idScheme' | 'name' | 'address' | 'country' | 'phone' | 'email'>;

/**
 * Returns at most 5 keys, equal for parties that agree on what the key names, always in this order; a key is left out where the party does not say it, or
 * says too little to tell parties apart:
 * 1. `name+country:` sorted name and ISO country;
 * 2. `name:` sorted name of at least two words, any country;
 * 3. `address:` country and sorted address of at least three words, one of them a number;
 * 4. `phone:` number with calling code;
 * 5. `id:` identifier within its scheme, else `email:` the mailbox.
 *
 * Keys hold normalised personal data and are as confidential as the party; whoever sends them elsewhere hashes or blinds them first.
 */
export function partyKeys(party: KeyedParty): readonly string[] {
  const { country = '' } = party;
  const keys: string[] = [];
  const name = party.name === undefined ? '' : normaliseName(party.name);
  if (name !== '' && country !== '') keys.push(`name+country:${name}|${country}`);
  if (name.includes(' ')) keys.push(`name:${name}`);
  const address = party.address === undefined ? '' : normaliseAddress(party.address, country);
  if (isWholeAddress(address)) keys.push(`address:${country}|${address}`);
  const phone = party.phone === undefined ? undefined : normalisePhone(party.phone, country);
  if (phone !== undefined) keys.push(`phone:${phone}`);
  const last = identifierKey(party) ?? mailboxKey(party.email);
  if (last !== undefined) keys.push(last);
  return keys;
}

/** Whether an address key names more than a town. */
function isWholeAddress(key: string): boolean {
  return /^\d| \d/.test(key) && key.split(' ').length >= 3;
}

function identifierKey({ id, idScheme }: KeyedParty): string | undefined {
  if (id === undefined || idScheme === undefined) return undefined;
  const bare = id
    .slice(0, 128)
    .toUpperCase()
    .replace(/[\s.\-/]+/g, '');
  return bare === '' ? undefined : `id:${idScheme}:${bare}`;
}

function mailboxKey(email: string | undefined): string | undefined {
  const mailbox = email === undefined ? undefined : normaliseMailbox(email);
  return mailbox === undefined ? undefined : `email:${mailbox}`;
}

/** Returns an e-mail address in lower case without name, `mailto:` and what follows a plus sign; undefined for what is no address. */
export function normaliseMailbox(email: string): string | undefined {
  const domain = emailDomain(email);
  if (domain === undefined) return undefined;
  const before = email.slice(0, email.lastIndexOf('@')).normalize('NFKC').toLowerCase();
  const local = /[^\s<:]*$/.exec(before)![0].replace(/\+.*$/, '');
  return local === '' ? undefined : `${local}@${domain}`;
}
