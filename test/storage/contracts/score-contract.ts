/** What every port of scores and of models' roles keeps to. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { Stage } from '../../../src/domain/consignment.ts';
import { defaultHandling } from '../../../src/domain/handling.ts';
import type { SourceRecord } from '../../../src/domain/record.ts';
import type { HistoryPort } from '../../../src/services/history-ports.ts';
import { publishedKey } from '../../../src/services/published-key.ts';
import type {
  ConsignmentToScore,
  MadeItemScore,
  MakeScores,
  ModelRolePort,
  ScorePort,
  StoredItemScore,
} from '../../../src/services/score-ports.ts';
import type { FactPort } from '../../../src/services/store-ports.ts';
import { updateHistory } from '../../../src/services/update-history.ts';
import { makeRecord } from '../../factories/goods-item-record.ts';
import { makeExamination } from '../../factories/result-records.ts';

/** Ports over one database and a look behind them. */
export interface ScoreContract {
  readonly facts: () => FactPort;
  readonly history: () => HistoryPort;
  readonly scores: () => ScorePort;
  readonly models: () => ModelRolePort;
  readonly empty: () => Promise<void>;
  /** `STAGE REFERENCE CAUSE` of every consignment that is due, in order. */
  readonly due: () => Promise<readonly string[]>;
  /** Rows of scores that are and are not current: items, then consignments. */
  readonly counts: () => Promise<readonly [number, number, number, number]>;
  /** Whether several transactions may be open at once. */
  readonly isConcurrent: boolean;
}

let lastBatch = 0;
const at = 1.7e12;
const model = (name: string, stage: Stage = 'declaration') => ({ name, version: '1', stage });

/** Returns a maker whose margins follow from the records, `shift` added. */
function makerOf(shift = 0, seen: string[] = []): MakeScores {
  const scoreOf = ({ factId, record }: ConsignmentToScore['items'][number]): MadeItemScore => {
    const margin = record.item.netMassKg! + shift;
    const features = Float32Array.from([margin, Number.NaN, -0, 1e-40, record.item.itemNumber]);
    return { factId, record, tick: 24 * 18_000, margin, probability: 1 / (1 + Math.exp(-margin)), features };
  };
  return async ({ consignments }) =>
    consignments.map(({ id, reference, model: { id: modelId }, items: all }) => {
      seen.push(reference);
      const items = all.map(scoreOf);
      const highest = [...items].sort((a, b) => b.margin - a.margin)[0];
      return { consignmentId: id, modelId, items, highest };
    });
}

