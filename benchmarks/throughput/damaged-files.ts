/** The damaged files of a run. */
import { type Corruption, corruptions } from '../../test/factories/corruptions.ts';

/** Files in which every sound file meets every kind of damage once. */
const cycle = 70;

/**
 * Returns `count` damaged files, the same for the same seed, a cycle of all damages after the other.
 *
 * A draw of NUL bytes beyond the end of a short file cannot be made (`RangeError` of `Buffer.fill`); a cycle with one is drawn again under the next seed.
 */
export function damagedFiles(readFile: (path: string) => Buffer, seed: number, count: number): Corruption[] {
  const files: Corruption[] = [];
  for (let next = seed; files.length < count; next++) {
    try {
      files.push(...corruptions(readFile, next, Math.min(cycle, count - files.length)));
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
  }
  return files.map((file, index) => ({ ...file, name: `${index}: ${file.name.replace(/^\d+ /, '')}` }));
}
