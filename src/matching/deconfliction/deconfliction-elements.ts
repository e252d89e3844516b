/** A list of what an agency is after, as elements of a set. */
import { normaliseAddress } from '../contacts/normalise-address.ts';
import { type DeconflictedParty, deconflictionKeys } from './deconfliction-keys.ts';

/** A row of a list: a party, an address that no party is known at, or a consignment by a reference. */
export interface DeconflictedRow extends DeconflictedParty {
  /** What the agency itself calls it, such as a case's number; it never leaves. */
  readonly reference: string;
  /** Who is to be asked; it leaves only where both sides reveal contacts. */
  readonly contact: string | undefined;
  /** Number of a bill, waybill, postal item or container. */
  readonly consignment: string | undefined;
}

/** Returns for each key of a list the places of the rows that bear it, in order of the keys. */
export function deconflictionElements(rows: readonly DeconflictedRow[]): ReadonlyMap<string, readonly number[]> {
  const keys = deconflictionKeys(rows);
  const bearers = new Map<string, number[]>();
  for (const [place, row] of rows.entries()) {
    for (const key of [...keys[place]!, ...otherKeys(row)]) {
      const known = bearers.get(key);
      if (known === undefined) bearers.set(key, [place]);
      else if (!known.includes(place)) known.push(place);
    }
  }
  return new Map([...bearers].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function otherKeys({ name, address, country = '', consignment }: DeconflictedRow): readonly string[] {
  const keys: string[] = [];
  const bare = consignment?.toUpperCase().replace(/[^A-Z0-9]+/g, '') ?? '';
  if (bare.length >= 6) keys.push(`consignment|${bare}`);
  const place = name === undefined && address !== undefined ? normaliseAddress(address, country) : '';
  if (place.split(' ').length >= 3) keys.push(`address|${country}|${place}`);
  return keys;
}
