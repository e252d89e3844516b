/** Cases of an agency in the database. */
import { type Kysely, sql } from 'kysely';
import type { CasePort, QueueReport, ReviewCase } from '../../services/case-ports.ts';
import type { Tables } from '../database/tables.ts';
import { type CaseRow, caseColumns, caseOf } from './case-row.ts';
import { changeCase, claimNext, prolong } from './change-case.ts';
import { listCases } from './list-cases.ts';

/**
 * Returns the port of an agency's cases on the transaction of its view.
 * @param agency whose rows are added; what is read and changed is what the view lets see.
 */
export function createCaseStorage(db: Kysely<Tables>, agency: string): CasePort {
  const cases = () => db.selectFrom('reviewCase').select(caseColumns);
  return {
    list: (filter) => listCases(db, filter),
    find: async (id) => shapedOrNone(await cases().where('id', '=', id).executeTakeFirst()),
    findByReference: async (reference) =>
      shapedOrNone(await cases().where('reference', '=', reference).executeTakeFirst()),
    idsOf: async (references) => {
      if (references.length === 0) return new Map();
      const rows = await db
        .selectFrom('reviewCase')
        .select(['id', 'reference'])
        .where('reference', 'in', references)
        .execute();
      return new Map(rows.map(({ id, reference }) => [reference, id]));
    },
    findToChange: async (id) => shapedOrNone(await cases().where('id', '=', id).forUpdate().executeTakeFirst()),
    claimNext: (filter) => claimNext(db, filter),
    prolong: (id, personId, nowMs, untilMs) => prolong(db, { id, personId, nowMs, untilMs }),
    change: (id, change) => changeCase(db, id, change),
    addEvent: async (caseId, { by, ...event }) => {
      await db
        .insertInto('caseEvent')
        .values({ agency, caseId, ...event, byName: by ?? null })
        .execute();
    },
    events: async (caseId) => {
      const rows = await db
        .selectFrom('caseEvent')
        .select(['kind', 'atMs', 'byName', 'text'])
        .where('caseId', '=', caseId)
        .orderBy('id')
        .execute();
      return rows.map(({ byName, ...event }) => ({ ...event, by: byName ?? undefined }));
    },
    addNote: async (caseId, { atMs, by, byId, text }) => {
      await db.insertInto('caseNote').values({ agency, caseId, atMs, byId, byName: by, text }).execute();
    },
    notes: (caseId) =>
      db
        .selectFrom('caseNote')
        .select(['atMs', 'byName as by', 'text'])
        .where('caseId', '=', caseId)
        .orderBy('id')
        .execute(),
    attach: async (caseId, { sha256, bytes, ...file }) => {
      const { id } = await db
        .insertInto('caseAttachment')
        .values({
          agency,
          caseId,
          ...file,
          byteCount: bytes.length,
          sha256: Buffer.from(sha256),
          bytes: Buffer.from(bytes),
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      return id;
    },
    attachments: (caseId) =>
      db
        .selectFrom('caseAttachment')
        .select(['id', 'fileName', 'byteCount', 'sha256', 'tlp'])
        .where('caseId', '=', caseId)
        .orderBy('id')
        .execute(),
    attachment: (caseId, id) =>
      db
        .selectFrom('caseAttachment')
        .select(['id', 'fileName', 'byteCount', 'sha256', 'tlp', 'bytes'])
        .where('caseId', '=', caseId)
        .where('id', '=', id)
        .executeTakeFirst(),
    addResult: async (caseId, recordedAtMs, record) => {
      const { id } = await db
        .insertInto('caseResult')
        .values({ agency, caseId, recordedAtMs, record: JSON.stringify(record), loadedAtMs: null })
        .returning('id')
        .executeTakeFirstOrThrow();
      return id;
    },
    countDecidedTargets: async (sinceMs) => {
      const { count } = await db
        .selectFrom('reviewCase')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('decidedAtMs', '>=', sinceMs)
        .where('isTarget', '=', true)
        .executeTakeFirstOrThrow();
      return count;
    },
    state: async () => {
      const row = await db.selectFrom('queueState').selectAll().executeTakeFirst();
      return {
        rankedAtMs: row?.rankedAtMs ?? undefined,
        report: (row?.report as QueueReport | null | undefined) ?? undefined,
        capacityHash: row?.capacityHash ?? undefined,
        newestConsignment: row?.newestConsignment ?? 0,
        requestedAtMs: row?.requestedAtMs ?? undefined,
        version: row?.version ?? 0,
      };
    },
    requestRanking: async (atMs) => {
      await sql`insert into queue_state (agency, requested_at_ms, version) values (${agency}, ${atMs}, 1)
        on conflict (agency) do update set requested_at_ms = excluded.requested_at_ms`.execute(db);
    },
    noteChange: async () => {
      await sql`insert into queue_state (agency, version) values (${agency}, 1)
        on conflict (agency) do update set version = queue_state.version + 1`.execute(db);
    },
  };
}

function shapedOrNone(row: CaseRow | undefined): ReviewCase | undefined {
  return row === undefined ? undefined : caseOf(row);
}
