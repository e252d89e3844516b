import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { tallyDamagedFiles } from '../../../benchmarks/throughput/tally-damaged-files.ts';

it('sees a reader that dies, hangs or loses rows, and goes on with the next file', async () => {
  const reader = { script: resolve('test/benchmarks/throughput/faulty-reader.mjs'), hangMs: 1500 };
  const tally = await tallyDamagedFiles({ seed: 1, count: 6, folder: '.' }, reader);
  expect(tally).toMatchObject({ files: 6, read: 2, refused: 1, crashes: 1, hangs: 1, unbalanced: 1 });
  expect(tally.defects.map((defect) => defect.slice(0, 6))).toEqual(['file 1', 'file 2', 'file 3']);
});