/** Defines the contract's tests. */
export function describeScoreContract(contract: ScoreContract): void {
  const { facts, history, scores, models, empty, due, counts } = contract;
  beforeEach(() => empty());

  async function load(records: readonly SourceRecord[]): Promise<void> {
    const { batch } = await facts().openBatch({
      fileName: 'a.csv',
      profile: `test ${++lastBatch}`,
      agency: 'TEST',
      sha256: Buffer.alloc(32, 1),
      byteCount: 10,
      receivedAtMs: at,
      handling: defaultHandling('TEST'),
      rowsTotal: records.length,
    });
    await facts().loadChunk(batch, { records, rejects: [], rowsDone: records.length });
  }
  const update = () => updateHistory({ history: history() }, publishedKey);
  const scoreChunk = (make: MakeScores = makerOf(), afterConsignment = 0, maximumConsignments = 100) =>
    scores().scoreDue(
      { afterConsignment, maximumConsignments, scoredAtMs: at + ++lastBatch, keyId: publishedKey.id },
      make,
    );
  const items = async (): Promise<StoredItemScore[]> => {
    const all: StoredItemScore[] = [];
    for await (const some of scores().current()) all.push(...some);
    return all;
  };
  const three = () => ['A', 'B', 'C'].map((reference) => makeRecord({ reference, item: { netMassKg: 2 } }));

  describe('due work', () => {
    it('is a consignment whose items are new or revised, and none whose items came again', async () => {
      await load(three());
      expect(await due()).toEqual(['declaration TEST/A items', 'declaration TEST/B items', 'declaration TEST/C items']);
      await models().promote(model('m'), at);
      await update();
      await scoreChunk();
      expect(await due()).toEqual([]);
      await load([...three(), makeExamination({ reference: 'C' })]);
      expect(await due()).toEqual([]);
      await load([makeRecord({ reference: 'B', item: { netMassKg: 3 }, consignment: { amendment: 1 } })]);
      expect(await due()).toEqual(['declaration TEST/B items']);
    });

    it('is the earlier stage of a movement once a later one arrives, by the strongest key that they share', async () => {
      const manifest = (house: string) =>
        makeRecord({
          reference: house,
          consignment: {
            stage: 'pre-arrival',
            references: {
              ...three()[0]!.consignment.references,
              declaration: undefined,
              houseBill: house,
              masterBill: 'M',
            },
          },
        });
      await load([manifest('H1'), manifest('H2')]);
      await models().promote(model('m', 'pre-arrival'), at);
      await update();
      await scoreChunk();
      expect(await due()).toEqual([]);
      const references = { ...three()[0]!.consignment.references, declaration: 'D', houseBill: 'H2', masterBill: 'M' };
      await load([makeRecord({ reference: 'D', consignment: { references } })]);
      expect(await due()).toEqual(['declaration TEST/D items', 'pre-arrival TEST/H2 stage']);
    });

    it('is everything current of a stage with a new champion, and nothing for the same one', async () => {
      await load(three());
      const first = await models().promote(model('m'), at);
      expect(first).toMatchObject({ dueConsignments: 3, former: undefined, champion: { role: 'champion', name: 'm' } });
      await update();
      await scoreChunk();
      expect(await models().promote(model('m'), at)).toMatchObject({ dueConsignments: 0 });
      const second = await models().promote(model('n'), at + 1);
      expect(second).toMatchObject({ dueConsignments: 3, former: { name: 'm', role: 'former', promotedAtMs: at } });
      expect(await due()).toHaveLength(3);
      expect((await due())[0]).toBe('declaration TEST/A champion');
      await models().register(model('m'));
      await models().register(model('o', 'pre-arrival'));
      expect((await models().list()).map(({ name, role }) => `${name} ${role}`)).toEqual([
        'm former',
        'n champion',
        'o candidate',
      ]);
      expect(await models().promote(model('m'), at + 2)).toMatchObject({
        champion: { name: 'm' },
        former: { name: 'n' },
      });
    });

    it('is not scored without a champion, and not before its past is in the history', async () => {
      await load(three());
      await update();
      expect(await scoreChunk()).toMatchObject({ lastConsignment: undefined, made: [] });
      await models().promote(model('m'), at);
      await load([makeRecord({ reference: 'D', item: { netMassKg: 2 } })]);
      const early: string[] = [];
      await scoreChunk(makerOf(0, early));
      expect(early).toEqual(['TEST/A', 'TEST/B', 'TEST/C']);
      await update();
      const late: string[] = [];
      await scoreChunk(makerOf(0, late));
      expect(late).toEqual(['TEST/D']);
    });
  });

  describe('scores', () => {
    beforeEach(async () => {
      await load([...three(), makeRecord({ reference: 'A', item: { itemNumber: 2, netMassKg: 7 } })]);
      await models().promote(model('m'), at);
      await update();
    });

    it('are one for each consignment, that of its highest item, with its features to the bit', async () => {
      expect(await scoreChunk()).toMatchObject({ changedItems: 4 });
      expect(await counts()).toEqual([4, 0, 3, 0]);
      expect(await scores().books()).toEqual([
        { stage: 'declaration', hasChampion: true, consignments: 3, scored: 3, due: 0, lost: 0 },
      ]);
      expect((await items()).map(({ margin, model: name }) => `${margin} ${name}`)).toEqual([
        '2 m@1',
        '2 m@1',
        '2 m@1',
        '7 m@1',
      ]);
      const [one, two] = await scores().ofConsignments(['A'], { isCurrentOnly: true });
      expect([one!.margin, two!.margin]).toEqual([2, 7]);
      expect(Buffer.from(two!.features.buffer)).toEqual(
        Buffer.from(Float32Array.of(7, Number.NaN, -0, 1e-40, 2).buffer),
      );
      expect(one!.record.origin).toEqual({ file: 'a.csv', row: 1 });
      expect(await scores().ofConsignments(['TEST/A', 'A'])).toHaveLength(2);
      expect(await scores().ofConsignments(['Z'])).toEqual([]);
      const bands = await scores().bands();
      expect(bands.map(({ count }) => count)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 2, 1]);
    });

    it('stay as they are when they are made again, and are kept when others take their place', async () => {
      await scoreChunk();
      expect(await scores().makeDue('asked', at)).toBe(3);
      expect(await scoreChunk()).toMatchObject({ changedItems: 0 });
      expect(await counts()).toEqual([4, 0, 3, 0]);
      await scores().makeDue('asked', at, 'declaration');
      expect(await scores().makeDue('asked', at, 'pre-arrival')).toBe(0);
      expect(await scoreChunk(makerOf(1))).toMatchObject({ changedItems: 4 });
      expect(await counts()).toEqual([4, 4, 3, 3]);
      const all = await scores().ofConsignments(['B']);
      expect(all.map(({ margin, isCurrent }) => `${margin} ${isCurrent}`)).toEqual(['3 true', '2 false']);
    });

    it('of an item that a later version replaced are no longer current', async () => {
      await scoreChunk();
      await load([makeRecord({ reference: 'B', item: { netMassKg: 5 }, consignment: { amendment: 1 } })]);
      await update();
      expect(await scoreChunk()).toMatchObject({ changedItems: 1 });
      expect(await counts()).toEqual([4, 1, 3, 1]);
      expect((await items()).map(({ margin }) => margin)).toEqual([2, 2, 7, 5]);
    });

    it('of a model are the new champion’s once it has scored', async () => {
      await scoreChunk();
      await models().promote(model('n'), at);
      await scoreChunk();
      expect(await counts()).toEqual([4, 4, 3, 3]);
      expect(new Set((await items()).map(({ model: name }) => name))).toEqual(new Set(['n@1']));
    });

    it('are not made at all when making fails, and the consignments stay due', async () => {
      const failing: MakeScores = () => Promise.reject(new Error('no model'));
      await expect(scoreChunk(failing)).rejects.toThrow('no model');
      expect(await counts()).toEqual([0, 0, 0, 0]);
      expect(await due()).toHaveLength(3);
    });

    it('are made in chunks, one after the other', async () => {
      const seen: string[] = [];
      let last: number | undefined = 0;
      while (last !== undefined) ({ lastConsignment: last } = await scoreChunk(makerOf(0, seen), last, 2));
      expect(seen).toEqual(['TEST/A', 'TEST/B', 'TEST/C']);
    });

    it('are refused under another key, and where the history is stale', async () => {
      const other = scores().scoreDue(
        { afterConsignment: 0, maximumConsignments: 1, scoredAtMs: at, keyId: 'another' },
        makerOf(),
      );
      await expect(other).rejects.toMatchObject({ code: 'refused' });
      expect(await due()).toHaveLength(3);
    });

    it('are made once by several at once', async () => {
      await load(
        Array.from({ length: 60 }, (_, index) => makeRecord({ reference: `X${index}`, item: { netMassKg: 1 } })),
      );
      await update();
      const work = async (): Promise<void> => {
        let last: number | undefined = 0;
        while (last !== undefined) ({ lastConsignment: last } = await scoreChunk(makerOf(), last, 7));
      };
      await Promise.all([work(), work(), work(), work()]);
      expect(await due()).toEqual([]);
      expect(await counts()).toEqual([64, 0, 63, 0]);
    });

    it.runIf(contract.isConcurrent)('are due again where items change while they are made', async () => {
      let revision: Promise<void> | undefined;
      await scoreChunk(async (all) => {
        revision = load([makeRecord({ reference: 'B', item: { netMassKg: 5 }, consignment: { amendment: 1 } })]);
        await new Promise((resolve) => setTimeout(resolve, 300));
        return makerOf()(all);
      });
      await revision;
      expect(await due()).toEqual(['declaration TEST/B items']);
      await update();
      await scoreChunk();
      expect((await items()).map(({ margin }) => margin)).toEqual([2, 2, 7, 5]);
      expect(await counts()).toEqual([4, 1, 3, 1]);
    });
  });
}
