import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { runTouchstone } from '../factories/run-touchstone.ts';

const home = mkdtempSync(join(tmpdir(), 'touchstone-history-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

function run(...words: string[]): { readonly facts?: number } {
  const { code, stdout, stderr } = runTouchstone(home, ...words, '--store', 'store', '--json');
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout) as { readonly facts?: number };
}

it('touchstone history counts, verifies, joins, and tells what entities cost', () => {
  const sample = resolve('data/sample/demo');
  run(
    'ingest',
    `aurelia:${sample}/aurelia-declarations.csv`,
    `aurelia-examinations:${sample}/aurelia-examinations.csv`,
  );
  run('history', 'update');
  expect(run('history', 'update').facts).toBe(0);
  const verified = run('history', 'verify');
  expect(verified).toMatchObject({ differenceCount: 0, dueCount: 0 });
  const joined = run('history', 'compact', '--as-of', '2027-06-01') as { before: number; after: number };
  expect(joined.after).toBeLessThan(joined.before);
  expect(run('history', 'verify')).toMatchObject({ differenceCount: 0, facts: verified.facts, cells: joined.after });
  const { entities } = run('history', 'keys') as { entities: { name: string; cells: number }[] };
  expect(entities.reduce((sum, { cells }) => sum + cells, 0)).toBe(joined.after);
  expect(entities.map(({ name }) => name)).toContain('everything');
  const { code, stderr } = runTouchstone(home, 'history', 'compact', '--store', 'store', '--as-of', 'soon');
  expect([code, stderr]).toEqual([2, expect.stringContaining('YYYY-MM-DD')]);
}, 240_000);
