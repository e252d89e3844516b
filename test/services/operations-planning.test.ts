import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type AllocateTargetsInput, allocateTargets } from '../../src/services/allocate-targets.ts';
import { checkRules } from '../../src/services/check-rules.ts';
import { dryRunRules } from '../../src/services/dry-run-rules.ts';
import { resolveInput } from '../../src/services/read-records.ts';
import { scoredColumns } from '../../src/services/scored-line.ts';
import { testPorts } from '../factories/test-ports.ts';

const folder = mkdtempSync(join(tmpdir(), 'touchstone-operation-'));
const ports = testPorts(folder);

const operationPath = join(folder, 'operation.yaml');
writeFileSync(
  operationPath,
  `name: autumn
from: 2026-10-05
to: 2026-10-05
controls:
  documentary: { minutes: 10, finds: 0.1 }
  scan: { minutes: 5, alarms: 0.5, falseAlarms: 0.1 }
  physical: { minutes: 60, minutesPerFurtherTarget: 0, finds: 0.9 }
offices: [{ office: A, shifts: [{ shift: day, begins: '08:00', ends: '16:00', minutes: { physical: 120 } }] }]
randomShare: 0.01
`,
);

function writeScored(
  rows: readonly { readonly [column: string]: string | number }[],
  extra: readonly string[] = [],
): string {
  const columns = [...scoredColumns, ...extra];
  const plain = {
    item: 1,
    agency: 'X',
    stage: 'declaration',
    occurredAt: '2026-10-05',
    office: 'A',
    channel: 'cargo',
    hsCode: '640399',
  };
  const lines = rows.map((row) => columns.map((column) => ({ ...plain, ...row })[column] ?? '').join(','));
  const path = join(folder, 'scored.csv');
  writeFileSync(path, `${[columns.join(','), ...lines].join('\n')}\n`);
  return path;
}

const scored = (): string =>
  writeScored(
    [0.5, 0.4, 0.3, 0.2].map((probability, index) => ({
      consignment: `X/${index}`,
      margin: Math.log(probability / (1 - probability)),
      probability,
      examinationUnit: index < 2 ? '' : 'CONTAINER1',
    })),
    ['examinationUnit'],
  );

const allocate = (changes: Partial<AllocateTargetsInput> = {}) =>
  allocateTargets(ports, { scoredPath: scored(), operationPath, policy: 'default', seed: 2, whatIf: [], ...changes });

describe('allocateTargets', () => {
  it('opens a container for two targets, and says what is expected of all', async () => {
    const outPath = join(folder, 'out.csv');
    const report = await allocate({ outPath });
    expect(report).toMatchObject({ operation: 'autumn', candidates: 4, units: 2, targets: 3, unfit: {} });
    expect(report.allocated.filter(({ unit }) => unit === 'CONTAINER1')).toHaveLength(2);
    // 0.9 × (0.5 + 0.3 + 0.2), where nothing was drawn at random.
    if (report.drawnUnits === 0) expect(report.expectedFinds).toBeCloseTo(0.9, 9);
    const text = readFileSync(outPath, 'utf8');
    expect(text.split('\n')).toHaveLength(5);
    expect(text).not.toMatch(/random|allocation/);
  });

  it('solves again with other minutes', async () => {
    const report = await allocate({ whatIf: ['A:physical:+60'] });
    expect(report.whatIf?.units).toBe(3);
    expect(report.whatIf!.expectedHarm).toBeGreaterThan(report.expectedHarm);
    await expect(allocate({ whatIf: ['B:physical:+60'] })).rejects.toThrow(/no office B/);
  });

  it('keeps the chances of the draw for statistics', async () => {
    const recordPath = join(folder, 'record.csv');
    await allocate({ recordPath });
    const [head, ...lines] = readFileSync(recordPath, 'utf8').trim().split('\n');
    expect(head).toContain('randomChance');
    expect(lines).toHaveLength(4);
  });
});

describe('rules from files', () => {
  const sample = 'data/rules/sample.yaml';

  it('says line and expectation of what is wrong', async () => {
    const path = join(folder, 'bad.yaml');
    writeFileSync(path, readFileSync(sample, 'utf8').replace('lane: red', 'lane: pink'));
    expect(await checkRules(ports, sample)).toMatchObject({ isValid: true, rules: 2, suppressions: 1 });
    const { isValid, problems } = await checkRules(ports, path);
    expect(isValid).toBe(false);
    expect(problems[0]).toEqual({ line: 9, at: 'rules.0.lane', expected: 'expected one of "red"|"yellow"|"blue"' });
  });

  it('tries every rule on history, by the results that are known', async () => {
    const files = await Promise.all(
      ['declarations', 'measures', 'examinations'].map((kind) =>
        resolveInput(
          ports,
          `aurelia${kind === 'declarations' ? '' : `-${kind}`}:data/sample/demo/aurelia-${kind}.csv`,
          undefined,
        ),
      ),
    );
    const report = await dryRunRules(ports, { rulesPath: sample, files });
    const [leather, chargers] = report.rules;
    expect(report.consignments).toBeGreaterThan(1000);
    expect(leather!.examined).toBeLessThanOrEqual(leather!.matched);
    expect(leather!.found).toBeGreaterThan(0);
    expect(leather!.interval![0]).toBeLessThan(leather!.precision!);
    expect(chargers).toMatchObject({ state: 'draft', found: 0, isBelowFloor: false });
  });
});
