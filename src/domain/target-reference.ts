/** References under which targets are sent out and results come back. They say nothing of the goods, and none can be guessed from another. */
import { createHmac } from 'node:crypto';

/** Crockford's base 32: no letter looks like a digit. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const letters = 10;

/** Which target of which list. */
interface ListedConsignment {
  readonly listId: string;
  readonly consignmentId: string;
}

/**
 * Returns the reference of a target, as `T-7K3QF-9M2XD-4`: 50 bits of an HMAC-SHA-256 under the installation's secret, and a check letter. All versions of a list and every file made of it use the same one.
 */
export function targetReference(secret: Uint8Array, { listId, consignmentId }: ListedConsignment): string {
  const digest = createHmac('sha256', secret)
    .update(JSON.stringify(['target-reference', listId, consignmentId]))
    .digest();
  const code = [...digest.subarray(0, letters)].map((byte) => alphabet[byte % 32]).join('');
  return `T-${code.slice(0, 5)}-${code.slice(5)}-${checkLetter(code)}`;
}

/** Returns a reference as it was sent out, from one that was typed: case, spaces and look-alike letters do not matter. Undefined where it is none, or its check letter does not fit. */
export function parseTargetReference(text: string): string | undefined {
  const typed = text.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  const found = /^T([0-9A-HJKMNP-TV-Z]{10})([0-9A-HJKMNP-TV-Z])$/.exec(typed);
  if (found === null || checkLetter(found[1]!) !== found[2]) return undefined;
  return `T-${found[1]!.slice(0, 5)}-${found[1]!.slice(5)}-${found[2]}`;
}

/** Luhn's algorithm in base 32: it finds every wrong letter, and nearly every pair of letters that changed places. */
function checkLetter(code: string): string {
  let sum = 0;
  [...code].reverse().forEach((letter, index) => {
    const value = alphabet.indexOf(letter) * (index % 2 === 0 ? 2 : 1);
    sum += Math.floor(value / 32) + (value % 32);
  });
  return alphabet[(32 - (sum % 32)) % 32]!;
}
