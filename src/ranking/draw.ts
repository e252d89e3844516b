/** Draws that depend on the seed and the consignment alone, so that neither order nor company of rows changes them. */
import { createHmac } from 'node:crypto';

/** Returns a number in [0, 1), uniform over ids and fixed for each (seed, purpose, id). */
export function drawOf(seed: number, purpose: string, id: string): number {
  return createHmac('sha256', `${seed}`).update(`${purpose}\n${id}`).digest().readUIntBE(0, 6) / 2 ** 48;
}
