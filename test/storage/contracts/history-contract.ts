/** What every history port keeps to. */
import fc from 'fast-check';
import { beforeEach, expect, it } from 'vitest';
import { defaultHandling } from '../../../src/domain/handling.ts';
import type { SourceRecord } from '../../../src/domain/record.ts';
import { CategoryInterner } from '../../../src/features/category-codes.ts';
import { rowsByTick } from '../../../src/features/compute-features.ts';
import { createItemEncoder } from '../../../src/features/encode-item.ts';
import { entityKeyCount } from '../../../src/features/entity-keys.ts';
import { featureNames } from '../../../src/features/feature-definitions.ts';
import { FeatureReader } from '../../../src/features/feature-reader.ts';
import { emptyHistory, type History, HistoryReplay, unseen } from '../../../src/features/history-replay.ts';
import { ItemTable } from '../../../src/features/item-table.ts';
import { RightsRegister } from '../../../src/features/rights-register.ts';
import { type CollectedItems, ItemCollector } from '../../../src/services/collect-items.ts';
import { compactHistory } from '../../../src/services/compact-history.ts';
import { historyMaking } from '../../../src/services/count-facts.ts';
import type { HistoryPort } from '../../../src/services/history-ports.ts';
import { publishedKey } from '../../../src/services/published-key.ts';
import { readHistoryAsOf } from '../../../src/services/read-history-as-of.ts';
import { rebuildHistory } from '../../../src/services/rebuild-history.ts';
import { sourceNumbers } from '../../../src/services/source-numbers.ts';
import type { FactPort } from '../../../src/services/store-ports.ts';
import { updateHistory } from '../../../src/services/update-history.ts';
import { verifyHistory } from '../../../src/services/verify-history.ts';
import { makeParties, makeRecord } from '../../factories/goods-item-record.ts';
import { makeExamination } from '../../factories/result-records.ts';
import { dayMoment, makeRight } from '../../factories/rights-record.ts';
import { kcsRecords, sampleRecords } from '../../factories/sample-records.ts';

/** Ports over one database and a look behind them. */
export interface HistoryContract {
  readonly facts: () => FactPort;
  readonly history: () => HistoryPort;
  readonly empty: () => Promise<void>;
  /** Every cell and every row of peers as text, in order. */
  readonly cells: () => Promise<readonly string[]>;
  /** Changes a cell behind the port's back. */
  readonly spoil: () => Promise<void>;
  /** Takes the current version of a record out of the facts, as an erasure does. */
  readonly retract: (naturalKey: string) => Promise<void>;
}

let lastBatch = 0;
const sampleOnce = once(sampleRecords);
const kcsOnce = once(kcsRecords);

/** Makes records once for both databases. */
function once(make: (rows: number) => Promise<SourceRecord[]>): typeof make {
  let made: Promise<SourceRecord[]> | undefined;
  return (rows) => {
    made ??= make(rows);
    return made;
  };
}

