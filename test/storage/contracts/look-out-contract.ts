/** What look-outs keep to. */
import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import type { SourceRecord } from '../../../src/domain/record.ts';
import { makeParties, makeRecord } from '../../factories/goods-item-record.ts';
import { makeMeasure } from '../../factories/measure-record.ts';
import { makeExamination } from '../../factories/result-records.ts';
import { makeSeller } from '../../factories/traded-records.ts';
import type { GivenDatabase } from './on-both-databases.ts';
import { receivedOnDay, storeUnderTest } from './store-under-test.ts';

const dayMs = 86_400_000;

/** Defines the contract's tests. */
export function describeLookOutContract({ database, empty }: GivenDatabase): void {
  const { store, load, atMs } = storeUnderTest(database);
  beforeEach(() => empty());

  const parties = { ...makeParties({ importer: 'I1' }), seller: makeSeller() };
  const find = (): SourceRecord[] => [
    makeRecord({ reference: 'FOUND', day: 18_000, consignment: { parties } }),
    makeExamination({ reference: 'FOUND', day: 18_003, outcome: 'confirmed' }),
  ];
  /** A consignment that has nothing in common with the find but what a test gives it. */
  const other = (reference: string, changes: Parameters<typeof makeRecord>[0] = {}): SourceRecord =>
    makeRecord({
      reference,
      day: 18_015,
      ...changes,
      consignment: {
        parties: makeParties({ importer: 'I9', seller: 'S9' }),
        departureCountry: 'VN',
        ...changes.consignment,
      },
    });
  const list = (holdsAtMs?: number) => store().lookOuts.list({ holdsAtMs, limit: 100 });
  const matches = async (hasWeak = true, at = atMs) =>
    (await store().lookOuts.matches({ atMs: at, hasWeak, limit: 100 })).map(
      ({ consignment, lookOut }) => `${consignment} ${lookOut.kind} ${lookOut.grade}`,
    );

  it('are made of a confirmed find, with source, handling, grade and end', async () => {
    await load(find());
    const made = await list(atMs);
    expect(made.map(({ kind, grade, subject }) => `${kind} ${grade}: ${subject}`).sort()).toEqual([
      'address strong: 12 Dock Road, Unit 5, 518000 Shenzhen, CN',
      'phone strong: +86 755 8262 7001',
      'route weak: CN CN 6403',
      'sender fair: Bright Harbour Trading Co., Ltd., CN',
      'sender strong: Bright Harbour Trading Co., Ltd., TEST S-77',
    ]);
    for (const one of made) {
      const days = one.grade === 'weak' ? 30 : 180;
      expect(one).toMatchObject({ source: 'TEST/E-FOUND', sourceKind: 'examination', madeAtMs: atMs, matches: 0 });
      expect(one.expiresAtMs).toBe((18_003 + days) * dayMs);
      expect(one.handling).toMatchObject({ ownerAgency: 'TEST', tlp: 'TLP:AMBER+STRICT' });
    }
    expect((await list((18_003 + 31) * dayMs)).length).toBe(4);
    expect(await list((18_003 + 181) * dayMs)).toEqual([]);
  });

  it('match consignments that are open when they are made, and those that come later', async () => {
    const contact = { ...makeParties({}), consignee: makeSeller({ id: 'X', name: 'Kim', partyKind: 'natural' }) };
    const before = other('BEFORE', {
      consignment: {
        parties: { ...makeParties({}), consignor: makeSeller({ id: undefined, phone: undefined, address: undefined }) },
      },
    });
    await load([before, other('NOTHING')]);
    await load(find());
    await load([
      other('AFTER', { consignment: { parties: contact } }),
      other('ROUTE', { consignment: { departureCountry: 'CN' } }),
      other('NOTHING-2'),
      {
        ...makeRecord({
          reference: 'PARCEL',
          day: 18_016,
          consignment: { stage: 'pre-arrival', parties, departureCountry: 'VN' },
        }),
        kind: 'manifest',
      },
    ]);
    const found = await matches();
    expect([...found].sort()).toEqual([
      'TEST/AFTER address strong',
      'TEST/AFTER phone strong',
      'TEST/BEFORE sender fair',
      'TEST/PARCEL address strong',
      'TEST/PARCEL phone strong',
      'TEST/PARCEL sender fair',
      'TEST/PARCEL sender strong',
      'TEST/ROUTE route weak',
    ]);
    const grades = found.map((one) => one.split(' ')[2]);
    expect(grades).toEqual([...Array(5).fill('strong'), 'fair', 'fair', 'weak']);
    expect((await matches(false)).every((one) => !one.includes('weak'))).toBe(true);
    const counts = (await list(atMs)).map(({ kind, grade, matches: count }) => `${kind} ${grade} ${count}`).sort();
    expect(counts).toEqual(['address strong 2', 'phone strong 2', 'route weak 1', 'sender fair 2', 'sender strong 1']);
  });

  it('never match the movement of the find itself, at whatever stage', async () => {
    const references = {
      declaration: undefined,
      houseBill: 'H',
      airWaybill: undefined,
      masterBill: 'M',
      s10: undefined,
    };
    const manifest: SourceRecord = {
      ...makeRecord({ reference: 'H', day: 18_016, consignment: { stage: 'pre-arrival', parties, references } }),
      kind: 'manifest',
    };
    const neighbour = other('N', {
      consignment: { parties, references: { ...references, declaration: 'N', houseBill: 'H2' } },
    });
    const declared = makeRecord({
      reference: 'D',
      day: 18_016,
      consignment: { parties, references: { ...references, declaration: 'D' } },
    });
    await load([manifest, declared, neighbour]);
    await load([makeExamination({ reference: 'D', outcome: 'confirmed', day: 18_017 })]);
    expect(new Set((await matches()).map((one) => one.split(' ')[0]))).toEqual(new Set(['TEST/N']));
  });

  it('leave alone what is released, what is long known, and what is past its own end', async () => {
    await load(find());
    const cutOff = (epochMs: number) => ({
      ...makeRecord().consignment.times,
      releaseCutOff: { epochMs, precision: 'hour' as const },
    });
    await load([
      other('GONE', { consignment: { parties, times: cutOff(atMs - 1) } }),
      other('OLD', { day: receivedOnDay - 31, consignment: { parties } }),
      other('HERE', { consignment: { parties, times: cutOff(atMs + dayMs) } }),
    ]);
    expect(new Set((await matches()).map((one) => one.split(' ')[0]))).toEqual(new Set(['TEST/HERE']));
    expect(await matches(true, atMs + 2 * dayMs)).toEqual([]);
    await load([other('LATE', { day: 18_200, consignment: { parties } })], { receivedAtMs: 18_200 * dayMs });
    expect((await matches(true, 18_200 * dayMs)).length).toBe(0);
    await empty();
    await load(find(), { receivedAtMs: 18_300 * dayMs });
    expect(await list()).toEqual([]);
  });

  it('are withdrawn with their matches when the result is retracted or turns out otherwise, and made again when it is confirmed', async () => {
    await load([...find(), other('O', { consignment: { parties } })]);
    expect((await matches()).length).toBe(4);
    await load([makeExamination({ reference: 'FOUND', day: 18_004, outcome: 'confirmed', isRetracted: true })]);
    expect(await matches()).toEqual([]);
    expect(await list(atMs)).toEqual([]);
    expect((await list()).every(({ withdrawnAtMs }) => withdrawnAtMs === atMs)).toBe(true);
    await load([makeExamination({ reference: 'FOUND', day: 18_005, outcome: 'confirmed' })]);
    expect((await matches()).length).toBe(4);
    await load([makeExamination({ reference: 'FOUND', day: 18_006, outcome: 'genuine' })]);
    expect(await matches()).toEqual([]);
  });

  it('follow consignments that are corrected', async () => {
    await load([...find(), other('O', { consignment: { parties } })]);
    const amended = (amendment: number, changes: Parameters<typeof makeRecord>[0]) =>
      load([other('O', { ...changes, consignment: { amendment, ...changes?.consignment } })]);
    await amended(1, {});
    expect(await matches()).toEqual([]);
    await amended(2, {
      consignment: {
        parties: { ...makeParties({}), seller: makeSeller({ id: 'S', address: undefined, name: undefined }) },
      },
    });
    expect(await matches()).toEqual(['TEST/O phone strong']);
    await load([
      makeRecord({
        reference: 'FOUND',
        day: 18_000,
        consignment: { amendment: 1, parties: makeParties({ seller: 'S9' }) },
      }),
    ]);
    expect(new Set((await list(atMs)).map(({ subject }) => subject))).toEqual(new Set(['TEST S9', 'CN CN 6403']));
  });

  it('wait for the consignment of a result, take a measure by its own word, and name no private recipient', async () => {
    const home = makeSeller({
      id: 'H',
      name: 'Ada Home',
      partyKind: 'natural',
      address: '5 Elm Court, 10115 Berlin',
      country: 'DE',
      phone: '+49 30 9014 7220',
    });
    const shop = makeSeller({
      id: 'P',
      name: 'Pack Shop',
      address: '9 Lime Court, 10115 Berlin',
      country: 'DE',
      phone: '+49 30 9014 7221',
    });
    await load([makeExamination({ reference: 'W', outcome: 'confirmed' })]);
    expect(await list()).toEqual([]);
    await load([
      makeRecord({
        reference: 'W',
        consignment: { parties: { ...makeParties({ seller: 'S1' }), deliveryAddress: shop, consignee: home } },
      }),
    ]);
    expect((await list(atMs)).map(({ kind, subject }) => `${kind} ${subject}`)).toEqual([
      'sender TEST S1',
      'address 9 Lime Court, 10115 Berlin, DE',
      'phone +49 30 9014 7221',
      'route CN CN 6403',
    ]);
    await load([makeMeasure({ reference: 'NOWHERE', parties: { ...makeParties({}), consignor: makeSeller() } })]);
    expect((await list(atMs)).filter(({ sourceKind }) => sourceKind === 'measure').length).toBe(5);
  });

  it('reach other agencies only under a label that lets them', async () => {
    const elsewhere = { agency: 'OTHER', id: 'OTHER/X', parties };
    await load([...find(), other('X', { consignment: elsewhere })]);
    expect(await matches()).toEqual([]);
    const handling = { ...makeExamination().handling, tlp: 'TLP:GREEN' } as const;
    await load([
      makeRecord({ reference: 'FOUND', day: 18_000, consignment: { parties, handling, amendment: 1 } }),
      makeExamination({ reference: 'FOUND', day: 18_004, outcome: 'confirmed', handling }),
    ]);
    expect((await matches()).filter((one) => one.startsWith('OTHER/X')).length).toBe(4);
  });

  describe('under load', () => {
    it('are the same whatever comes first, and whoever loads at once', async () => {
      const handling = { ...makeExamination().handling, tlp: 'TLP:GREEN' } as const;
      const found = [
        makeRecord({ reference: 'FOUND', day: 18_000, consignment: { parties, handling } }),
        makeExamination({ reference: 'FOUND', day: 18_003, outcome: 'confirmed', handling }),
      ];
      const others = Array.from({ length: 6 }, (_, index) => {
        const agency = `AGENCY${index}`;
        return other(`O${index}`, { consignment: { parties, agency, id: `${agency}/O` } });
      });
      const world = async () => {
        const { rows } = await sql`select key, reference from look_out_match
          join look_out on look_out.id = look_out_id join consignment on consignment.id = look_out_match.consignment_id
          where withdrawn_at_ms is null order by key, reference`.execute(database().db);
        return rows;
      };
      await load([...found, ...others]);
      const wanted = await world();
      expect(wanted.length).toBe(4 * 7 + 1);
      await empty();
      await Promise.all([
        ...others.slice(0, 3).map((record, index) => load([record], { agency: `AGENCY${index}` })),
        load(found),
        ...others.slice(3).map((record, index) => load([record], { agency: `AGENCY${index + 3}` })),
      ]);
      expect(await world()).toEqual(wanted);
    });
  });
}
