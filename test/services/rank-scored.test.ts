import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type RankScoredInput, rankScored } from '../../src/services/rank-scored.ts';
import { scoredColumns } from '../../src/services/scored-line.ts';
import { testPorts } from '../factories/test-ports.ts';

type Cells = { readonly [column: string]: string | number };

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'touchstone-rank-'));
  writeFileSync(join(folder, 'capacity.yaml'), "capacity:\n  - { office: A, shift: '*', examinations: 4 }\n");
});

const plain: Cells = {
  item: 1,
  agency: 'X',
  stage: 'declaration',
  occurredAt: '2026-03-01',
  office: 'A',
  channel: 'cargo',
  hsCode: '640399',
  margin: 0,
  probability: 0.1,
};

function writeScored(name: string, rows: readonly Cells[], columns: readonly string[] = scoredColumns): string {
  const lines = rows.map((row) => columns.map((column) => row[column] ?? plain[column] ?? '').join(','));
  const path = join(folder, `${name}.csv`);
  writeFileSync(path, `${[columns.join(','), ...lines].join('\n')}\n`);
  return path;
}

const ten = (changes: (index: number) => Cells = () => ({})): Cells[] =>
  Array.from({ length: 10 }, (_, index) => ({
    consignment: `X/${index}`,
    margin: -index,
    probability: 0.5 - index / 100,
    ...changes(index),
  }));

const rank = (scoredPath: string, changes: Partial<RankScoredInput> = {}) =>
  rankScored(testPorts(folder), {
    scoredPath,
    capacityPath: join(folder, 'capacity.yaml'),
    policy: 'default',
    seed: 1,
    manual: [],
    ...changes,
  });

