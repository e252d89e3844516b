/** Fonts and map of the program, for tests that write packs. */
import { loadPackMeans } from '../../src/services/target-packs/load-pack-means.ts';
import { testPorts } from './test-ports.ts';

/** Returns what formats of packs need. */
export const packMeans = () => loadPackMeans(testPorts('.'));

/** Returns all bytes of a file that is written in pieces. */
export async function bytesOf(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const piece of pieces) parts.push(piece);
  return Buffer.concat(parts);
}
