/** What stores of frozen targets keep to. */
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import type { AgencyView } from '../../../src/services/agency-view-ports.ts';
import type { NewFrozenTarget } from '../../../src/services/disclosure-ports.ts';
import { eraseRecords } from '../../../src/services/erase-records.ts';
import { asAgency } from '../../../src/storage/agency-view.ts';
import { openAgencyView } from '../../../src/storage/open-agency-view.ts';
import { canonicalJson } from '../../../src/util/canonical-json.ts';
import { frozenContent } from '../../factories/frozen-content.ts';
import { makeRecord } from '../../factories/goods-item-record.ts';
import type { GivenDatabase } from './on-both-databases.ts';
import { storeUnderTest } from './store-under-test.ts';

const target = (changes: Partial<NewFrozenTarget> = {}): NewFrozenTarget => ({
  caseId: 7,
  reference: 'TEST/A',
  frozenAtMs: 5,
  content: frozenContent(),
  records: ['TEST/A', 'TEST/E'],
  ...changes,
});

/** Defines the contract's tests. */
export function describeFrozenTargetContract({ database, empty }: GivenDatabase): void {
  const { ports, store, load, atMs } = storeUnderTest(database);
  beforeEach(() => empty());
  const view = <T>(use: (view: AgencyView) => Promise<T>, agency = 'TEST') =>
    asAgency(database().db, { agency, nowMs: 1 }, openAgencyView, use);
  const add = (changes?: Partial<NewFrozenTarget>) => view(({ frozenTargets }) => frozenTargets.add(target(changes)));
  const ids = async () => (await store().frozenTargets.list({ limit: 9 })).map(({ id }) => id);
  const erase = (records: readonly string[]) =>
    eraseRecords(ports, store(), { records, party: undefined, ground: 'request 3' });
  const audited = async (action: string) =>
    (await store().audit.find({ action, limit: 9 })).entries.map(({ subject, agency }) => `${subject} ${agency}`);

  describe('a frozen target', () => {
    it('comes back as it was, with the hash of its content, to its own agency alone', async () => {
      const id = await add();
      const found = await view(({ frozenTargets }) => frozenTargets.find(id));
      expect(found).toMatchObject({ id, agency: 'TEST', caseId: 7, reference: 'TEST/A', hold: undefined });
      expect(found?.content).toEqual(JSON.parse(JSON.stringify(frozenContent())));
      const hash = createHash('sha256').update(canonicalJson(found?.content)).digest();
      expect(Buffer.from(found!.contentHash)).toEqual(hash);
      expect(await view(({ frozenTargets }) => frozenTargets.find(id), 'OTHER')).toBeUndefined();
      expect(await view(({ frozenTargets }) => frozenTargets.list({ limit: 9 }), 'OTHER')).toEqual([]);
      expect(await view(({ frozenTargets }) => frozenTargets.setHold(id, undefined), 'OTHER')).toBe(false);
    });

    it('is found by case and reference, the youngest first', async () => {
      const [one, two, three] = [await add(), await add({ caseId: 8 }), await add({ reference: 'TEST/B' })];
      const list = async (filter: object) =>
        (await view(({ frozenTargets }) => frozenTargets.list({ limit: 9, ...filter }))).map(({ id }) => id);
      expect(await list({})).toEqual([three, two, one]);
      expect(await list({ reference: 'TEST/A' })).toEqual([two, one]);
      expect(await list({ caseId: 7, beforeId: three })).toEqual([one]);
      expect(await list({ limit: 1 })).toEqual([three]);
    });

    it('keeps how it was selected, where no view reads it', async () => {
      await load([makeRecord({ reference: 'A' })]);
      const { db } = database();
      await sql`insert into review_case (agency, consignment_id, reference, stage, lane, is_target, place, summary, content_hash,
          has_look_out, state, opened_at_ms)
        select agency, id, reference, stage, 'red', true, 1, '{}', '', false, 'open', 1 from consignment`.execute(db);
      await sql`insert into ranking_run (agency, at_ms, policy, capacity, seed, report)
        values ('TEST', 3, 'default', '', 1, '{}')`.execute(db);
      await sql`insert into case_selection select review_case.id, ranking_run.id, 'random', 0.25
        from review_case, ranking_run`.execute(db);
      const { rows } = await sql<{ id: number }>`select id from review_case`.execute(db);
      const id = await add({ caseId: rows[0]!.id });
      expect(await store().frozenTargets.selectionOf(id)).toEqual({
        source: 'random',
        probability: 0.25,
        policy: 'default',
        rankedAtMs: 3,
      });
      // What a later ranking says of the case changes nothing.
      await sql`update case_selection set source = 'model'`.execute(db);
      expect(await store().frozenTargets.selectionOf(id)).toMatchObject({ source: 'random' });
      expect(await store().frozenTargets.selectionOf(await add())).toBeUndefined();
    });

    it('shows and changes nothing in a view but what it is for', async () => {
      await add();
      for (const statement of [
        'select * from frozen_selection',
        `update frozen_target set content = '{}'`,
        'update frozen_target set held_back_since_ms = null',
        'delete from frozen_target',
      ]) {
        const run = database()
          .db.transaction()
          .execute(async (trx) => {
            await sql`select set_config('touchstone.agency', 'TEST', true), set_config('role', 'touchstone_request', true)`.execute(
              trx,
            );
            await sql.raw(statement).execute(trx);
          });
        await expect(run, statement).rejects.toThrow(/permission denied/);
      }
    });
  });

  describe('an erasure', () => {
    beforeEach(async () => {
      await load([makeRecord({ reference: 'A' }), makeRecord({ reference: 'B' })]);
    });

    it('reaches frozen targets by every record in them, and says so in the audit', async () => {
      const one = await add();
      const two = await add({ reference: 'TEST/B', records: ['TEST/A'] });
      const other = await add({ reference: 'TEST/B', records: [] });
      expect(await erase(['TEST/A#1'])).toMatchObject({ heldBack: [] });
      expect(await ids()).toEqual([other]);
      expect(await audited('erase-frozen-target')).toEqual([`frozen-target:${two} TEST`, `frozen-target:${one} TEST`]);
      expect(await audited('erase-records')).toEqual(['erasure:1 TEST']);
    });

    it('passes by a legal hold, which is listed, and comes back when it is over', async () => {
      const [kept, lifted, past] = [await add(), await add(), await add()];
      const hold = { ground: 'appeal 5', untilMs: atMs + 1000, setBy: 'person:1', setAtMs: 1 };
      await view(({ frozenTargets }) => frozenTargets.setHold(kept, hold));
      await view(({ frozenTargets }) => frozenTargets.setHold(lifted, hold));
      await view(({ frozenTargets }) => frozenTargets.setHold(past, { ...hold, untilMs: atMs }));
      const { heldBack } = await erase(['TEST/A']);
      expect(heldBack).toMatchObject([
        { id: kept, hold, heldBackSinceMs: atMs },
        { id: lifted, hold },
      ]);
      expect(await store().frozenTargets.eraseDue(atMs + 999)).toBe(0);
      await view(({ frozenTargets }) => frozenTargets.setHold(lifted, undefined));
      expect(await store().frozenTargets.eraseDue(atMs + 999)).toBe(1);
      expect(await ids()).toEqual([kept]);
      expect(await store().frozenTargets.eraseDue(atMs + 1000)).toBe(1);
      expect(await ids()).toEqual([]);
      expect(await audited('erase-frozen-target')).toHaveLength(3);
    });
  });
}