describe('rankScored', () => {
  it('takes what rules match beside the random slice, leaves out what is suppressed, and records which rule it was', async () => {
    const rulesPath = join(folder, 'rules.yaml');
    const recordPath = join(folder, 'rules-record.csv');
    const head = (id: string, lane: string): string =>
      `  - { id: ${id}, state: live, author: ana, reason: x, lane: ${lane}, begins: 2026-03-01, ends: 2026-03-31, precisionFloor: 0, dryRun: { on: 2026-02-01, by: ana, matched: 1, examined: 1, found: 1 }, approval: { on: 2026-02-02, by: ben },`;
    writeFileSync(
      rulesPath,
      `rules:
${head('shoes', 'red')} when: { field: hsCode, startsWith: '64' } }
${head('toys', 'yellow')} when: { field: hsCode, startsWith: '95' } }
suppressions:
  - { id: s, authority: court, reference: r, begins: 2026-03-01, ends: 2026-03-31, when: { field: originCountry, is: XX } }
`,
    );
    const chapters: { readonly [index: number]: Cells } = {
      0: { hsCode: '420200', originCountry: 'XX' },
      8: { hsCode: '640399' },
      9: { hsCode: '950300' },
    };
    const scored = writeScored(
      'ruled',
      ten((index) => chapters[index] ?? { hsCode: '420200' }),
    );
    const report = await rank(scored, { rules: { path: rulesPath, today: '2026-03-05' }, recordPath });
    expect(report.targets.map(({ consignmentId }) => consignmentId)).toContain('X/8');
    expect(report.targets.map(({ consignmentId }) => consignmentId)).not.toContain('X/0');
    expect(report.ineligible).toEqual({ suppressed: 1 });
    const record = readFileSync(recordPath, 'utf8').split('\n');
    expect(record.find((line) => line.startsWith('X/8,'))).toMatch(/,(rule|random),.*,shoes$/);
    expect(record.find((line) => line.startsWith('X/9,'))).toMatch(/,(yellow|red),.*,toys$/);
    const later = await rank(scored, { rules: { path: rulesPath, today: '2026-04-01' } });
    expect(later.ineligible).toEqual({});
    expect(JSON.stringify(report.targets)).not.toMatch(/shoes|rule/);
  });

  it('refuses rules that look at what the file has not', async () => {
    const rulesPath = join(folder, 'blind.yaml');
    writeFileSync(
      rulesPath,
      'suppressions:\n  - { id: s, authority: court, reference: r, begins: 2026-03-01, ends: 2026-03-31, when: { field: seller.id, is: Y } }\n',
    );
    const scored = writeScored('blind', ten());
    await expect(rank(scored, { rules: { path: rulesPath, today: '2026-03-05' } })).rejects.toThrow(
      /s looks at seller\.id, which .* does not have/,
    );
  });

  it('takes kilograms for no pieces, and a dozen for twelve', async () => {
    const recordPath = join(folder, 'record.csv');
    const scored = writeScored('units', [
      { consignment: 'X/kg', quantity: 8404, unitCode: 'KGM' },
      { consignment: 'X/none' },
      { consignment: 'X/dozen', quantity: 10, unitCode: 'DZN' },
      { consignment: 'X/pieces', quantity: 120, unitCode: 'H87' },
      { consignment: 'X/bare', quantity: 120 },
    ]);
    await rank(scored, { recordPath });
    const [head, ...rows] = readFileSync(recordPath, 'utf8').trimEnd().split('\n');
    const harmAt = head!.split(',').indexOf('harm');
    const harm = new Map(rows.map((row) => [row.split(',')[0], Number(row.split(',')[harmAt])]));
    expect(harm.get('X/kg')).toBe(harm.get('X/none'));
    expect(harm.get('X/dozen')).toBe(harm.get('X/pieces'));
    expect(harm.get('X/bare')).toBe(harm.get('X/pieces'));
    expect(harm.get('X/pieces')).toBeGreaterThan(harm.get('X/none')!);
    await expect(rank(writeScored('odd-unit', [{ consignment: 'X/1', unitCode: 'BOX' }]))).rejects.toThrow(/unitCode/);
  });

  it('refuses options that do not go together, saying why', async () => {
    const scored = writeScored('plain', ten());
    const list = writeScored('list', [{ consignment: 'X/1' }], ['consignment']);
    const at = '2026-03-02T00:00Z';
    await expect(rank(scored, { earlierPaths: [list] })).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringMatching(/--selected .* --at/),
    });
    await expect(rank(scored, { manual: ['X/1'], at })).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringMatching(/--manual .* --at/),
    });
    const notAList = writeScored('not-a-list', [{ a: 1 }], ['a']);
    await expect(rank(scored, { earlierPaths: [notAList], at })).rejects.toThrow(/no column consignment/);
  });

  it('refuses picks that it cannot take, all by name', async () => {
    const scored = writeScored('picks', [...ten(), { consignment: 'X/elsewhere', office: 'B' }]);
    await expect(rank(scored, { manual: ['X/3', 'X/typo', 'X/elsewhere'] })).rejects.toThrow(
      /X\/typo \(not in .*picks\.csv\), X\/elsewhere \(no capacity line fits\)/,
    );
    const { targets } = await rank(scored, { manual: ['X/9'] });
    expect(targets.map(({ consignmentId }) => consignmentId)).toContain('X/9');
  });

  it('leaves out what several earlier lists hold', async () => {
    const scored = writeScored('stream', ten());
    const first = writeScored('first', [{ consignment: 'X/0' }], ['consignment']);
    const second = writeScored('second', [{ consignment: 'X/1' }], ['consignment']);
    const report = await rank(scored, { at: '2026-03-02T00:00+01:00', earlierPaths: [first, second] });
    expect(report.ineligible).toEqual({ 'selected earlier': 2 });
    expect(report.streams[0]).toMatchObject({ selectedEarlier: 2 });
  });

  it.each(['2026-03-02T00:00', '2026-03-02', 'noon', '2026-13-02T00:00Z'])(
    'takes no --at %s, which has no zone or is no time',
    async (at) => {
      await expect(rank(writeScored('at', ten()), { at })).rejects.toMatchObject({ code: 'usage' });
    },
  );

  it('takes a release cut-off without an hour for the end of its day', async () => {
    const scored = writeScored('cut-off', [
      { consignment: 'X/day', arrivedAt: '2026-03-01T09:00Z', releaseCutOff: '2026-03-01' },
      { consignment: 'X/hour', arrivedAt: '2026-03-01T09:00Z', releaseCutOff: '2026-03-01T11:00Z' },
    ]);
    const report = await rank(scored, { at: '2026-03-01T12:00Z' });
    expect(report).toMatchObject({ eligible: 1, ineligible: { 'past its release cut-off': 1 } });
    const local = writeScored('local', [{ consignment: 'X/1', arrivedAt: '2026-03-01T09:00' }]);
    await expect(rank(local)).rejects.toThrow(/arrivedAt is 2026-03-01T09:00/);
  });

  it('carries reasons to the list for all targets or for none', async () => {
    const columns = [...scoredColumns, 'reasons'];
    const outPath = join(folder, 'targets.csv');
    const all = writeScored(
      'all',
      ten((index) => ({ reasons: `raises: seller – ${index} | lowers: origin` })),
      columns,
    );
    const full = await rank(all, { outPath });
    expect(full.hasReasons).toBe(true);
    for (const { consignmentId, reasons } of full.targets) {
      expect(reasons).toEqual([`raises: seller – ${consignmentId.slice(2)}`, 'lowers: origin']);
    }
    const text = readFileSync(outPath, 'utf8');
    expect(text.split('\n')[0]!.endsWith(',reasons')).toBe(true);
    expect(text).not.toMatch(/random|model|manual|selectionProbability/);

    // The rows that `score` chose have reasons here; a target without them would be the one that chance chose.
    const some = writeScored(
      'some',
      ten((index): Cells => (index < 3 ? { reasons: 'raises: seller' } : {})),
      columns,
    );
    const bare = await rank(some, { outPath });
    expect(bare.hasReasons).toBe(false);
    expect(bare.targets.some((target) => 'reasons' in target)).toBe(false);
    expect(readFileSync(outPath, 'utf8')).not.toContain('reasons');
  });

  it('names the goods that a hazard is about', async () => {
    const outPath = join(folder, 'hazard.csv');
    const scored = writeScored('hazard', [
      { consignment: 'X/1', item: 1, margin: 2, hsCode: '482110' },
      { consignment: 'X/1', item: 2, margin: 1, hsCode: '870830' },
    ]);
    const { targets } = await rank(scored, { outPath });
    expect(targets[0]).toMatchObject({ healthAndSafety: 'car parts', healthAndSafetyHsCode: '870830' });
    expect(readFileSync(outPath, 'utf8')).toContain('car parts (HS 870830)');
  });
});
