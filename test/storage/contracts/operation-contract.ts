/** What stores of operations keep to. */
import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import type { GivenTarget } from '../../../src/domain/cut-by-jurisdiction.ts';
import type { ListedTarget } from '../../../src/domain/list-version.ts';
import type { AgencyView } from '../../../src/services/agency-view-ports.ts';
import type { ListDelivery, NewList, OperationTerms } from '../../../src/services/operation-ports.ts';
import { eraseFromOperations } from '../../../src/storage/erasure/erase-from-operations.ts';
import { readAtMs, sharedStore } from '../../factories/shared-store.ts';
import type { GivenDatabase } from './on-both-databases.ts';

const terms = {
  name: 'Autumn',
  purpose: 'customs-risk-analysis',
  legalBasis: 'a law',
  scope: { channels: ['post'], offices: [], hsPrefixes: [], originCountries: [], departureCountries: [] },
  plan: { from: '2026-10-05', to: '2026-10-06', offices: [] },
  handling: { tlp: 'TLP:AMBER', europolCodes: [], isOriginatorControlled: false },
  reportsDueMs: readAtMs + 1000,
} as unknown as OperationTerms;
const target = (reference: string): ListedTarget => ({
  reference,
  unit: reference,
  office: 'O1',
  shift: '2026-10-05/day',
  control: 'physical',
  riskScore: 40,
  minutes: { documentary: 0, scan: 0, physical: 60 },
  leadAgency: 'AURELIA',
  hsCodes: ['420221'],
});
const mark = { by: 'person:1', name: 'One', atMs: readAtMs };
const list = (operationId: number, references: readonly string[], keys = references): NewList => ({
  operationId,
  targets: references.map(target),
  figures: { targets: references.length } as NewList['figures'],
  policy: 'p version 1',
  seed: 1,
  made: mark,
  draw: references.map((reference) => ({ reference, source: 'random' })),
  claims: references.map((reference, index) => ({ reference, key: keys[index]! })),
});
const participation = {
  agency: 'BOREALIS',
  powers: ['open'],
  offices: ['O1'],
  countries: [],
  contacts: [],
  state: 'invited',
} as const;

