/** Identifiers that tell nothing of the order in which they were given. */

const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const space = 36 ** 6;

/**
 * Returns a code of seven letters and digits for a number from 0 to 36^6 - 1: different numbers give different codes, and neighbours look
 * unrelated (an affine map modulo a power of 36, then its digits in another order behind a letter that stands for the salt).
 */
export function opaqueCode(number: number, salt: number): string {
  let rest = (timesModulo(number, 1_386_540_071) + timesModulo(salt, 777_767_777)) % space;
  const digits: string[] = [];
  for (let place = 0; place < 6; place++) {
    digits.push(letters[rest % 36]!);
    rest = Math.floor(rest / 36);
  }
  return letters[10 + (salt % 26)]! + digits[3] + digits[0] + digits[5] + digits[2] + digits[4] + digits[1];
}

/** Product modulo {@link space} of two numbers below it, in pieces that stay exact. */
function timesModulo(number: number, factor: number): number {
  const high = Math.floor(number / 65_536);
  const low = number % 65_536;
  return ((((high * factor) % space) * 65_536) % space) + ((low * factor) % space);
}

/** Returns a 32-bit number that looks unrelated to its input (the finaliser of MurmurHash3, Appleby, public domain). */
export function scatter(number: number): number {
  let hash = (number ^ 0x5bd1e995) | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
