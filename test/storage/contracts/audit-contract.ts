/** What every audit keeps to. */
import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { checkAuditChain } from '../../../src/domain/audit-chain.ts';
import type { AuditHead, AuditRecord } from '../../../src/domain/audit-entry.ts';
import type { AuditPort, NewAuditEntry } from '../../../src/services/audit-ports.ts';
import { asAgency } from '../../../src/storage/agency-view.ts';
import { openAgencyView } from '../../../src/storage/open-agency-view.ts';
import type { GivenDatabase } from './on-both-databases.ts';

interface AuditContract extends GivenDatabase {
  readonly audit: () => AuditPort;
}

const some = (changes: Partial<NewAuditEntry> = {}): NewAuditEntry => ({
  atMs: 1000,
  actor: 'person:1',
  agency: 'AURELIA',
  action: 'decide-case',
  subject: 'case:7',
  payload: { code: 'release', note: 'ä "quoted" \u0000 \ud800 😀', list: [1, 2.5, null] },
  ...changes,
});

/** Defines the contract's tests. */
export function describeAuditContract({ audit, database, empty, isConcurrent }: AuditContract): void {
  beforeEach(() => empty());
  const read = async (): Promise<AuditRecord[]> => {
    const records: AuditRecord[] = [];
    for await (const some of audit().readAll()) records.push(...some);
    return records;
  };
  const check = async (anchors: readonly AuditHead[] = []) => {
    const chain = checkAuditChain(anchors);
    for (const record of await read()) chain.take(record);
    return chain.finish();
  };
  const change = (statement: string): Promise<unknown> =>
    database()
      .db.transaction()
      .execute(async (trx) => {
        for (const table of ['audit_entry', 'audit_payload'])
          await sql.raw(`alter table ${table} disable trigger user`).execute(trx);
        for (const part of statement.split('; ')) await sql.raw(part).execute(trx);
        for (const table of ['audit_entry', 'audit_payload'])
          await sql.raw(`alter table ${table} enable always trigger ${table}_append_only`).execute(trx);
      });

  describe('the chain', () => {
    it('links what it was given, in order, so that the program finds the hashes of the database right', async () => {
      expect(await audit().head()).toBeUndefined();
      await audit().append(some());
      await audit().appendMany([
        some({ subject: undefined, payload: null, actor: '\ud800\u0000', agency: '' }),
        some({ payload: undefined, action: 'ünï', atMs: 9_007_199_254_740_991, subject: '' }),
      ]);
      await audit().appendMany([]);
      const report = await check();
      expect(report).toMatchObject({ isIntact: true, entries: 3, faults: [], erasedPayloads: 0 });
      expect(report.head).toEqual(await audit().head());
      const [first, second, third] = await read();
      expect(JSON.parse(first!.payload!.text)).toEqual(some().payload);
      expect(second).toMatchObject({ sequence: 2, subject: undefined, actor: '\ufffd\ufffd', agency: '' });
      expect(third).toMatchObject({ sequence: 3, subject: '', action: 'ünï', atMs: 9_007_199_254_740_991 });
      expect(first!.payload!.salt).not.toEqual(second!.payload!.salt);
    });

    it('is only added to, also by its owner', async () => {
      await audit().append(some());
      const statements = [
        `update audit_entry set actor = 'person:2'`,
        'delete from audit_entry',
        'truncate audit_entry cascade',
        `update audit_payload set payload = 'null'`,
        'truncate audit_payload',
        `set local session_replication_role = replica; update audit_entry set actor = 'person:2'`,
      ];
      for (const statement of statements) {
        const run = database()
          .db.transaction()
          .execute(async (trx) => {
            for (const part of statement.split('; ')) await sql.raw(part).execute(trx);
          });
        await expect(run, statement).rejects.toThrow(/the audit is only added to/);
      }
      expect(await check()).toMatchObject({ isIntact: true, entries: 1 });
    });

    it('shows what was done to it by somebody who could', async () => {
      await audit().appendMany([1, 2, 3, 4].map((at) => some({ atMs: at })));
      const anchor = (await audit().head())!;
      await change(`update audit_entry set actor = 'person:2' where sequence = 2`);
      expect((await check()).faults).toMatchObject([{ kind: 'changed-entry', sequence: 2 }]);
      await change(`update audit_entry set actor = 'person:1' where sequence = 2`);
      expect((await check([anchor])).faults).toEqual([]);
      await change(`update audit_payload set payload = '{}' where sequence = 3`);
      expect((await check()).faults).toMatchObject([{ kind: 'changed-payload', sequence: 3 }]);
      await change('delete from audit_payload where sequence = 3');
      expect((await check()).faults).toMatchObject([{ kind: 'missing-payload', sequence: 3 }]);
      await change('delete from audit_payload where sequence = 4; delete from audit_entry where sequence = 4');
      expect((await check([anchor])).faults.map(({ kind }) => kind)).toEqual(['missing-payload', 'cut-tail']);
    });

    it('has no gap and no fork, however many add at once', async () => {
      await Promise.all(
        Array.from({ length: 24 }, (_, n) =>
          n % 2 === 0
            ? audit().append(some({ atMs: n }))
            : asAgency(database().db, { agency: 'AURELIA', nowMs: n }, openAgencyView, async (view) => {
                await view.audit.append(some({ atMs: n }));
                await view.audit.append(some({ atMs: n }));
              }),
        ),
      );
      expect(await check()).toMatchObject({ isIntact: true, entries: 36, faults: [] });
    });

    it.runIf(isConcurrent)('gives no number to what is rolled back', async () => {
      const failing = Array.from({ length: 8 }, () =>
        asAgency(database().db, { agency: 'AURELIA', nowMs: 1 }, openAgencyView, async (view) => {
          await view.audit.append(some());
          throw new Error('no');
        }).catch(() => {}),
      );
      await Promise.all([...failing, ...[1, 2, 3].map(() => audit().append(some()))]);
      expect(await check()).toMatchObject({ isIntact: true, entries: 3 });
    });
  });

  describe('payloads', () => {
    it('can be erased; the chain stays whole and says which are gone', async () => {
      await audit().appendMany([some(), some(), some()]);
      const erasure = { atMs: 5, actor: 'command', ground: 'expired' };
      expect(await audit().erasePayloads({ ...erasure, sequences: [1, 3, 99] })).toBe(2);
      expect(await audit().erasePayloads({ ...erasure, sequences: [1, 4] })).toBe(0);
      const records = await read();
      expect(records.map(({ payload }) => payload !== undefined)).toEqual([false, true, false, true]);
      expect(records[3]).toMatchObject({ action: 'erase-audit-payloads', actor: 'command', agency: '' });
      expect(JSON.parse(records[3]!.payload!.text)).toEqual({ sequences: [1, 3], ground: 'expired' });
      expect(await check()).toMatchObject({ isIntact: true, entries: 4, erasedPayloads: 2 });
    });
  });

  describe('entries', () => {
    it('are found by what they say, newest first, page after page', async () => {
      await audit().appendMany([
        some({ atMs: 1 }),
        some({ atMs: 2, actor: 'person:2', action: 'search', subject: undefined }),
        some({ atMs: 3, agency: 'BOREALIS' }),
        some({ atMs: 4 }),
      ]);
      const found = async (filter: Partial<Parameters<AuditPort['find']>[0]>) =>
        (await audit().find({ limit: 10, ...filter })).entries.map(({ sequence }) => sequence);
      expect(await found({})).toEqual([4, 3, 2, 1]);
      expect(await found({ agency: 'AURELIA' })).toEqual([4, 2, 1]);
      expect(await found({ actor: 'person:2' })).toEqual([2]);
      expect(await found({ action: 'decide-case', subject: 'case:7', fromMs: 2, toMs: 4 })).toEqual([3]);
      expect(await found({ subject: 'case:\0' })).toEqual([]);
      expect(await found({ limit: 2 })).toEqual([4, 3]);
      expect(await found({ limit: 2, beforeSequence: 3 })).toEqual([2, 1]);
      expect(await audit().find({ limit: 1, agency: 'AURELIA', beforeSequence: 4 })).toMatchObject({
        total: 3,
        isTotalExact: true,
      });
    });

    it('are counted up to 1,000', async () => {
      await audit().appendMany(Array.from({ length: 1001 }, () => some({ payload: 0 })));
      expect(await audit().find({ limit: 1 })).toMatchObject({ total: 1000, isTotalExact: false });
      expect(await audit().find({ limit: 1, toMs: 1 })).toMatchObject({ total: 0, isTotalExact: true });
    });
  });

  describe("an agency's view", () => {
    const view = <T>(agency: string, use: Parameters<typeof asAgency<T>>[3]) =>
      asAgency(database().db, { agency, nowMs: 1 }, openAgencyView, use);

    it('finds the entries of the agency and their payloads, whatever it asks for', async () => {
      await audit().appendMany([some(), some({ agency: 'BOREALIS' }), some({ agency: '' })]);
      const { entries, total } = await view('BOREALIS', ({ audit }) => audit.find({ limit: 10 }));
      expect(entries).toMatchObject([{ sequence: 2, payload: { text: expect.any(String) } }]);
      expect(total).toBe(1);
      const other = await view('BOREALIS', ({ audit }) => audit.find({ limit: 10, agency: 'AURELIA' }));
      expect(other).toEqual({ entries: [], total: 0, isTotalExact: true });
    });

    it('adds entries of its own agency alone', async () => {
      await view('AURELIA', ({ audit }) => audit.append(some()));
      for (const agency of ['BOREALIS', '']) {
        await expect(view('AURELIA', ({ audit }) => audit.append(some({ agency })))).rejects.toThrow(/another agency/);
      }
      expect(await check()).toMatchObject({ isIntact: true, entries: 1 });
    });

    it('has no other way to the chain', async () => {
      await audit().append(some());
      const statements = [
        `insert into audit_entry select sequence + 1, at_ms, actor, agency, action, subject, payload_hash, previous_hash, hash from audit_entry`,
        `update audit_entry set actor = 'x'`,
        'delete from audit_entry',
        'delete from audit_payload',
        'select * from audit_anchor',
      ];
      for (const statement of statements) {
        const run = database()
          .db.transaction()
          .execute(async (trx) => {
            await sql`select set_config('touchstone.agency', 'AURELIA', true), set_config('role', 'touchstone_request', true)`.execute(
              trx,
            );
            await sql.raw(statement).execute(trx);
          });
        await expect(run, statement).rejects.toThrow(/permission denied/);
      }
    });
  });

  it('keeps signed heads, each once', async () => {
    const bytes = (value: number, length: number) => Buffer.alloc(length, value);
    const anchor = {
      sequence: 3,
      hash: bytes(1, 32),
      atMs: 1,
      anchoredAtMs: 2,
      signature: bytes(2, 64),
      publicKey: bytes(3, 32),
    };
    await audit().keepAnchor(anchor);
    await audit().keepAnchor(anchor);
    await audit().keepAnchor({ ...anchor, sequence: 1 });
    expect(await audit().anchors()).toEqual([{ ...anchor, sequence: 1 }, anchor]);
  });
}
