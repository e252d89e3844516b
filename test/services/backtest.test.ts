import { readFileSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { type BacktestReport, backtest } from '../../src/services/backtest.ts';
import { resolveInput } from '../../src/services/read-records.ts';
import { shuffled } from '../factories/ranking-candidate.ts';
import { writeWorld } from '../factories/write-world.ts';

const recipe = 'test/fixtures/quick-recipe.yaml';

describe('backtest', () => {
  let world: Awaited<ReturnType<typeof writeWorld>>;
  let plain: BacktestReport;
  const run = async (testFile: string, changes: { seed?: number; isOnline?: boolean; label?: string } = {}) => {
    const { ports } = world;
    return backtest(ports, {
      train: [await resolveInput(ports, world.train, 'kcs')],
      test: [await resolveInput(ports, testFile, 'kcs')],
      label: changes.label,
      shares: [0.01, 0.05, 0.1],
      recipe,
      seed: changes.seed ?? 1,
      isOnline: changes.isOnline ?? false,
    });
  };
  const figuresOf = ({ seconds, peakMemoryMb, files, ...figures }: BacktestReport) => {
    expect(seconds.train).toBeGreaterThan(0);
    expect(peakMemoryMb).toBeGreaterThan(10);
    expect(files).toHaveLength(2);
    return figures;
  };
  /** The test file with its labels or its order changed. */
  const changedTest = (name: string, change: (lines: string[]) => string[]): string => {
    const [header, ...lines] = readFileSync(world.test, 'utf8').trimEnd().split('\n');
    const path = `${world.folder}/${name}.csv`;
    writeFileSync(path, `${[header, ...change(lines)].join('\n')}\n`);
    return path;
  };

  beforeAll(async () => {
    world = await writeWorld('test/fixtures/quick-world.yaml', 6000);
    plain = await run(world.test);
  });

  it('says what it did, with floors, segments and intervals', () => {
    expect(plain.protocol).toContain("training files' labels only");
    expect(plain.protocol).toContain('no test label is read before the evaluation');
    expect(plain.protocol).toContain('every row is taken to have been examined');
    expect(plain.rows.train + plain.rows.test).toBe(6000);
    expect(plain.floors.map(({ name }) => name)).toEqual(['random', 'lookup', 'party history']);
    expect(plain.segments.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['importer seen', 'importer never seen', 'twin', 'no twin']),
    );
    for (const at of plain.at) {
      expect(at.selected).toBe(Math.floor(at.share * plain.rows.test));
      expect(at.interval[0]).toBeLessThanOrEqual(at.precision);
      expect(at.interval[1]).toBeGreaterThanOrEqual(at.precision);
    }
    expect(plain.auc).toBeGreaterThan(0.65);
    expect(plain.auc).toBeGreaterThan(plain.floors[0]!.auc + 0.1);
  });

  it('gives the same figures for the same seed, and others for another', async () => {
    expect(figuresOf(await run(world.test))).toEqual(figuresOf(plain));
    expect((await run(world.test, { seed: 2 })).auc).not.toBe(plain.auc);
  });

  it('reads no test label: with all labels turned around, the ranking is the same', async () => {
    const flipped = changedTest('flipped', (lines) =>
      lines.map((line) =>
        line.replace(/,([01]),(\d)$/, (_, fraud: string, critical: string) => `,${1 - Number(fraud)},${critical}`),
      ),
    );
    const report = await run(flipped);
    expect(report.baseRate).toBeCloseTo(1 - plain.baseRate, 12);
    expect(report.auc).toBeCloseTo(1 - plain.auc, 12);
    for (const [index, at] of report.at.entries()) expect(at.precision).toBeCloseTo(1 - plain.at[index]!.precision, 12);
  });

  it('does not depend on the order of the test file', async () => {
    const report = await run(changedTest('shuffled', (lines) => shuffled(lines, 4)));
    expect(report.auc).toBe(plain.auc);
    expect(report.at.map(({ precision }) => precision)).toEqual(plain.at.map(({ precision }) => precision));
  });

  it('lets labels become known online, and says so', async () => {
    const report = await run(world.test, { isOnline: true });
    expect(report.protocol).toContain('ONLINE');
    expect(report.auc).not.toBe(plain.auc);
  });

  it('refuses what it cannot judge', async () => {
    await expect(run(world.test, { label: 'colour' })).rejects.toMatchObject({ code: 'usage' });
    await expect(run(`${world.folder}/none.csv`)).rejects.toMatchObject({ code: 'not-found' });
    const empty = changedTest('empty', () => []);
    await expect(run(empty)).rejects.toMatchObject({ code: 'not-enough-data' });
  });
});
