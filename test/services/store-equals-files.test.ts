import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeCsvRows } from '../../src/formats/write-csv.ts';
import { type BacktestReport, backtest } from '../../src/services/backtest.ts';
import { explainConsignments } from '../../src/services/explain-consignments.ts';
import { explainStored } from '../../src/services/explain-stored.ts';
import { ingestBatch } from '../../src/services/ingest-batch.ts';
import type { Ports } from '../../src/services/ports.ts';
import { promoteModel } from '../../src/services/promote-model.ts';
import { rankScored } from '../../src/services/rank-scored.ts';
import { rankStored } from '../../src/services/rank-stored.ts';
import { type InputFile, resolveInput } from '../../src/services/read-records.ts';
import { scoreConsignments } from '../../src/services/score-consignments.ts';
import { scoreStoredConsignments } from '../../src/services/score-stored-consignments.ts';
import type { Store } from '../../src/services/store-ports.ts';
import { trainModel } from '../../src/services/train-model.ts';
import { trainStored } from '../../src/services/train-stored.ts';
import { writeOracleWorld } from '../factories/write-oracle-world.ts';
import { writeWorld } from '../factories/write-world.ts';
import type { FreshDatabase } from '../support/create-database.ts';
import { describeWithPostgres, freshDatabase } from '../support/postgres.ts';

const recipe = 'test/fixtures/quick-recipe.yaml';
const training = { label: undefined, recipe, seed: 1, name: 'm', version: '1' };
const judging = { label: undefined, shares: [0.05, 0.1], recipe, seed: 1, isOnline: false };

/** Ports with a models folder of their own. */
function apart(ports: Ports, models: string): Ports {
  return { ...ports, folders: { ...ports.folders, models } };
}

function linesOf(path: string): string[] {
  return readFileSync(path, 'utf8').trimEnd().split('\n');
}

/** What a backtest says of the model, without where the data came from (files count results that later versions replaced) and how long it took. */
function figuresOf(report: BacktestReport) {
  const { protocol: _, files: __, seconds: ___, peakMemoryMb: ____, resultsNotMatched: _____, ...figures } = report;
  return figures;
}

interface ResultRow {
  readonly id: string;
  readonly knownAt: string;
  readonly [column: string]: string;
}

/**
 * Cuts two files of results by when they became known, as agencies do, not by the phase of their items. Examinations go whose number is also that of another consignment's: a store takes
 * them for versions of one.
 */
function cutByKnownAt(train: string, test: string, splitMs: number): void {
  const rows = [train, test].flatMap((path) => parse(readFileSync(path, 'utf8'), { columns: true }) as ResultRow[]);
  const consignmentOf = (row: ResultRow): string =>
    Object.keys(row)
      .flatMap((column) => (column.startsWith('references.') ? [row[column]] : []))
      .join('|');
  const consignments = new Map<string, Set<string>>();
  for (const row of rows) consignments.set(row.id, (consignments.get(row.id) ?? new Set()).add(consignmentOf(row)));
  const kept = rows.filter(({ id }) => consignments.get(id)!.size === 1);
  const write = (path: string, some: readonly ResultRow[]): void =>
    writeFileSync(path, writeCsvRows([Object.keys(rows[0]!), ...some.map((row) => Object.values(row))]));
  const isEarly = ({ knownAt }: ResultRow): boolean => Date.parse(knownAt) < splitMs;
  write(train, kept.filter(isEarly));
  write(
    test,
    kept.filter((row) => !isEarly(row)),
  );
}

/** A world in one file for training and one for scoring, the second without its results. */
async function writeKcsWorld() {
  const world = await writeWorld('test/fixtures/quick-world.yaml', 4000);
  const [header, ...lines] = linesOf(world.test);
  const unlabelled = `${world.folder}/unlabelled.csv`;
  writeFileSync(unlabelled, `${[header, ...lines.map((line) => line.replace(/,[01],\d$/, ',,'))].join('\n')}\n`);
  const resolve = (path: string): Promise<InputFile> => resolveInput(world.ports, path, 'kcs');
  const firstDay = /\d{4}-\d{2}-\d{2}/.exec(lines[0]!)![0];
  return {
    ...world,
    train: await resolve(world.train),
    test: await resolve(world.test),
    unlabelled: await resolve(unlabelled),
    splitTick: Date.parse(firstDay) / 3_600_000,
  };
}

