import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import type { AgencyView } from '../../../src/services/agency-view-ports.ts';
import type { RankedCase } from '../../../src/services/case-ports.ts';
import { asAgency } from '../../../src/storage/agency-view.ts';
import { createRankingRunStorage } from '../../../src/storage/cases/ranking-run-storage.ts';
import { openAgencyView } from '../../../src/storage/open-agency-view.ts';
import { onBothDatabases } from '../contracts/on-both-databases.ts';

const nowMs = 1_000_000;
const ada = { id: 1, name: 'Ada' };
const bo = { id: 2, name: 'Bo' };

onBothDatabases('cases', ({ database, empty, isConcurrent }) => {
  const db = () => database().db;
  const view = <T>(use: (one: AgencyView) => Promise<T>, agency = 'A', atMs = nowMs): Promise<T> =>
    asAgency(db(), { agency, nowMs: atMs }, openAgencyView, use);

  const ranked = (agency: string, index: number, changes: Partial<RankedCase> = {}): RankedCase => ({
    consignmentId: index + (agency === 'A' ? 0 : 100),
    reference: `${agency}/${index}`,
    stage: 'declaration',
    office: index % 2 === 0 ? 'even' : 'odd',
    channel: 'post',
    lane: 'red',
    isTarget: true,
    place: -index,
    margin: 1,
    probability: 0.5,
    summary: {
      party: 'P',
      route: undefined,
      goods: undefined,
      hsCodes: ['420222'],
      valueUsd: 1,
      right: undefined,
      rights: [],
    },
    contentHash: Buffer.from([index]),
    scoreKey: 'k',
    rules: [],
    hasLookOut: false,
    sealed: undefined,
    releaseCutOffMs: undefined,
    terms: [`t:${agency.toLowerCase()}${index}`, 'hs:420222'],
    ...changes,
  });

  beforeEach(async () => {
    await empty();
    for (const agency of ['A', 'B']) {
      for (let index = 1; index <= 10; index++) {
        const { consignmentId, reference } = ranked(agency, index);
        await sql`insert into consignment (id, agency, reference, stage, known_at_ms, score_tick)
          values (${consignmentId}, ${agency}, ${reference}, 'declaration', ${nowMs}, 1)`.execute(db());
      }
      const cases = Array.from({ length: 10 }, (_, index) => ranked(agency, index + 1));
      await view(({ queueRanking }) => queueRanking.write(cases, nowMs), agency);
    }
  });

  const claim = (person = ada, atMs = nowMs, more: object = {}) =>
    view(
      ({ cases }) => cases.claimNext({ person, nowMs: atMs, untilMs: atMs + 100, hasSealed: false, ...more }),
      'A',
      atMs,
    );
  const listed = (more: object = {}, agency = 'A') =>
    view(
      async ({ cases }) =>
        (await cases.list({ list: 'waiting', nowMs, personId: 1, limit: 100, ...more })).cases.map(
          ({ reference }) => reference,
        ),
      agency,
    );

  describe('the queue', () => {
    it('is taken from the top, by several at once, and no case twice', async () => {
      const taken = await Promise.all(Array.from({ length: 12 }, (_, turn) => claim(turn % 2 === 0 ? ada : bo)));
      const references = taken.flatMap((one) => one?.reference ?? []);
      expect(new Set(references).size).toBe(references.length);
      if (!isConcurrent) expect(references).toHaveLength(10);
      // Whoever found everything locked asks again.
      let next = await claim();
      while (next !== undefined) {
        references.push(next.reference);
        next = await claim();
      }
      expect([...references].sort()).toEqual(Array.from({ length: 10 }, (_, index) => `A/${index + 1}`).sort());
    });

    it('gives a case to somebody else once its lease is over', async () => {
      const first = await claim(ada);
      expect(first?.reference).toBe('A/10');
      expect((await claim(bo))?.reference).toBe('A/9');
      expect((await claim(bo, nowMs + 99))?.reference).toBe('A/8');
      expect(await claim(bo, nowMs + 100)).toMatchObject({ reference: 'A/10', claimedBy: 2, state: 'claimed' });
      expect(await view(({ cases }) => cases.prolong(first!.id, 1, nowMs + 101, nowMs + 500))).toBe(false);
      expect(await view(({ cases }) => cases.prolong(first!.id, 2, nowMs + 101, nowMs + 500))).toBe(true);
    });

    it('is taken within office and lane, and not where it is under seal or past its cut-off', async () => {
      expect((await claim(ada, nowMs, { office: 'odd' }))?.reference).toBe('A/9');
      expect(await claim(ada, nowMs, { lane: 'green' })).toBeUndefined();
      const rest = [ranked('A', 10, { sealed: 'refer' }), ranked('A', 8, { releaseCutOffMs: nowMs })];
      await view(({ queueRanking }) => queueRanking.write(rest, nowMs));
      expect((await claim())?.reference).toBe('A/7');
      expect((await claim(ada, nowMs, { hasSealed: true }))?.reference).toBe('A/10');
    });

    it('is listed in order, filtered, page by page', async () => {
      const order = Array.from({ length: 10 }, (_, index) => `A/${10 - index}`);
      expect(await listed()).toEqual(order);
      const page = await view(({ cases }) => cases.list({ list: 'waiting', nowMs, personId: 1, limit: 4 }));
      expect(page).toMatchObject({ total: 10, isTotalExact: true });
      expect(await listed({ after: page.next })).toEqual(order.slice(4));
      expect(await listed({ office: 'even' })).toHaveLength(5);
      expect(await listed({ hsPrefix: '42' })).toHaveLength(10);
      expect(await listed({ hsPrefix: '43' })).toEqual([]);
      expect(await listed({ text: 'A1' })).toEqual(['A/10', 'A/1']);
      await claim();
      expect(await listed()).not.toContain('A/10');
      expect(await listed({ list: 'mine' })).toEqual(['A/10']);
      expect(await listed({ list: 'mine', personId: 2 })).toEqual([]);
      expect(await listed({ list: 'claimed' })).toEqual(['A/10']);
    });

    it('is its agency’s alone, for reading as for changing', async () => {
      expect(await listed({}, 'B')).toHaveLength(10);
      expect(await listed({}, 'C')).toEqual([]);
      const theirs = await view(({ cases }) => cases.findByReference('B/1'), 'B');
      await view(async ({ cases }) => {
        expect(await cases.find(theirs!.id)).toBeUndefined();
        expect(await cases.findToChange(theirs!.id)).toBeUndefined();
        expect(await cases.findByReference('B/1')).toBeUndefined();
        expect([...(await cases.idsOf(['B/1', 'A/10', 'A/none'])).keys()]).toEqual(['A/10']);
      });
      await expect(view(({ cases }) => cases.change(theirs!.id, { state: 'closed' }))).rejects.toThrow();
      await view(({ queueRanking }) => queueRanking.close([theirs!.id], nowMs));
      expect((await view(({ cases }) => cases.find(theirs!.id), 'B'))?.state).toBe('open');
      await expect(view(({ queueRanking }) => queueRanking.write([ranked('B', 1)], nowMs))).rejects.toThrow();
    });

    it('says nothing of how cases were selected to a view', async () => {
      for (const table of ['case_selection', 'ranking_run']) {
        const asked = db()
          .transaction()
          .execute(async (trx) => {
            await sql`select set_config('role', 'touchstone_request', true)`.execute(trx);
            await sql`select 1 from ${sql.table(table)}`.execute(trx);
          });
        await expect(asked).rejects.toThrow(/permission denied/);
      }
    });
  });

  describe('a ranking', () => {
    const of = (reference: string) => view(({ cases }) => cases.findByReference(reference));

    it('keeps claims, decisions and reasons of the same score, and raises the version with what is shown', async () => {
      const mine = (await claim())!;
      await view(({ queueRanking }) =>
        queueRanking.keepReasons([
          { id: mine.id, consignmentId: 10, reference: 'A/10', scoreKey: 'k', texts: ['because'] },
          { id: mine.id + 1, consignmentId: 11, reference: 'x', scoreKey: 'other', texts: ['not so'] },
        ]),
      );
      await view(({ queueRanking }) => queueRanking.write([ranked('A', 10, { office: 'new' })], nowMs));
      expect(await of('A/10')).toMatchObject({
        state: 'claimed',
        claimedBy: 1,
        office: 'new',
        reasons: ['because'],
        version: mine.version + 1,
      });
      await view(({ queueRanking }) => queueRanking.write([ranked('A', 10, { scoreKey: 'k2' })], nowMs));
      expect((await of('A/10'))?.reasons).toBeUndefined();
      await view(({ queueRanking }) => queueRanking.move([{ id: mine.id, lane: 'green', isTarget: false, place: 3 }]));
      expect(await of('A/10')).toMatchObject({ lane: 'green', isTarget: false, place: 3, version: mine.version + 2 });
    });

    it('closes what nobody decided on, and opens it again', async () => {
      const [one, two] = [(await of('A/1'))!, (await claim())!];
      await view(({ queueRanking }) => queueRanking.close([one.id, two.id], nowMs));
      expect((await of('A/1'))?.state).toBe('closed');
      expect((await of('A/10'))?.state).toBe('claimed');
      await view(({ queueRanking }) => queueRanking.write([ranked('A', 1)], nowMs));
      expect((await of('A/1'))?.state).toBe('open');
    });

    it('keeps how it chose, and leaves the selection of what is decided', async () => {
      const runs = createRankingRunStorage(db());
      const { id } = (await of('A/1'))!;
      const run = (seed: number, probability: number) =>
        runs.add({
          agency: 'A',
          atMs: 1,
          policy: 'p',
          capacity: 'c',
          seed,
          report: {},
          selections: [{ caseId: id, source: 'random', probability, rules: [] }],
        });
      expect(await runs.seedOf('A')).toBeUndefined();
      await run(7, 0.25);
      await view(({ cases }) => cases.change(id, { state: 'decided' }));
      await run(7, 0.5);
      expect(await runs.seedOf('A')).toBe(7);
      expect(await runs.seedOf('B')).toBeUndefined();
      const { rows } = await sql<{ probability: number }>`select probability from case_selection`.execute(db());
      expect(rows).toEqual([{ probability: 0.25 }]);
    });
  });
});
