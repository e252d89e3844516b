import { readFileSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { type BacktestReport, backtest } from '../../src/services/backtest.ts';
import { resolveInput } from '../../src/services/read-records.ts';
import { shuffled } from '../factories/ranking-candidate.ts';
import { type WrittenOracleWorld, writeOracleWorld } from '../factories/write-oracle-world.ts';
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

describe('backtest beside an oracle', () => {
  let world: WrittenOracleWorld;
  let judged: BacktestReport;
  const run = async (changes: { oraclePath?: string | undefined; train?: readonly string[] } = {}) => {
    const inputs = (paths: readonly string[]) =>
      Promise.all(paths.map((path) => resolveInput(world.ports, path, 'touchstone')));
    return backtest(world.ports, {
      train: await inputs(changes.train ?? [world.rights, ...world.train]),
      test: await inputs(world.test),
      label: undefined,
      shares: [0.05, 0.1],
      recipe,
      seed: 1,
      isOnline: false,
      oraclePath: 'oraclePath' in changes ? changes.oraclePath : world.oracle,
    });
  };
  const without = <K extends keyof BacktestReport>(report: BacktestReport, ...keys: K[]) =>
    Object.fromEntries(Object.entries(report).filter(([key]) => !(keys as string[]).includes(key)));
  /** The oracle's file with its lines changed. */
  const changedOracle = (name: string, change: (fields: string[], index: number) => string[] | undefined): string => {
    const [header, ...lines] = readFileSync(world.oracle, 'utf8').trimEnd().split('\n');
    const changed = lines.flatMap((line, index) => change(line.split(','), index)?.join(',') ?? []);
    const path = `${world.folder}/${name}.csv`;
    writeFileSync(path, `${[header, ...changed].join('\n')}\n`);
    return path;
  };
  const truth = () =>
    readFileSync(world.oracle, 'utf8')
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => line.split(','));

  beforeAll(async () => {
    world = await writeOracleWorld();
    judged = await run();
  });

  it('judges every item by the truth, examined or not', () => {
    expect(judged.protocol).toContain('by the truth of its simulated world');
    expect(judged.protocol).not.toContain('labelled test rows');
    const infringing = truth().filter((fields) => fields[2] === '1').length;
    expect(judged.rows.test).toBe(truth().length);
    expect(judged.baseRate).toBeCloseTo(infringing / truth().length, 12);
    for (const at of judged.at) expect(at.selected).toBe(Math.floor(at.share * truth().length));
    for (const floor of judged.floors)
      expect(floor.at.map(({ selected }) => selected)).toEqual(judged.at.map(({ selected }) => selected));
  });

  it('gives the oracle figures of its own, and the model as a share of them', () => {
    const { oracle } = judged;
    expect(oracle!.auc).toBeGreaterThan(0.7);
    expect(oracle!.auc).toBeGreaterThan(judged.auc);
    // The oracle's recall, from its file alone.
    const best = truth().sort((a, b) => Number(b[4]) - Number(a[4]) || (a[0]! < b[0]! ? -1 : 1));
    const infringing = best.filter((fields) => fields[2] === '1').length;
    oracle!.at.forEach((at, index) => {
      const found = best.slice(0, at.selected).filter((fields) => fields[2] === '1').length;
      expect(at.share).toBe(judged.at[index]!.share);
      expect(at.precision).toBeCloseTo(found / at.selected, 12);
      expect(at.recall).toBeCloseTo(found / infringing, 12);
      expect(at.modelPrecisionShare).toBeCloseTo(judged.at[index]!.precision / at.precision, 12);
      expect(at.modelRecallShare).toBeCloseTo(judged.at[index]!.recall / at.recall, 12);
    });
  });

  it('divides the items by agency, by channel and by weeks', () => {
    const named = (prefix: string) => judged.segments.filter(({ name }) => name.startsWith(prefix));
    expect(named('agency').map(({ name }) => name)).toEqual(['agency AURELIA', 'agency BOREALIS']);
    expect(named('channel').map(({ name }) => name)).toEqual(['channel cargo', 'channel express', 'channel post']);
    expect(named('weeks').map(({ name }) => name)).toEqual([
      'weeks 1 to 4 after training',
      'weeks 5 to 8 after training',
      'weeks 9 to 12 after training',
    ]);
    const sum = (list: readonly { readonly rows: number }[]) => list.reduce((total, { rows }) => total + rows, 0);
    for (const prefix of ['agency', 'channel', 'weeks']) expect(sum(named(prefix)), prefix).toBe(truth().length);
    for (const agency of ['AURELIA', 'BOREALIS']) {
      const own = truth().filter((fields) => fields[1] === agency);
      const segment = named(`agency ${agency}`)[0]!;
      expect(segment.rows).toBe(own.length);
      expect(segment.positives).toBe(own.filter((fields) => fields[2] === '1').length);
    }
  });

  it('gives the recall of the oracle in every segment', () => {
    for (const { positives, oracleRecallAt5 } of judged.segments) {
      if (positives === 0) expect(oracleRecallAt5).toBeNaN();
      else {
        expect(oracleRecallAt5).toBeGreaterThanOrEqual(0);
        expect(oracleRecallAt5).toBeLessThanOrEqual(1);
      }
    }
    const all = judged.segments.find(({ name }) => name === 'stage declaration')!;
    expect(all.oracleRecallAt5).toBeCloseTo(judged.oracle!.at[0]!.recall, 12);
  });

  it('has no figures of an oracle without one, and then judges what was examined', async () => {
    const plain = await run({ oraclePath: undefined });
    expect(plain.oracle).toBeUndefined();
    expect(plain.segments.every((segment) => !('oracleRecallAt5' in segment))).toBe(true);
    expect(plain.protocol).toContain('labelled test rows');
    expect(plain.at[0]!.selected).toBeLessThan(judged.at[0]!.selected);
    expect(plain.choice).toEqual(judged.choice);
    expect(plain.members).toEqual(judged.members);
  });

  it('scores nothing by the oracle: with its truth turned around, ranking and model are the same', async () => {
    const turned = await run({
      oraclePath: changedOracle('turned', (fields) => fields.with(2, fields[2] === '1' ? '0' : '1')),
    });
    expect(turned.choice).toEqual(judged.choice);
    expect(turned.members).toEqual(judged.members);
    expect(turned.auc).toBeCloseTo(1 - judged.auc, 12);
    for (const [index, at] of turned.at.entries())
      expect(at.precision).toBeCloseTo(1 - judged.at[index]!.precision, 12);
    turned.floors.forEach((floor, index) => {
      expect(floor.auc).toBeCloseTo(1 - judged.floors[index]!.auc, 12);
    });
  });

  it('lets the margins of the oracle touch its own figures alone', async () => {
    const path = changedOracle('other-margins', (fields, index) => fields.with(4, String((index * 7919) % 1000)));
    const other = await run({ oraclePath: path });
    const own = ['oracle', 'segments', 'seconds', 'peakMemoryMb'] as const;
    expect(without(other, ...own)).toEqual(without(judged, ...own));
    expect(other.oracle!.auc).toBeLessThan(judged.oracle!.auc);
    const modelsOf = (report: BacktestReport) => report.segments.map(({ oracleRecallAt5, ...segment }) => segment);
    expect(modelsOf(other)).toEqual(modelsOf(judged));
  });

  it('judges only items that the oracle knows', async () => {
    const half = await run({
      oraclePath: changedOracle('half', (fields, index) => (index % 2 === 0 ? fields : undefined)),
    });
    expect(half.at[0]!.selected).toBe(Math.floor(0.05 * Math.ceil(truth().length / 2)));
    await expect(run({ oraclePath: `${world.folder}/none.csv` })).rejects.toMatchObject({ code: 'not-found' });
    await expect(run({ oraclePath: world.test[0]! })).rejects.toMatchObject({ code: 'usage' });
  });

  it('reads rights before all else, whatever their place', async () => {
    const last = await run({ train: [...world.train, world.rights] });
    const own = ['files', 'seconds', 'peakMemoryMb'] as const;
    expect(without(last, ...own)).toEqual(without(judged, ...own));
    // Reports stay in the order of the files.
    expect(last.files.map(({ file }) => file)).toEqual([...world.train, world.rights, ...world.test]);
    const none = await run({ train: world.train });
    expect(none.auc).not.toBe(judged.auc);
  });
});
