import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { copyFirstLines } from '../../../benchmarks/throughput/copy-first-lines.ts';

it('copies whole lines, across chunks, and no more than there are', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'touchstone-'));
  try {
    const lines = Array.from({ length: 5000 }, (_, index) => `${index};${'ä'.repeat(index % 90)}\n`);
    const from = join(folder, 'from');
    const to = join(folder, 'to');
    writeFileSync(from, lines.join(''));
    await copyFirstLines(from, to, 3000);
    expect(readFileSync(to, 'utf8')).toBe(lines.slice(0, 3000).join(''));
    await copyFirstLines(from, to, 9000);
    expect(readFileSync(to, 'utf8')).toBe(lines.join(''));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
