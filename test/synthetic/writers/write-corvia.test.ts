import { describe, expect, it } from 'vitest';
import { linkingKeys } from '../../../src/domain/consignment-id.ts';
import type { Examination } from '../../../src/domain/examination.ts';
import type { GoodsItemRecord } from '../../../src/domain/goods-item.ts';
import type { Measure } from '../../../src/domain/measure.ts';
import { corvia } from '../../../src/synthetic/agency-parameters.ts';
import type {
  ExaminationFact,
  ManifestFact,
  MeasureFact,
  SimulatedConsignment,
  SimulatedFact,
  SimulatedItem,
} from '../../../src/synthetic/simulated-fact.ts';
import { createCorviaWriter } from '../../../src/synthetic/writers/write-corvia.ts';
import { createRng } from '../../../src/util/rng.ts';
import { readRendered } from '../../factories/read-rendered.ts';
import { smallWorldFacts } from '../../factories/small-world.ts';

const facts = smallWorldFacts(3, { agencies: [corvia], baseRate: 0.08, phases: [{ days: 60, rows: 1500 }] });
const tables = {
  declarations: { table: 'corvia-declarations.xml', profile: 'corvia' },
  parcels: { table: 'corvia-parcels.xlsx', profile: 'corvia-parcels' },
  postalItems: { table: 'corvia-postal-items.xml', profile: 'corvia-postal-items' },
  entrySummaries: { table: 'corvia-entry-summaries.xml', profile: 'corvia-entry-summaries' },
  examinations: { table: 'corvia-examinations.csv', profile: 'corvia-examinations' },
  measures: { table: 'corvia-measures.csv', profile: 'corvia-measures' },
} as const;
const writer = (slips: number) => createCorviaWriter(slips, createRng(1));

/** Fields of these formats that stand for nothing of ours, or that only checks look at. */
const notMapped: { readonly [table in keyof typeof tables]: RegExp } = {
  declarations: /SequenceNumeric$|^Function|^TypeCode$|^GoodsItemQuantity$|ContainerCode$|Origin\/TypeCode$/,
  parcels: /^$/,
  postalItems: /^MailClass$|^GrossWeight/,
  entrySummaries: /TransportDocument\/TypeCode$|ContainerIndicator$/,
  examinations: /^$/,
  measures: /^channel$|^containers$/,
};

interface ItemOf {
  readonly consignment: SimulatedConsignment;
  readonly item: SimulatedItem;
}

function itemsOf(kind: 'declaration' | 'manifest', isPost: boolean): (ItemOf & { readonly fact: SimulatedFact })[] {
  return facts.flatMap((fact) =>
    fact.kind === kind && (fact.consignment.channel === 'post') === isPost
      ? fact.consignment.items.map((item) => ({ fact, consignment: fact.consignment, item }))
      : [],
  );
}

