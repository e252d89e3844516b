import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runTouchstone } from '../factories/run-touchstone.ts';

let home: string;
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'touchstone-erase-'));
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

const header =
  'recordKind,agency,references.declaration,itemNumber,occurredAt,item.hsCode,parties.seller.name,parties.seller.country,id,knownAt,control,iprChecked,outcome';
const item = (reference: string, day: string): string =>
  `declaration,TEST,${reference},1,${day},640399,Bright Harbour Ltd,CN,,,,,`;

describe('touchstone erase and look-outs', () => {
  it('finds again, erases, and keeps away', () => {
    const today = new Date().toISOString().slice(0, 10);
    const rows = [item('A', today), item('B', today), `examination,TEST,A,1,,,,,E,${today},physical,yes,confirmed`];
    writeFileSync(join(home, 'a.csv'), `${[header, ...rows].join('\n')}\n`);
    writeFileSync(join(home, 'b.csv'), `${[header, ...rows, item('C', today)].join('\n')}\n`);
    const store = ['--store', 'store'];
    const run = (...words: string[]) => {
      const result = runTouchstone(home, ...words, ...store, '--json');
      expect(result.stderr).not.toMatch(/\n\s+at /);
      return { code: result.code, json: JSON.parse(result.stdout) };
    };
    expect(run('ingest', 'a.csv', '--profile', 'touchstone').code).toBe(0);
    const { matches } = run('look-outs', 'matches').json;
    expect(matches).toMatchObject([
      { consignment: 'TEST/B', lookOut: { kind: 'sender', grade: 'fair', source: 'TEST/E' } },
    ]);
    expect(run('look-outs', 'list').json.lookOuts).toHaveLength(1);
    expect(run('erase', '--record', 'TEST/A', '--party', 'id:X:1', '--ground', 'g').code).toBe(2);
    const erased = run('erase', '--party', 'name:BRIGHT HARBOUR|CN', '--ground', 'case 1');
    expect(erased.json).toMatchObject({
      erasures: [{ records: 2, facts: 2, lookOuts: 1, state: 'done' }],
      rights: [],
      modelsToRetrain: [],
    });
    expect(run('look-outs', 'matches').json.matches).toEqual([]);
    expect(run('ingest', 'b.csv', '--profile', 'touchstone').json.batches).toMatchObject([
      { accepted: 4, added: 1, duplicate: 3, erased: 2 },
    ]);
    expect(run('history', 'verify').json).toMatchObject({ differenceCount: 0 });
    expect(run('erase', '--record', 'TEST/A', '--ground', 'again').code).toBe(2);
  }, 180_000);
});