let world: Awaited<ReturnType<typeof writeKcsWorld>>;
beforeAll(async () => {
  world = await writeKcsWorld();
});

function defineEquality(location: () => Promise<string>): void {
  let store: Store;
  let ports: Ports;
  beforeAll(async () => {
    ports = apart(world.ports, `${world.folder}/models-${Math.random()}`);
    store = await ports.openStore(await location());
    await ingestBatch(ports, store, world.train);
  });
  afterAll(() => store.close());

  it('trains the same model, byte by byte', async () => {
    const files = await trainModel(ports, { ...training, files: [world.train] });
    const stored = await trainStored(apart(ports, `${ports.folders.models}-stored`), store, training);
    for (const name of ['model.bin', 'history.bin', 'manifest.json', 'card.md']) {
      expect(readFileSync(`${stored.folder}/${name}`).equals(readFileSync(`${files.folder}/${name}`)), name).toBe(true);
    }
    expect(stored.manifest.dataSha256).toBe(files.manifest.dataSha256);
    expect(stored.files).toMatchObject(files.files.map(({ rowsRead, accepted }) => ({ rowsRead, accepted })));
    expect(await store.models.list()).toMatchObject([{ name: 'm', version: '1', role: 'candidate' }]);
  });

  it('takes no other label than the stored one', async () => {
    const other = trainStored(apart(ports, `${ports.folders.models}-other`), store, { ...training, label: 'critical' });
    await expect(other).rejects.toMatchObject({ code: 'usage' });
  });

  it('scores, ranks and explains the same, whatever the chunks', { timeout: 180_000 }, async () => {
    const out = (name: string): string => `${ports.folders.models}/${name}.csv`;
    await ingestBatch(ports, store, world.unlabelled);
    expect(await promoteModel(ports, store, 'm')).toMatchObject({ dueConsignments: 4000 });
    const stored = await scoreStoredConsignments(ports, store, { outPath: out('stored'), hasAllReasons: true });
    expect(stored).toMatchObject({ items: 4000, changedItems: 4000, models: ['m@1'] });
    expect(stored.books).toMatchObject([{ consignments: 4000, scored: 4000, due: 0, lost: 0 }]);
    await scoreConsignments(ports, {
      files: [world.unlabelled],
      model: 'm',
      outPath: out('files'),
      hasAllReasons: true,
      seed: 1,
    });
    const [header, ...lines] = linesOf(out('files'));
    expect(lines).toHaveLength(1000);
    const storedLines = linesOf(out('stored'));
    expect(storedLines[0]).toBe(header);
    expect(storedLines.slice(-1000)).toEqual(lines);
    const again = await scoreStoredConsignments(ports, store, { isEverything: true, consignmentsAtOnce: 333 });
    expect(again).toMatchObject({ items: 4000, changedItems: 0 });
    expect(await scoreStoredConsignments(ports, store)).toMatchObject({ items: 0 });

    writeFileSync(out('capacity'), "capacity:\n  - { office: '*', channel: '*', shift: '*', examinations: 40 }\n");
    const ranking = { capacityPath: out('capacity'), policy: 'default', seed: 3, manual: [] };
    const ranked = await rankScored(ports, { ...ranking, scoredPath: out('files'), outPath: out('targets') });
    const rankedStored = await rankStored(ports, store, {
      ...ranking,
      outPath: out('targets-stored'),
      sinceTick: world.splitTick,
      hasReasons: true,
    });
    expect(ranked).toMatchObject({ candidates: 1000, hasReasons: true });
    expect(rankedStored).toEqual(ranked);
    expect(linesOf(out('targets-stored'))).toEqual(linesOf(out('targets')));

    const consignment = lines[500]!.split(',')[0]!;
    const [one] = await explainStored(ports, store, { consignment: consignment.slice(consignment.indexOf('/') + 1) });
    const { items } = await explainConsignments(ports, {
      files: [world.unlabelled],
      model: 'm',
      consignmentIds: new Set([consignment]),
    });
    expect(one).toMatchObject({ consignmentReference: consignment, margin: items[0]!.margin, isCurrent: true });
    expect(one!.explanation).toEqual(items[0]!.explanation);
  });

  it('backtests to the same figures', async () => {
    const labelled = await ports.openStore(await location());
    try {
      await ingestBatch(ports, labelled, world.train);
      await ingestBatch(ports, labelled, world.test);
      const files = await backtest(ports, { ...judging, train: [world.train], test: [world.test] });
      const stored = await backtest(ports, {
        ...judging,
        train: [],
        test: [],
        stored: { store: labelled, splitTick: world.splitTick },
      });
      expect(figuresOf(stored)).toEqual(figuresOf(files));
      expect(stored.protocol).toContain('Trained on what the store knew before 20');
    } finally {
      await labelled.close();
    }
  });
}

