/** Whether two records name the same party: exact identity only; near matches belong to matching. */
import anyAscii from 'any-ascii';
import type { Party } from './party.ts';

const legalForms = new Set(
  'LTD LIMITED LLC INC CORP CO COMPANY GMBH AG SA SAS SARL SRL SPA BV NV OY AB AS PLC PTY PTE KK JSC OOO LLP'.split(
    ' ',
  ),
);

/** Returns what tells a party from others: its identifier within its scheme, else its normalised name and country; undefined without either. */
export function partyIdentity(party: Party): string | undefined {
  if (party.id !== undefined) return party.idScheme === undefined ? party.id : `${party.idScheme}:${party.id}`;
  return party.name === undefined ? undefined : `name:${normalisedName(party.name)}|${party.country ?? ''}`;
}

/** Returns a name in Latin capitals without punctuation and legal forms. */
export function normalisedName(name: string): string {
  const words = anyAscii(name)
    .toUpperCase()
    .split(/[^A-Z0-9]+/)
    .filter((word) => word !== '');
  const kept = words.filter((word) => !legalForms.has(word));
  return (kept.length > 0 ? kept : words).join(' ');
}