/** Defines the contract's tests. */
export function describeHistoryContract({ facts, history, empty, cells, spoil, retract }: HistoryContract): void {
  beforeEach(() => empty());

  async function load(records: readonly SourceRecord[]): Promise<void> {
    const { batch } = await facts().openBatch({
      fileName: 'a.csv',
      profile: `test ${++lastBatch}`,
      agency: 'TEST',
      sha256: Buffer.alloc(32, 1),
      byteCount: 10,
      receivedAtMs: 1.7e12,
      handling: defaultHandling('TEST'),
      rowsTotal: records.length,
    });
    await facts().loadChunk(batch, { records, rejects: [], rowsDone: records.length });
  }
  const store = () => ({ history: history() });
  const update = (maximumFacts?: number) => updateHistory(store(), publishedKey, { maximumFacts });
  const verify = (factsAtOnce?: number) =>
    verifyHistory(store(), publishedKey, factsAtOnce === undefined ? {} : { factsAtOnce });

  async function expectVerified(): Promise<void> {
    const { differenceCount, differences, dueCount } = await verify();
    expect({ differenceCount, differences, dueCount }).toEqual({ differenceCount: 0, differences: [], dueCount: 0 });
  }

  /** Some consignments with results that name an item, all items, or nothing that is there. */
  const someRecords = (): SourceRecord[] => [
    makeRecord({ reference: 'A', day: 18_000 }),
    makeRecord({ reference: 'A', day: 18_000, item: { itemNumber: 2, hsCode: '950300' } }),
    makeRecord({ reference: 'B', day: 18_001, consignment: { parties: makeParties({ importer: 'I2' }) } }),
    makeRecord({ reference: 'C', day: 18_070 }),
    makeExamination({ reference: 'A', day: 18_002, itemNumber: 1, outcome: 'confirmed' }),
    makeExamination({ reference: 'B', day: 18_003, itemNumber: undefined }),
    makeExamination({ reference: 'Z', day: 18_003 }),
  ];

  it('counts what is due once, and nothing twice', async () => {
    await load(someRecords());
    const first = await update();
    expect(first).toMatchObject({ changedFacts: 4, isRebuilt: false });
    const kept = await cells();
    expect(await update()).toMatchObject({ facts: 0, changedFacts: 0 });
    expect(await cells()).toEqual(kept);
    expect(await history().state()).toMatchObject({
      state: 'current',
      keyId: publishedKey.id,
      dueCount: 0,
      countedFacts: 4,
    });
    await expectVerified();
  });

  it('follows a revised item, a revised result and a result whose consignment comes late', async () => {
    await load(someRecords().slice(4));
    await update();
    expect((await history().state()).countedFacts).toBe(0);
    await load(someRecords().slice(0, 4));
    await update();
    await expectVerified();
    await load([
      makeRecord({
        reference: 'A',
        day: 18_000,
        consignment: { amendment: 1 },
        item: { hsCode: '420221', valueUsd: 7 },
      }),
      makeExamination({ reference: 'A', day: 18_005, itemNumber: 1, outcome: 'genuine' }),
    ]);
    await update();
    await expectVerified();
    const after = await cells();
    await empty();
    await load([
      makeRecord({
        reference: 'A',
        day: 18_000,
        consignment: { amendment: 1 },
        item: { hsCode: '420221', valueUsd: 7 },
      }),
      ...someRecords().slice(1, 4),
      makeExamination({ reference: 'A', day: 18_005, itemNumber: 1, outcome: 'genuine' }),
      ...someRecords().slice(5),
    ]);
    await update();
    expect(await cells()).toEqual(after);
  });

  it('is the same whatever the order, the split and the batch size, and as if what was taken back had never been', async () => {
    const records = someRecords();
    const naturalKeys = ['declaration|TEST/B#1', 'TEST/E-A'];
    await load(records.filter((_, index) => index !== 2 && index !== 4));
    await update();
    const wanted = await cells();
    expect(wanted.length).toBeGreaterThan(50);
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([...records.keys()], { minLength: records.length }),
        fc.array(fc.integer({ min: 1, max: records.length }), { maxLength: 3 }),
        fc.integer({ min: 1, max: 3 }),
        async (order, cuts, maximumFacts) => {
          await empty();
          const bounds = [0, ...[...cuts].sort((a, b) => a - b), records.length];
          for (let part = 1; part < bounds.length; part++) {
            await load(order.slice(bounds[part - 1], bounds[part]).map((index) => records[index]!));
            await update(maximumFacts);
          }
          for (const key of naturalKeys) await retract(key);
          await update(maximumFacts);
          expect(await cells()).toEqual(wanted);
          await rebuildHistory(store(), publishedKey, { maximumFacts });
          expect(await cells()).toEqual(wanted);
        },
      ),
      { numRuns: 15 },
    );
  });

  it('is exact under several updates at once', async () => {
    await load(someRecords());
    await Promise.all([update(1), update(2), update(1)]);
    await expectVerified();
    expect((await history().state()).countedFacts).toBe(4);
  });

  it('tells a cell that is wrong', async () => {
    await load(someRecords());
    await update();
    await spoil();
    const check = await verify(2);
    expect(check.differenceCount).toBeGreaterThan(0);
    expect(check.differences[0]).toMatchObject({ table: 'cell' });
    await rebuildHistory(store(), publishedKey);
    await expectVerified();
  });

  it('counts everything again when a right became known that counted items should have seen', async () => {
    const branded = makeRecord({ reference: 'A', day: 18_010, item: { description: 'VELMONTE shoes' } });
    const right = makeRight({ knownAt: dayMoment(18_005) });
    await load([branded]);
    await update();
    await load([makeRight({ id: 'RIGHT-2', brand: 'Corvane', knownAt: dayMoment(18_020) })]);
    await load([makeRecord({ reference: 'B', day: 18_030, item: { description: 'CORVANE shoes' } })]);
    expect(await update()).toMatchObject({ isRebuilt: false });
    await load([right]);
    expect(await verify()).toMatchObject({ differenceCount: expect.any(Number) });
    // A right alone is no change of a fact that is counted: whatever comes next notices it.
    expect(await update()).toMatchObject({ isRebuilt: true });
    await expectVerified();
  });

  it('refuses another key, until everything is counted again under it', async () => {
    await load(someRecords());
    await update();
    const other = { id: 'other', words: Uint32Array.from([1, 2, 3, 4]) };
    await expect(updateHistory(store(), other)).rejects.toMatchObject({ code: 'refused' });
    await rebuildHistory(store(), other);
    expect((await history().state()).keyId).toBe('other');
  });

  it('joins old cells without moving a reading, and goes on counting', async () => {
    const records = Array.from({ length: 80 }, (_, index) =>
      makeRecord({
        reference: `R${index}`,
        day: 18_000 + index,
        consignment:
          index % 2 === 0 ? {} : { knownAt: { epochMs: (18_000 + index) * 86_400_000 + 3_600_000, precision: 'hour' } },
        item: { valueUsd: 10 + (index % 7) },
      }),
    );
    await load([
      ...records,
      ...records.slice(0, 70).map((_, index) =>
        makeExamination({
          reference: `R${index}`,
          day: 18_001 + index,
          outcome: index % 5 === 0 ? 'confirmed' : 'nothing-found',
        }),
      ),
    ]);
    await update();
    const later = [18_085, 18_090].map((day) => makeRecord({ reference: `L${day}`, day }));
    const before = await featuresFromStore(store(), later);
    const { before: many, after: few, exactFromTick } = await compactHistory(store(), 18_085 * 24);
    expect((await history().state()).exactFromTick).toBe(exactFromTick);
    expect(few).toBeLessThan(many * 0.7);
    expect(exactFromTick).toBeLessThanOrEqual(18_085 * 24);
    expect(await featuresFromStore(store(), later)).toEqual(before);
    await expectVerified();
    await retract('declaration|TEST/R3#1');
    await load([makeRecord({ reference: 'late', day: 18_003 })]);
    await update();
    await expectVerified();
    expect((await compactHistory(store(), 18_085 * 24)).exactFromTick).toBe(exactFromTick);
  });

  it('may not be read while it is stale or being rebuilt', async () => {
    await load(someRecords());
    await update();
    await history().restart(historyMaking(publishedKey));
    await expect(featuresFromStore(store(), [makeRecord({ day: 18_090 })])).rejects.toMatchObject({ code: 'refused' });
    await update(1);
    expect((await history().state()).state).toBe('current');
    await expectVerified();
  });

  it.each([
    ['two agencies, with results apart', () => sampleOnce(1600), true],
    ['the columns of kcs, with results in the same rows', () => kcsOnce(1200), false],
  ])('gives the features of a replay of files to the bit: %s', async (_, recordsOf, hasUnlinked) => {
    const records = await recordsOf();
    for (let start = 0; start < records.length; start += 900) {
      await load(records.slice(start, start + 900));
      await update();
    }
    await expectVerified();
    const { collected, encode } = collect(records);
    const fromFiles = featuresOfReplay(collected, encode.interner);
    const fromStore = await featuresOfStore(store(), collected, encode.interner);
    let filled = 0;
    for (let feature = 0; feature < featureNames.length; feature++) {
      expect(fromStore[feature], featureNames[feature]!).toEqual(fromFiles[feature]);
      filled += fromFiles[feature]!.filter((value) => value > 0).length;
    }
    expect(filled).toBeGreaterThan(10_000);
    expect(collected.unlinked.results.length > 0).toBe(hasUnlinked);
    expect(collected.results.filter((result) => result?.isPositive === true).length).toBeGreaterThan(5);
  });
}