/** Defines the contract's tests. */
export function describeOperationContract({ database, empty }: GivenDatabase): void {
  const shared = sharedStore(database);
  const as = <T>(agency: string, use: (view: AgencyView) => Promise<T>) => shared.seenBy(agency, use);
  let id: number;

  beforeEach(async () => {
    await empty();
    await shared.addAgencies();
    id = await as('AURELIA', ({ operations }) => operations.add(terms, { by: 'person:1', atMs: readAtMs }));
  });

  /** Makes a list, has it approved, and returns its id. */
  async function approved(
    agency: string,
    operationId: number,
    references: readonly string[],
    keys?: readonly string[],
  ) {
    return as(agency, async ({ listVersions }) => {
      const version = await listVersions.add(list(operationId, references, keys));
      const found = await listVersions.find(operationId, version);
      await listVersions.approve(found!.id, { ...mark, by: 'person:2' });
      return found!.id;
    });
  }
  async function accept(agency = 'BOREALIS') {
    await as('AURELIA', ({ operations }) => operations.invite(id, { ...participation, agency }, readAtMs));
    await as(agency, ({ operations }) =>
      operations.answer(id, { powers: ['open'], contacts: [], state: 'accepted' }, { by: 'person:9', atMs: readAtMs }),
    );
  }

  describe('an operation', () => {
    it('comes back as it was, to the agency that leads and to those that are invited', async () => {
      const found = await as('AURELIA', ({ operations }) => operations.find(id));
      expect(found).toMatchObject({ ...terms, id, agency: 'AURELIA', state: 'planned', version: 1 });
      expect(await as('BOREALIS', ({ operations }) => operations.find(id))).toBeUndefined();
      await as('AURELIA', ({ operations }) => operations.invite(id, participation, readAtMs));
      expect(await as('BOREALIS', ({ operations }) => operations.find(id))).toMatchObject({ id });
      expect(await as('BOREALIS', ({ operations }) => operations.list(9))).toHaveLength(1);
      expect(await as('CORVIA', ({ operations }) => operations.list(9))).toEqual([]);
      expect(await as('CORVIA', ({ operations }) => operations.participants(id))).toEqual([]);
    });

    it('is changed by the agency that leads alone', async () => {
      await accept();
      await as('AURELIA', ({ operations }) => operations.change(id, { ...terms, name: 'Winter' }));
      await as('BOREALIS', ({ operations }) => operations.change(id, { ...terms, name: 'mine' }));
      await as('BOREALIS', ({ operations }) => operations.advance(id, 'running'));
      expect(await as('BOREALIS', ({ operations }) => operations.findToChange(id))).toBeUndefined();
      const found = await as('AURELIA', ({ operations }) => operations.findToChange(id));
      expect(found).toMatchObject({ name: 'Winter', state: 'planned', version: 2 });
    });

    it('is gone for whoever declines, and nobody answers for another', async () => {
      await accept();
      await accept('CORVIA');
      await as('BOREALIS', ({ operations }) =>
        operations.answer(id, { powers: [], contacts: [], state: 'declined' }, { by: 'person:9', atMs: readAtMs }),
      );
      expect(await as('BOREALIS', ({ operations }) => operations.find(id))).toBeUndefined();
      const states = (await as('CORVIA', ({ operations }) => operations.participants(id))).map(
        ({ agency, state }) => `${agency} ${state}`,
      );
      expect(states).toEqual(['BOREALIS declined', 'CORVIA accepted']);
      await expect(as('CORVIA', ({ operations }) => operations.invite(id, participation, readAtMs))).rejects.toThrow();
    });
  });

  describe('a list', () => {
    it('has versions of each agency, and is there for its agency alone', async () => {
      await accept();
      await approved('AURELIA', id, ['AURELIA/1']);
      await approved('AURELIA', id, ['AURELIA/1', 'AURELIA/2']);
      await approved('BOREALIS', id, ['BOREALIS/1']);
      const versions = (agency: string) =>
        as(agency, async ({ listVersions }) =>
          (await listVersions.list(id)).map(({ version, targetCount }) => [version, targetCount]),
        );
      expect(await versions('AURELIA')).toEqual([
        [2, 2],
        [1, 1],
      ]);
      expect(await versions('BOREALIS')).toEqual([[1, 1]]);
    });

    it('is never changed by a request, and never approved by who made it', async () => {
      const listId = await approved('AURELIA', id, ['AURELIA/1']);
      const change = (statement: string) =>
        database()
          .db.transaction()
          .execute(async (trx) => {
            await sql`select set_config('touchstone.agency', 'AURELIA', true), set_config('role', 'touchstone_request', true)`.execute(
              trx,
            );
            await sql.raw(statement).execute(trx);
          });
      for (const statement of [
        `update list_version set targets = '[]' where id = ${listId}`,
        `update list_version set made_by = 'person:7' where id = ${listId}`,
        `delete from list_version where id = ${listId}`,
        `select * from list_draw`,
      ])
        await expect(change(statement), statement).rejects.toThrow(/permission denied/);
      await expect(as('AURELIA', ({ listVersions }) => listVersions.approve(listId, mark))).rejects.toThrow();
    });

    it('gives others what was cut for them, as long as an agreement gives anything, until it is recalled', async () => {
      await accept();
      const listId = await approved('AURELIA', id, ['AURELIA/1']);
      const given = { ...target('AURELIA/1'), markings: ['TLP:AMBER'] } as GivenTarget;
      const delivery: Omit<ListDelivery, 'maker'> = {
        operationId: id,
        agency: 'BOREALIS',
        version: 1,
        targets: [given],
        outside: 0,
        heldBack: 0,
        sentAtMs: readAtMs,
        recalledAtMs: undefined,
        recallReason: undefined,
      };
      await as('AURELIA', ({ listVersions }) => listVersions.send(listId, mark, [delivery]));
      const seen = (agency: string) => as(agency, ({ listVersions }) => listVersions.deliveries(id));
      expect(await seen('BOREALIS')).toEqual([]);
      const agreement = await shared.agree({ giver: 'AURELIA', taker: 'BOREALIS' });
      expect(await seen('BOREALIS')).toMatchObject([{ maker: 'AURELIA', targets: [{ reference: 'AURELIA/1' }] }]);
      expect(await seen('CORVIA')).toEqual([]);
      await as('AURELIA', ({ listVersions }) => listVersions.recall(listId, mark, 'wrong'));
      expect(await seen('BOREALIS')).toMatchObject([{ targets: [], recallReason: 'wrong' }]);
      await as('AURELIA', ({ agreements }) => agreements.end(agreement, { by: 'person:1', atMs: readAtMs - 1 }));
      expect(await seen('BOREALIS')).toEqual([]);
      expect(await seen('AURELIA')).toHaveLength(1);
    });

    it('loses what is erased, wherever it stands', async () => {
      const listId = await approved('AURELIA', id, ['AURELIA/1', 'AURELIA/2']);
      const other = await as('AURELIA', ({ operations }) => operations.add(terms, { by: 'person:1', atMs: readAtMs }));
      await approved('AURELIA', other, ['AURELIA/1']);
      await as('AURELIA', ({ operationLog }) => operationLog.findConflicts(listId, readAtMs));
      await database()
        .db.transaction()
        .execute((trx) => eraseFromOperations(trx, ['AURELIA/1']));
      const left = await as('AURELIA', ({ listVersions }) => listVersions.targets(listId));
      expect(left.map(({ reference }) => reference)).toEqual(['AURELIA/2']);
      expect(await as('AURELIA', ({ operationLog }) => operationLog.conflicts(id))).toEqual([]);
      const { rows } = await sql<{ text: string }>`
        select (select string_agg(draw::text, '') from list_draw) || coalesce((select string_agg(reference, ' ') from target_claim), '') as text`.execute(
        database().db,
      );
      expect(rows[0]!.text).not.toContain('AURELIA/1');
    });
  });

  describe('a conflict', () => {
    const find = (agency: string, listId: number) =>
      as(agency, ({ operationLog }) => operationLog.findConflicts(listId, readAtMs));

    it('is found by the goods between participants of one operation, and told to both', async () => {
      await accept();
      const first = await approved('AURELIA', id, ['AURELIA/1'], ['s10:RB1']);
      const second = await approved('BOREALIS', id, ['BOREALIS/7'], ['s10:RB1']);
      expect(await find('BOREALIS', second)).toBe(1);
      expect(await find('BOREALIS', second)).toBe(1);
      for (const agency of ['AURELIA', 'BOREALIS']) {
        const [conflict, ...more] = await as(agency, ({ operationLog }) => operationLog.conflicts(id));
        expect(more).toEqual([]);
        expect(conflict).toMatchObject({ reference: 'BOREALIS/7', otherReference: 'AURELIA/1', decisions: [] });
      }
      await as('AURELIA', async ({ operationLog }) => {
        const conflictId = (await operationLog.conflicts(id))[0]!.id;
        const decision = { outcome: 'joint', leader: 'AURELIA', note: 'together', ...mark } as const;
        await operationLog.decide(conflictId, decision);
        await operationLog.decide(conflictId, { ...decision, outcome: 'waits' });
      });
      const [decided] = await as('BOREALIS', ({ operationLog }) => operationLog.conflicts(id));
      expect(decided!.decisions.map(({ outcome, agency }) => `${outcome} ${agency}`)).toEqual([
        'joint AURELIA',
        'waits AURELIA',
      ]);
      // A list that is recalled is no conflict any more.
      await as('AURELIA', async ({ listVersions }) => {
        await listVersions.send(first, mark, []);
        await listVersions.recall(first, mark, 'x');
      });
      expect(await find('BOREALIS', second)).toBe(0);
    });

    it('is not told of operations that an agency takes no part in', async () => {
      const elsewhere = await as('BOREALIS', ({ operations }) =>
        operations.add(terms, { by: 'person:1', atMs: readAtMs }),
      );
      await approved('BOREALIS', elsewhere, ['BOREALIS/7'], ['s10:RB1']);
      const own = await approved('AURELIA', id, ['AURELIA/1'], ['s10:RB1']);
      expect(await find('AURELIA', own)).toBe(0);
      const own2 = await approved('AURELIA', id, ['AURELIA/2'], ['s10:RB2']);
      const other = await as('AURELIA', ({ operations }) => operations.add(terms, { by: 'person:1', atMs: readAtMs }));
      const asked = await approved('AURELIA', other, ['AURELIA/1', 'AURELIA/2'], ['s10:RB1', 's10:RB2']);
      // Of versions that were approved and not sent, the last one counts.
      expect(own2).toBeGreaterThan(own);
      expect(await find('AURELIA', asked)).toBe(1);
      // Nor may anybody ask for the list of another.
      expect(await find('BOREALIS', own)).toBe(0);
    });
  });

  it('keeps reports for all who take part', async () => {
    await accept();
    const report = {
      fromDay: '2026-10-05',
      toDay: '2026-10-06',
      counts: { targetsHeld: 1, examined: 1, found: 0, articles: 0, arrests: 0 },
      text: 'quiet',
      isFinal: true,
      madeBy: 'person:1',
      madeByName: 'One',
      madeAtMs: readAtMs,
    };
    await as('BOREALIS', ({ operationLog }) => operationLog.addReport(id, report));
    expect(await as('AURELIA', ({ operationLog }) => operationLog.reports(id))).toMatchObject([
      { ...report, agency: 'BOREALIS' },
    ]);
    expect(await as('CORVIA', ({ operationLog }) => operationLog.reports(id))).toEqual([]);
    await expect(as('CORVIA', ({ operationLog }) => operationLog.addReport(id, report))).rejects.toThrow();
  });
}