describe('the files of corvia', () => {
  it.each(Object.entries(tables))('map clean without slips: %s', async (name, as) => {
    const { lines, records, rejects, ignoredColumns } = await readRendered(writer(0), facts, as);
    expect(lines.length).toBeGreaterThan(4);
    expect(rejects).toEqual([]);
    expect(records).toHaveLength(lines.length);
    const unexpected = ignoredColumns.filter((column) => !notMapped[name as keyof typeof tables].test(column));
    expect(unexpected).toEqual([]);
  });

  it.each(Object.entries(tables))('have exactly the planted rows rejected: %s', async (name, as) => {
    const { lines, records, rejects } = await readRendered(writer(0.2), facts, as);
    // Rows of XML are counted by their elements, those of tables with their header.
    const first = as.table.endsWith('.xml') ? 1 : 2;
    const planted = lines.flatMap((line, index) => (line.isSpoiled ? [index + first] : []));
    if (name !== 'measures') expect(planted.length).toBeGreaterThan(10);
    expect(rejects.map((reject) => reject.row)).toEqual(planted);
    expect(records.length + rejects.length).toBe(lines.length);
    for (const reject of rejects) {
      expect(reject.column).toBeDefined();
      expect(reject.raw.length).toBeGreaterThan(50);
    }
  });

  it.each([
    ['declarations', false],
    ['parcels', true],
  ] as const)('declare what was simulated: %s', async (name, isPost) => {
    const { records } = await readRendered(writer(0), facts, tables[name]);
    const declared = itemsOf('declaration', isPost);
    expect(records).toHaveLength(declared.length);
    records.forEach((record, index) => {
      const { consignment, item } = declared[index]!;
      const read = record as GoodsItemRecord;
      expectSameMovement(read, consignment, item);
      expect(read.kind).toBe('declaration');
      expect(read.consignment.occurredAt).toEqual({ epochMs: toMinute(consignment.declaredAtMs), precision: 'hour' });
      expect(read.item.netMassKg).toBeCloseTo(item.netMassKg, 5);
      expect(read.item.unitCode).toBe(item.goods.unitCode);
      expect(read.item.hsCode?.slice(0, 6)).toBe(item.goods.hs6);
      expect(read.item.quantity).toBe(item.quantity);
      expect(read.item.dutyRatePercent).toBe(item.dutyRatePercent);
      expect(read.consignment.parties.importer?.id !== undefined).toBe(consignment.importer.partyKind === 'business');
      if (item.valueUsd === undefined) expect(read.item.valueAmount).toBeUndefined();
      else expect(Math.abs(read.item.valueAmount! - item.valueUsd * 0.86)).toBeLessThan(0.006);
      if (isPost) {
        expect(read.consignment.times.arrived?.epochMs).toBe(toMinute(consignment.arrivedMs));
        expect(read.item.brand).toBe(item.declaredBrand);
      } else {
        expect(read.consignment.transitCountries).toEqual(consignment.transitCountries);
        expect(read.consignment.containers).toEqual(consignment.containers);
        expect(read.consignment.procedure).toBe(consignment.freeZone === undefined ? '4000' : '4078');
        expect(read.consignment.parties.importer?.address).toMatch(/ Street \d+, \d{5}, \S/);
      }
    });
  });

  it.each([
    ['postalItems', true],
    ['entrySummaries', false],
  ] as const)('tell ahead what was simulated: %s', async (name, isPost) => {
    const { records } = await readRendered(writer(0), facts, tables[name]);
    const told = itemsOf('manifest', isPost);
    expect(records).toHaveLength(told.length);
    records.forEach((record, index) => {
      const { fact, consignment, item } = told[index]!;
      const read = record as GoodsItemRecord;
      expect(read.kind).toBe('manifest');
      expect(read.consignment.stage).toBe((fact as ManifestFact).stage);
      expect(read.consignment.occurredAt.epochMs).toBe(toMinute(fact.knownAtMs));
      expect(read.consignment.parties.consignee?.partyKind).toBe(consignment.importer.partyKind);
      expectSameMovement(read, consignment, item);
      if (isPost) expect(read.item.netMassKg).toBe(item.netMassKg);
      else {
        expect(read.consignment.transitCountries).toEqual(consignment.transitCountries);
        expect(read.item.grossMassKg).toBe(item.grossMassKg);
      }
    });
  });

  it('report the results of examinations, and link them all', async () => {
    const { records } = await readRendered(writer(0), facts, tables.examinations);
    const made = facts.filter((fact): fact is ExaminationFact => fact.kind === 'examination');
    expect(records).toHaveLength(made.length);
    (records as Examination[]).forEach((result, index) => {
      const { number, itemNumber, control, depth, iprChecked, outcome, iprType, brand, articlesCount, consignment } =
        made[index]!;
      expect(result).toMatchObject({ id: `CORVIA/CVX${number}`, control, iprChecked, outcome });
      expect([result.itemNumber, result.depth, result.iprType, result.brand, result.articlesCount]).toEqual([
        itemNumber,
        depth,
        iprType,
        brand,
        articlesCount,
      ]);
      expect(linkingKeys('CORVIA', result.references)[0]).toBe(linkingKeys('CORVIA', consignment.references)[0]);
      expect(result.knownAt.epochMs).toBe(toMinute(made[index]!.knownAtMs));
    });
  });

  it('report the measures that were taken, and link them where they should', async () => {
    const { records } = await readRendered(writer(0), facts, tables.measures);
    const taken = facts.filter((fact): fact is MeasureFact => fact.kind === 'measure');
    const known = new Set<string>();
    for (const name of ['declarations', 'parcels'] as const) {
      const declared = await readRendered(writer(0), facts, tables[name]);
      for (const record of declared.records as GoodsItemRecord[]) {
        for (const key of linkingKeys('CORVIA', record.consignment.references)) known.add(key);
      }
    }
    expect(records).toHaveLength(taken.length);
    (records as Measure[]).forEach((measure, index) => {
      const fact = taken[index]!;
      expect(measure).toMatchObject({
        id: `CORVIA/CVM${fact.number}`,
        agency: 'CORVIA',
        measureKind: fact.measureKind,
        outcome: fact.outcome,
        brand: fact.brand,
        rightHolder: fact.rightHolder,
        iprType: fact.iprType,
        detectionMethod: fact.detectionMethod,
        valueBasis: 'domestic-retail',
        currency: 'EUR',
        transitCountries: fact.consignment.transitCountries,
        knownAt: { epochMs: toMinute(fact.knownAtMs) },
        actualGoods: { hsCode: fact.item.truth.goods.hs6, quantity: fact.articlesCount },
      });
      expect(linkingKeys('CORVIA', measure.references).some((key) => known.has(key))).toBe(fact.link === 'good');
    });
  });
});

function toMinute(epochMs: number): number {
  return Math.floor(epochMs / 60_000) * 60_000;
}

function expectSameMovement(
  { consignment: read, item }: GoodsItemRecord,
  from: SimulatedConsignment,
  of: SimulatedItem,
) {
  expect(item.itemNumber).toBe(of.itemNumber);
  expect(item.description).toBe(of.description);
  expect(read.departureCountry).toBe(from.departureCountry);
  expect(read.destinationCountry).toBe('ES');
  expect(read.mode).toBe(from.mode);
  expect(read.channel).toBe(from.channel);
  expect(read.references.s10).toBe(from.references.s10);
  expect(read.references.houseBill).toBe(from.references.houseBill);
  expect(read.references.masterBill ?? read.references.airWaybill).toBe(
    from.references.masterBill ?? from.references.airWaybill,
  );
  expect(read.handling.tlp).toBe('TLP:AMBER');
}
