import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/storage/database/open-database.ts';
import { openStore } from '../../src/storage/open-store.ts';
import { frozenContent } from '../factories/frozen-content.ts';
import { runTouchstone } from '../factories/run-touchstone.ts';

let home: string;
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'touchstone-audit-'));
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

const run = (...words: string[]) => {
  const result = runTouchstone(home, ...words, '--store', 'store');
  expect(result.stderr).not.toMatch(/\n\s+at /);
  return result;
};
const json = (...words: string[]) => {
  const { code, stdout } = run(...words, '--json');
  return { code, json: JSON.parse(stdout) };
};
const hashText = /^[0-9a-f]{64}$/;

describe('touchstone audit, disclose and legal-hold', () => {
  it('anchors, verifies, lists, discloses and holds; and finds what was tampered with', async () => {
    expect(json('audit', 'anchor', '--out', 'anchors.jsonl').code).toBe(2);
    expect(json('audit', 'verify')).toMatchObject({ code: 0, json: { isIntact: true, entries: 0 } });

    const store = await openStore(join(home, 'store'));
    const content = frozenContent();
    const target = await store.asAgency({ agency: 'TEST', nowMs: 1 }, (view) =>
      view.frozenTargets.add({ caseId: 7, reference: 'TEST/A', frozenAtMs: 5, content, records: [] }),
    );
    await store.close();

    expect(run('disclose', 'TEST/A', '--out', 'main.json').code).toBe(0);
    const main = readFileSync(join(home, 'main.json'), 'utf8');
    expect(main).toContain('Ann Example');
    expect(main).not.toContain('Otto Other');
    expect(readFileSync(join(home, 'main.json.schedule.json'), 'utf8')).toContain('Otto Other');
    const printed = run('disclose', String(target), '--concerned', 'seller', 'importer');
    expect(JSON.parse(printed.stdout)).toMatchObject({ target: { id: target, isUnaltered: true }, schedule: [] });
    expect(run('disclose', 'TEST/B').code).toBe(2);

    const hold = ['--ground', 'appeal 5', '--until'];
    expect(json('legal-hold', 'set', String(target), ...hold, '2020-01-01').code).toBe(2);
    expect(json('legal-hold', 'set', String(target), ...hold, '2999-01-01').code).toBe(0);
    expect(json('legal-hold', 'list').json.targets).toMatchObject([
      { id: target, hold: { ground: 'appeal 5', setBy: 'command' }, contentHash: expect.stringMatching(hashText) },
    ]);
    expect(json('legal-hold', 'lift', String(target)).json).toEqual({ id: target, erased: 0 });

    const listed = json('audit', 'list', '--agency', 'TEST').json;
    expect(listed).toMatchObject({ total: 4, isTotalExact: true });
    expect(listed.entries.map(({ action }: { action: string }) => action)).toEqual([
      'lift-legal-hold',
      'set-legal-hold',
      'disclose-target',
      'disclose-target',
    ]);
    expect(json('audit', 'list', '--limit', '1', '--before', '2').json.entries).toMatchObject([{ sequence: 1 }]);

    const anchored = json('audit', 'anchor', '--out', 'anchors.jsonl');
    expect(anchored.json.anchor).toMatchObject({ sequence: 4, hash: expect.stringMatching(hashText) });
    const verified = json('audit', 'verify', '--anchor', 'anchors.jsonl');
    expect(verified).toMatchObject({ code: 0, json: { isIntact: true, entries: 4, anchorsChecked: 2 } });

    const { db, close } = await openDatabase(join(home, 'store'));
    await sql`alter table audit_entry disable trigger user`.execute(db);
    await sql`delete from audit_payload where sequence = 4`.execute(db);
    await sql`delete from audit_entry where sequence = 4`.execute(db);
    await sql`update audit_entry set actor = 'person:1' where sequence = 2`.execute(db);
    await close();
    const broken = run('audit', 'verify', '--anchor', 'anchors.jsonl');
    expect(broken.code).toBe(1);
    expect(broken.stderr).toContain('entry 2: it does not say what its hash covers (changed-entry)');
    expect(broken.stderr).toContain('entry 4: the chain ends with entry 3; a signed head names entry 4 (cut-tail)');
    const { code, json: report } = json('audit', 'verify', '--anchor', 'anchors.jsonl');
    expect({ code, report }).toMatchObject({ code: 1, report: { isIntact: false, faults: [{ sequence: 2 }, {}, {}] } });
    writeFileSync(join(home, 'notes'), 'mine');
    expect(run('audit', 'verify', '--anchor', 'notes').code).toBe(2);
  }, 400_000);
});