function collect(records: readonly SourceRecord[]) {
  const interner = new CategoryInterner();
  const rights = new RightsRegister(publishedKey.words);
  for (const record of records) if (record.kind === 'rights-record') rights.add(record);
  const collector = new ItemCollector(
    createItemEncoder(publishedKey.words, interner, sourceNumbers(), rights),
    'confirmed',
    true,
  );
  collector.add(records);
  return { collected: collector.finish(), encode: { interner } };
}

/** Features of all rows from a replay in memory, each row as of its tick. */
function featuresOfReplay(items: CollectedItems, interner: CategoryInterner): readonly Float32Array[] {
  const replay = new HistoryReplay(emptyHistory());
  items.unlinked.results.forEach(({ tick }, row) => {
    const { table } = items.unlinked;
    replay.schedule(tick, { table, row, cellDay: Math.floor(tick / 24), ...unseen, examined: 1, positive: 1 });
  });
  for (const row of rowsByTick(items.table)) replay.scheduleRow(items.table, row, items.results[row]);
  const columns = featureNames.map(() => new Float32Array(items.table.rowCount));
  const moving = { history: replay.history, advanceTo: (tick: number) => void replay.advanceTo(tick) };
  readRows(items.table, rowsByTick(items.table), interner, moving, columns);
  return columns;
}