describe('a store on PGlite', () => defineEquality(async () => 'memory:'));
describeWithPostgres('a store on PostgreSQL', () => {
  const databases: FreshDatabase[] = [];
  defineEquality(async () => {
    const fresh = await freshDatabase();
    databases.push(fresh);
    return fresh.url;
  });
  // After the stores are closed.
  afterAll(async () => {
    for (const fresh of databases) await fresh.drop();
  });
});

describe('a store with results and rights in records of their own', () => {
  it('trains the same model, gives the same scores and backtests to the same figures as files', {
    timeout: 180_000,
  }, async () => {
    const { ports, folder, train, test, rights } = await writeOracleWorld();
    const splitMs = Date.parse('2024-01-01') + 120 * 86_400_000;
    for (const kind of ['examinations', 'measures']) {
      const find = (paths: readonly string[]): string => paths.find((path) => path.includes(kind))!;
      cutByKnownAt(find(train), find(test), splitMs);
    }
    const inputs = (paths: readonly string[]) =>
      Promise.all(paths.map((path) => resolveInput(ports, path, 'touchstone')));
    const [trainFiles, testFiles] = [await inputs([...train, rights]), await inputs(test)];
    const models = `${folder}/models-stored`;
    mkdirSync(models);
    const store = await ports.openStore('memory:');
    try {
      for (const input of trainFiles) await ingestBatch(ports, store, input);
      const fromFiles = await trainModel(ports, { ...training, files: trainFiles });
      const fromStore = await trainStored(apart(ports, models), store, training);
      for (const name of ['model.bin', 'history.bin']) {
        const same = readFileSync(`${fromStore.folder}/${name}`).equals(readFileSync(`${fromFiles.folder}/${name}`));
        expect(same, name).toBe(true);
      }
      expect(fromStore.manifest.dataSha256).toBe(fromFiles.manifest.dataSha256);

      const isResult = ({ path }: InputFile): boolean => /examinations|measures/.test(path);
      const [results, items] = [testFiles.filter(isResult), testFiles.filter((input) => !isResult(input))];
      for (const input of items) await ingestBatch(ports, store, input);
      await promoteModel(ports, store, 'm');
      const [fromFilesPath, fromStorePath] = [`${folder}/files.csv`, `${folder}/stored.csv`];
      await scoreStoredConsignments(ports, store, { outPath: fromStorePath });
      await scoreConsignments(ports, { files: items, model: 'm', outPath: fromFilesPath, seed: 1 });
      const lines = linesOf(fromFilesPath);
      const isScored = new Set(lines.map((line) => line.split(',')[0]));
      expect(lines).toHaveLength(801);
      expect(linesOf(fromStorePath).filter((line) => isScored.has(line.split(',')[0]))).toEqual(lines);

      for (const input of results) await ingestBatch(ports, store, input);
      const judged = await backtest(ports, { ...judging, train: trainFiles, test: testFiles });
      const splitTick = splitMs / 3_600_000;
      const judgedStored = await backtest(ports, { ...judging, train: [], test: [], stored: { store, splitTick } });
      expect(judgedStored.rows).toEqual(judged.rows);
      expect(figuresOf(judgedStored)).toEqual(figuresOf(judged));
    } finally {
      await store.close();
    }
  });
});
