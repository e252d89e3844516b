import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runTouchstone } from '../factories/run-touchstone.ts';
import { type WrittenWorld, writeWorld } from '../factories/write-world.ts';

let home: string;
let world: WrittenWorld;
const store = (): string => join(home, 'store');
/** Runs a command and returns its JSON. */
function run(...words: string[]) {
  const { code, stdout, stderr } = runTouchstone(home, ...words, '--json');
  expect(stderr, words.join(' ')).not.toContain('error');
  expect(code, `${words.join(' ')}: ${stderr}`).toBe(0);
  return JSON.parse(stdout);
}

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'touchstone-store-cli-'));
  world = await writeWorld('test/fixtures/quick-world.yaml', 3000);
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

describe('commands on a store', () => {
  it('train, promote, score, rank and explain', { timeout: 180_000 }, () => {
    run('ingest', '--profile', 'kcs', world.train, '--store', store());
    const recipe = join(process.cwd(), 'test/fixtures/quick-recipe.yaml');
    const trained = run('train', '--store', store(), '--name', 'm', '--recipe', recipe);
    expect(trained.manifest.rows.read).toBeGreaterThan(1000);
    expect(run('models', 'list', '--store', store())).toMatchObject([{ name: 'm', role: 'candidate' }]);
    expect(run('models', 'promote', 'm', '--store', store())).toMatchObject({ champion: { role: 'champion' } });
    expect(runTouchstone(home, 'models', 'list', '--store', store()).stdout).toContain('champion');

    const out = join(home, 'scored.csv');
    const scored = run('score', '--store', store(), '--out', out, '--reasons');
    expect(scored.books).toMatchObject([{ stage: 'declaration', due: 0, lost: 0 }]);
    const lines = readFileSync(out, 'utf8').trimEnd().split('\n');
    expect(lines).toHaveLength(scored.items + 1);
    expect(run('score', '--store', store())).toMatchObject({ items: 0 });
    expect(run('score', '--store', store(), '--all')).toMatchObject({ items: scored.items, changedItems: 0 });

    const capacity = join(process.cwd(), 'data/sample/capacity.yaml');
    const ranked = run('rank', '--store', store(), '--capacity', capacity, '--reasons');
    expect(ranked).toEqual(run('rank', out, '--capacity', capacity));
    const consignment = lines[10]!.split(',')[0]!;
    const { items } = run('explain', '--store', store(), '--consignment', consignment);
    expect(items[0]).toMatchObject({ consignmentId: consignment, isCurrent: true, model: 'm@1' });
    expect(String(items[0].margin)).toBe(lines[10]!.split(',')[15]);
    const shown = runTouchstone(home, 'explain', '--store', store(), '--consignment', consignment, '--earlier');
    expect(shown.stdout).toContain('a suspicion, not a finding');
  });

  it('tell the clocks of measures as files do, and hit rates of an agency that is there', { timeout: 120_000 }, () => {
    const measures = join(home, 'measures.csv');
    const head = readFileSync('data/sample/demo/aurelia-measures.csv', 'latin1').split('\n')[0]!;
    const row = (id: string, kind: string, on: string): string =>
      [id, kind, on, on, `D-${id}`, '1', 'ZB', 'AU1001', ...Array(12).fill(''), '', '', '', '', 'MA', '', ''].join(';');
    const rows = [row('M1', 'ZUR', '05.10.2026'), row('M2', 'AUS', '20.10.2026'), row('M3', 'BES', '01.10.2026')];
    writeFileSync(measures, [head.trimEnd(), ...rows, ''].join('\n'), 'latin1');
    const place = join(home, 'measured');
    const law = ['--procedure', 'eu-608-2013', '--calendar', 'de', '--at', '2026-10-30'];
    run('ingest', '--profile', 'aurelia-measures', measures, '--store', place);
    const stored = run('deadlines', '--store', place, ...law);
    expect(stored.cases.map(({ measure }: { measure: string }) => measure)).toEqual(['AURELIA/M1', 'AURELIA/M2']);
    expect(stored).toEqual(run('deadlines', `aurelia-measures:${measures}`, ...law));
    const { code, stdout } = runTouchstone(home, 'hit-rates', '--store', place, '--agency', 'NONE', '--json');
    expect([code, JSON.parse(stdout).error.code]).toEqual([2, 'not-found']);
  });

  it.each([
    [['score'], 'name files, or a store with --store'],
    [['score', 'a.csv', '--store', 's'], 'name files or a store, not both'],
    [['score', 'a.csv', '--out', 'b.csv'], 'files need --model'],
    [['score', 'a.csv', '--model', 'm'], 'files need --out'],
    [['score', '--store', 's', '--model', 'm'], '--model does not go with a store'],
    [['score', 'a.csv', '--model', 'm', '--out', 'b.csv', '--all'], '--all does not go with files'],
    [['rank', '--capacity', 'c.yaml'], 'name files, or a store with --store'],
    [['rank', '--store', 's', '--capacity', 'c.yaml', '--since', 'yesterday'], '--since takes a date'],
    [['train', '--store', 's', '--name', 'm', '--rejects', 'r.csv'], '--rejects does not go with a store'],
    [['backtest', '--store', 's'], 'a store needs --split'],
    [['backtest', '--train', 'a.csv'], 'files need --test'],
    [['explain', 'a.csv', '--consignment', 'A'], 'files need --model'],
  ])('refuse words that do not go together: %s', (words, reason) => {
    const { code, stderr } = runTouchstone(home, ...words);
    expect(code).toBe(2);
    expect(stderr).toContain(reason);
  });
});
