/** Finds a party in records by one thing that is known of it. */
import { normaliseAddress } from '../contacts/normalise-address.ts';
import { normalisePhone } from '../contacts/normalise-phone.ts';
import { normaliseName } from '../names/normalise-name.ts';
import { type KeyedParty, normaliseMailbox } from './party-keys.ts';

/** What is looked for. */
export interface PartyQuery {
  /** Whether a party is meant: it says the same, once both are normalised. */
  matches(party: KeyedParty): boolean;
  /** Whether one text of a row, of which it is not known what it names, says the same. */
  matchesText(text: string): boolean;
  /** Text as it was asked for, by which rows are searched that have no fields. */
  readonly text: string;
}

const form = /^(id|name|address|phone|email):(.+)$/s;

/**
 * Returns the query in a text: `id:SCHEME:ID` (an empty scheme for identifiers without one), `name:NAME|COUNTRY`, `address:ADDRESS|COUNTRY`, `phone:NUMBER|COUNTRY`
 * or `email:MAILBOX`; the country, ISO 3166-1 alpha-2, may be left out of addresses and telephones. Undefined for what is none of these or names nothing.
 */
export function parsePartyQuery(query: string): PartyQuery | undefined {
  const parts = form.exec(query.trim());
  if (parts === null) return undefined;
  const [, kind, rest] = parts as unknown as [string, string, string];
  if (kind === 'id') return idQuery(rest);
  const { text, country } = countryOf(rest);
  if (kind === 'name') return country === undefined ? undefined : nameQuery(text, country);
  if (kind === 'email') return emailQuery(rest.trim());
  return kind === 'address' ? addressQuery(text, country) : phoneQuery(text, country);
}

function countryOf(rest: string): { text: string; country: string | undefined } {
  const found = /^(.*)\|\s*([A-Za-z]{2})\s*$/s.exec(rest);
  return found === null
    ? { text: rest.trim(), country: undefined }
    : { text: found[1]!.trim(), country: found[2]!.toUpperCase() };
}

function idQuery(rest: string): PartyQuery | undefined {
  const colon = rest.indexOf(':');
  if (colon < 0) return undefined;
  const scheme = rest.slice(0, colon).trim();
  const text = rest.slice(colon + 1).trim();
  const wanted = bareId(text);
  if (wanted === '') return undefined;
  return {
    text,
    matches: ({ id, idScheme }) => id !== undefined && (idScheme ?? '') === scheme && bareId(id) === wanted,
    matchesText: (other) => bareId(other) === wanted,
  };
}

function bareId(id: string): string {
  return id.toUpperCase().replace(/[\s.\-/]+/g, '');
}

function nameQuery(text: string, country: string): PartyQuery | undefined {
  const wanted = normaliseName(text);
  if (wanted === '') return undefined;
  return {
    text,
    matches: (party) => party.name !== undefined && party.country === country && normaliseName(party.name) === wanted,
    matchesText: (other) => normaliseName(other) === wanted,
  };
}

function addressQuery(text: string, country: string | undefined): PartyQuery | undefined {
  const isSame = (other: string, of: string | undefined): boolean => {
    const wanted = normaliseAddress(text, of);
    return wanted !== '' && normaliseAddress(other, of) === wanted;
  };
  if (normaliseAddress(text, country) === '') return undefined;
  return {
    text,
    matches: (party) =>
      party.address !== undefined &&
      (country === undefined || party.country === undefined || party.country === country) &&
      isSame(party.address, party.country ?? country),
    matchesText: (other) => isSame(other, country),
  };
}

function phoneQuery(text: string, country: string | undefined): PartyQuery | undefined {
  if (normalisePhone(text, country) === undefined) return undefined;
  return {
    text,
    matches: (party) => {
      const wanted = normalisePhone(text, country ?? party.country);
      return (
        wanted !== undefined &&
        party.phone !== undefined &&
        normalisePhone(party.phone, party.country ?? country) === wanted
      );
    },
    matchesText: (other) => normalisePhone(other, country) === normalisePhone(text, country),
  };
}

function emailQuery(text: string): PartyQuery | undefined {
  const wanted = normaliseMailbox(text);
  if (wanted === undefined) return undefined;
  return {
    text,
    matches: (party) => party.email !== undefined && normaliseMailbox(party.email) === wanted,
    matchesText: (other) => normaliseMailbox(other) === wanted,
  };
}
