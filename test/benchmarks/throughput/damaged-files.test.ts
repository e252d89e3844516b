import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { damagedFiles } from '../../../benchmarks/throughput/damaged-files.ts';

const hashesOf = (seed: number): string[] =>
  damagedFiles((path) => readFileSync(path), seed, 150).map(({ name, bytes }) =>
    createHash('sha256').update(name).update(bytes).digest('hex'),
  );

it('gives as many files as asked, with every damage to every sound file', () => {
  const names = damagedFiles((path) => readFileSync(path), 2, 150).map(({ name }) => name);
  expect(new Set(names).size).toBe(150);
  expect(new Set(names.map((name) => name.replace(/^\d+: /, ''))).size).toBe(70);
});

it('gives the same files for the same seed, and others for another', () => {
  expect(hashesOf(2)).toEqual(hashesOf(2));
  expect(hashesOf(40)).not.toEqual(hashesOf(2));
});
