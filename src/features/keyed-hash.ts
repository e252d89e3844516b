/** Keyed hashes of identities: what a history cell or an artefact holds in place of a name or number. */

/** A 64-bit hash as two unsigned 32-bit halves, written into by {@link createKeyedHash}. */
export interface Hash64 {
  high: number;
  low: number;
}

/** A 64-bit pseudo-random function of text under a secret 128-bit key; writes into `out` and returns it. */
export type KeyedHash = (text: string, out: Hash64) => Hash64;

/**
 * Returns SipHash-2-4 (Aumasson and Bernstein, 2012) of a text's UTF-16 code units (two bytes each, little-endian) under
 * `key`, as a function that allocates nothing.
 *
 * A keyed function, so that a list of known traders cannot be hashed and matched by whoever lacks the key.
 *
 * @param key four unsigned 32-bit words, little-endian: k0 low, k0 high, k1 low, k1 high.
 */
export function createKeyedHash(key: Uint32Array): KeyedHash {
  const k0l = key[0]! | 0;
  const k0h = key[1]! | 0;
  const k1l = key[2]! | 0;
  const k1h = key[3]! | 0;
  let a0 = 0;
  let a1 = 0;
  let b0 = 0;
  let b1 = 0;
  let c0 = 0;
  let c1 = 0;
  let d0 = 0;
  let d1 = 0;

  // One SipRound on four 64-bit words held as (low, high) pairs a, b, c, d.
  const round = (): void => {
    let low = (a0 >>> 0) + (b0 >>> 0);
    a1 = (a1 + b1 + (low > 0xffffffff ? 1 : 0)) | 0;
    a0 = low | 0;
    let t = (b0 << 13) | (b1 >>> 19);
    b1 = ((b1 << 13) | (b0 >>> 19)) ^ a1;
    b0 = t ^ a0;
    t = a0;
    a0 = a1;
    a1 = t;
    low = (c0 >>> 0) + (d0 >>> 0);
    c1 = (c1 + d1 + (low > 0xffffffff ? 1 : 0)) | 0;
    c0 = low | 0;
    t = (d0 << 16) | (d1 >>> 16);
    d1 = ((d1 << 16) | (d0 >>> 16)) ^ c1;
    d0 = t ^ c0;
    low = (a0 >>> 0) + (d0 >>> 0);
    a1 = (a1 + d1 + (low > 0xffffffff ? 1 : 0)) | 0;
    a0 = low | 0;
    t = (d0 << 21) | (d1 >>> 11);
    d1 = ((d1 << 21) | (d0 >>> 11)) ^ a1;
    d0 = t ^ a0;
    low = (c0 >>> 0) + (b0 >>> 0);
    c1 = (c1 + b1 + (low > 0xffffffff ? 1 : 0)) | 0;
    c0 = low | 0;
    t = (b0 << 17) | (b1 >>> 15);
    b1 = ((b1 << 17) | (b0 >>> 15)) ^ c1;
    b0 = t ^ c0;
    t = c0;
    c0 = c1;
    c1 = t;
  };
  const absorb = (low: number, high: number): void => {
    d0 ^= low;
    d1 ^= high;
    round();
    round();
    a0 ^= low;
    a1 ^= high;
  };

  return (text, out) => {
    a0 = k0l ^ 0x70736575;
    a1 = k0h ^ 0x736f6d65;
    b0 = k1l ^ 0x6e646f6d;
    b1 = k1h ^ 0x646f7261;
    c0 = k0l ^ 0x6e657261;
    c1 = k0h ^ 0x6c796765;
    d0 = k1l ^ 0x79746573;
    d1 = k1h ^ 0x74656462;
    const length = text.length;
    const whole = length & ~3;
    for (let index = 0; index < whole; index += 4) {
      absorb(
        text.charCodeAt(index) | (text.charCodeAt(index + 1) << 16),
        text.charCodeAt(index + 2) | (text.charCodeAt(index + 3) << 16),
      );
    }
    const rest = length - whole;
    const first = rest > 0 ? text.charCodeAt(whole) : 0;
    const second = rest > 1 ? text.charCodeAt(whole + 1) : 0;
    const third = rest > 2 ? text.charCodeAt(whole + 2) : 0;
    absorb(first | (second << 16), third | (((length * 2) & 0xff) << 24));
    c0 ^= 0xff;
    round();
    round();
    round();
    round();
    out.high = (a1 ^ b1 ^ c1 ^ d1) >>> 0;
    out.low = (a0 ^ b0 ^ c0 ^ d0) >>> 0;
    return out;
  };
}

/**
 * Combines two 64-bit hashes and a small number into one, for the key of a pair.
 *
 * The inputs are already pseudo-random, so mixing needs no key; the rounds are MurmurHash3's finaliser (Appleby, public domain).
 */
export function combineHashes(left: Hash64, right: Hash64, salt: number, out: Hash64): Hash64 {
  let h1 = (left.low ^ Math.imul(salt + 1, 0x9e3779b1)) | 0;
  let h2 = (left.high ^ Math.imul(salt + 1, 0x85ebca77)) | 0;
  h1 = mix((h1 + Math.imul(right.low, 0xcc9e2d51)) | 0);
  h2 = mix((h2 + Math.imul(right.high, 0x1b873593) + h1) | 0);
  h1 = mix((h1 ^ Math.imul(h2, 5)) + right.high);
  h2 = mix((h2 ^ Math.imul(h1, 9)) + right.low);
  out.high = h1 >>> 0;
  out.low = h2 >>> 0;
  return out;
}

function mix(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
