/** Seeded randomness: every draw in Touchstone comes from one of these, so that the same seed gives the same bytes. */

/** A source of pseudo-random numbers. */
export interface Rng {
  /** Uniform in [0, 1), with 32 random bits. */
  next(): number;
  /** Uniform integer in [0, bound). */
  nextInt(bound: number): number;
  /** Standard normal (Box–Muller, one draw of each pair kept). */
  nextNormal(): number;
  /** A generator of its own for a named purpose, so that adding draws to one purpose moves no other. */
  fork(purpose: string): Rng;
}

/**
 * Returns a generator seeded by any finite number.
 *
 * The algorithm is sfc32 (Doty-Humphrey's Small Fast Counting generator of PractRand, public domain), warmed up by 12 rounds.
 */
export function createRng(seed: number): Rng {
  const high = Math.floor(seed / 4294967296) | 0;
  return fromState(seed | 0, high, 0x9e3779b9 | 0);
}

function fromState(seedA: number, seedB: number, seedC: number): Rng {
  let a = seedA;
  let b = seedB;
  let c = seedC;
  let counter = 1;
  const nextUint = (): number => {
    const t = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return t >>> 0;
  };
  for (let round = 0; round < 12; round++) nextUint();
  const next = (): number => nextUint() / 4294967296;
  return {
    next,
    nextInt: (bound) => Math.floor(next() * bound),
    nextNormal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    fork: (purpose) => fromState(seedA ^ hashText(purpose), seedB, seedC ^ hashText(`${purpose}/2`)),
  };
}

/** FNV-1a, 32 bits (Fowler, Noll, Vo). Only to tell purposes apart; not for identities. */
function hashText(text: string): number {
  let hash = 0x811c9dc5 | 0;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash;
}