/** The same from a store, read in batches of rows in order of tick. */
async function featuresOfStore(
  store: { readonly history: HistoryPort },
  { table }: CollectedItems,
  interner: CategoryInterner,
  batchRows = 700,
): Promise<readonly Float32Array[]> {
  const columns = featureNames.map(() => new Float32Array(table.rowCount));
  const order = rowsByTick(table);
  for (let start = 0; start < order.length; start += batchRows) {
    const rows = order.subarray(start, start + batchRows);
    const asOf = await readHistoryAsOf(store, rowsOf(table, rows));
    readRows(table, rows, interner, { history: asOf.history, advanceTo: (tick) => asOf.advanceTo(tick) }, columns);
  }
  return columns;
}

/** A table of some rows of another. */
function rowsOf(table: ItemTable, rows: Uint32Array): ItemTable {
  const some = new ItemTable(rows.length);
  for (const row of rows) {
    const at = some.addRow();
    some.scoreTick[at] = table.scoreTick[row]!;
    const keys = (from: Uint32Array) => from.subarray(row * entityKeyCount, (row + 1) * entityKeyCount);
    some.keyHigh.set(keys(table.keyHigh), at * entityKeyCount);
    some.keyLow.set(keys(table.keyLow), at * entityKeyCount);
  }
  return some;
}

function readRows(
  table: ItemTable,
  rows: Uint32Array,
  interner: CategoryInterner,
  moving: { readonly history: History; advanceTo(tick: number): void },
  columns: readonly Float32Array[],
): void {
  const reader = new FeatureReader(moving.history, interner.featureValues(interner.dictionaries()));
  let tick = Number.NEGATIVE_INFINITY;
  for (const row of rows) {
    if (table.scoreTick[row] !== tick) {
      tick = table.scoreTick[row]!;
      moving.advanceTo(tick);
      reader.begin({ day: Math.floor(tick / 24), resultsBeforeDay: Number.POSITIVE_INFINITY });
    }
    reader.read(table, row, columns, row);
  }
}

async function featuresFromStore(
  store: { readonly history: HistoryPort },
  records: readonly SourceRecord[],
): Promise<readonly Float32Array[]> {
  const { collected, encode } = collect(records);
  return featuresOfStore(store, collected, encode.interner);
}
