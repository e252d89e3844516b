/** Files that no store takes. */
import { gzipSync } from 'node:zlib';
import { createRng } from '../../src/util/rng.ts';

/** A file that is refused whole. */
export interface PoisonFile {
  readonly name: string;
  readonly profile: string;
  readonly bytes: Uint8Array;
}

const seed = 5;
const noiseLength = 60_000;
const badEvery = 3;

/**
 * Returns poison files: noise, a table of other columns, a third of the rows bad, gzip that breaks off, nothing at all, and a table of one column.
 *
 * @param ndjson a sound file for the profile `borealis`.
 * @param csv a sound file for the profile `touchstone`.
 */
export function poisonFiles(ndjson: string, csv: string): PoisonFile[] {
  const rng = createRng(seed);
  const noise = Uint8Array.from({ length: noiseLength }, () => Math.floor(rng.next() * 256));
  const third = ndjson.split('\n').map((line, index) => (index % badEvery === 0 ? line.slice(0, 20) : line));
  const packed = gzipSync(csv);
  const text = (words: string): Uint8Array => Buffer.from(words);
  return [
    { name: 'noise.csv', profile: 'aurelia', bytes: noise },
    { name: 'other-columns.csv', profile: 'aurelia', bytes: text(csv) },
    { name: 'third-bad.ndjson', profile: 'borealis', bytes: text(third.join('\n')) },
    { name: 'broken-off.csv.gz', profile: 'touchstone', bytes: packed.subarray(0, packed.length >> 1) },
    { name: 'nothing.csv', profile: 'touchstone', bytes: new Uint8Array() },
    { name: 'one-column.csv', profile: 'aurelia', bytes: text('a\n1\n2\n3\n') },
  ];
}
