import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { hostileFiles } from '../../../benchmarks/ingest/hostile-files.ts';

const filesOf = (seed: number, rows: number) => hostileFiles((path) => readFileSync(path), seed, rows);
const hashesOf = (seed: number): string[] =>
  filesOf(seed, 60).map(({ bytes }) => createHash('sha256').update(bytes).digest('hex'));

it('gives twenty hostile rows a file, and the bombs behind them', () => {
  const files = filesOf(1, 60);
  const [rows, bombs] = [
    files.filter(({ name }) => name.endsWith('rows')),
    files.filter(({ name }) => /bomb/.test(name)),
  ];
  expect([rows.length, bombs.length]).toEqual([3, 11]);
  expect(rows.map(({ profile }) => profile)).toEqual(['aurelia', 'borealis', 'aurelia']);
  expect(rows[0]!.bytes.length).toBeGreaterThan(10_000_000);
  for (const { name, bytes } of bombs.filter(({ name }) => name.startsWith('gzip'))) {
    expect(bytes.length, name).toBeLessThan(1_000_000);
  }
});

it('gives the same files for the same seed, and others for another', () => {
  const first = hashesOf(1);
  expect(hashesOf(1)).toEqual(first);
  expect(hashesOf(2)[1]).not.toBe(first[1]);
}, 60_000);
