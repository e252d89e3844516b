/** Versions of rules and policies in the database. */
import { type Kysely, type Selectable, sql } from 'kysely';
import { answeredOutcomes, type HolderReplies } from '../../domain/holder-replies.ts';
import type { SelectivityKind } from '../../domain/selectivity-version.ts';
import { AppError } from '../../errors.ts';
import type {
  FloorFlag,
  SelectivityPort,
  SelectivityVersion,
  VersionChange,
  VersionStepTaken,
} from '../../services/selectivity-ports.ts';
import type { Tables } from '../database/tables.ts';
import { readPastConsignments } from './read-past-consignments.ts';

/** Returns the port on the transaction of an agency's view. */
export function createSelectivityStorage(db: Kysely<Tables>, agency: string): SelectivityPort {
  const versions = (kind: SelectivityKind) =>
    db.selectFrom('selectivityVersion').selectAll().where('agency', '=', agency).where('kind', '=', kind);
  const shaped = (row: Row | undefined, kind: SelectivityKind, id: number): SelectivityVersion => {
    if (row === undefined) throw new AppError('not-found', { what: kind, name: id });
    return versionOf(row);
  };
  return {
    list: async (kind, states) => {
      let query = versions(kind);
      if (states !== undefined) query = query.where('state', 'in', [...states]);
      const first = sql`(select min(earlier.id) from selectivity_version as earlier
        where earlier.agency = selectivity_version.agency and earlier.kind = selectivity_version.kind
          and earlier.code = selectivity_version.code)`;
      return (await query.orderBy(first).orderBy('version').execute()).map(versionOf);
    },
    get: async (kind, id) => shaped(await versions(kind).where('id', '=', id).executeTakeFirst(), kind, id),
    getToChange: async (kind, id) =>
      shaped(await versions(kind).where('id', '=', id).forUpdate().executeTakeFirst(), kind, id),
    add: async ({ kind, code, version, text, authorId, written }) => {
      const next = sql<number>`(select coalesce(max(version), 0) + 1 from selectivity_version
        where agency = ${agency} and kind = ${kind} and code = ${code})`;
      const row = await db
        .insertInto('selectivityVersion')
        .values({
          agency,
          kind,
          code,
          version: version ?? next,
          text,
          state: 'draft',
          authorId,
          writtenBy: written.by,
          writtenAtMs: written.atMs,
        })
        .onConflict((conflict) => conflict.columns(['agency', 'kind', 'code', 'version']).doNothing())
        .returningAll()
        .executeTakeFirst();
      if (row === undefined) {
        throw new AppError('conflict', { reason: `version ${version ?? 'next'} of ${code} is there already` });
      }
      return versionOf(row);
    },
    change: async (id, change) => {
      const row = await db
        .updateTable('selectivityVersion')
        .set(columnsOf(change))
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirstOrThrow();
      return versionOf(row);
    },
    past: (range) => readPastConsignments(db, agency, range),
    holderReplies: async () => {
      const answered = sql`any(${[...answeredOutcomes]}::text[])`;
      const { rows } = await sql<HolderReplies & { readonly rightHolder: string }>`
        select body ->> 'rightHolder' as right_holder, count(*) as asked,
          count(*) filter (where body ->> 'outcome' = ${answered}) as replied
        from fact
        where agency = ${agency} and kind = 'measure' and is_current and body ->> 'rightHolder' is not null
          and coalesce(body ->> 'isRetracted', 'false') <> 'true'
          and (body ->> 'outcome' = ${answered} or body ->> 'outcome' = 'silent')
        group by body ->> 'rightHolder' order by 1`.execute(db);
      return rows;
    },
    addReroute: async (caseId, { from, to, reason, by, atMs }) => {
      await db
        .insertInto('caseReroute')
        .values({ agency, caseId, fromLane: from, toLane: to, reason, reroutedBy: by, reroutedAtMs: atMs })
        .execute();
    },
  };
}

type Row = Selectable<Tables['selectivityVersion']>;

function columnsOf({ state, dryRun, approved, live, ended, flag }: VersionChange) {
  return {
    ...(state === undefined ? {} : { state }),
    ...(dryRun === undefined
      ? {}
      : { dryRun: JSON.stringify(dryRun.report), dryRunBy: dryRun.by, dryRunAtMs: dryRun.atMs }),
    ...(approved === undefined
      ? {}
      : { approvedById: approved.byId, approvedBy: approved.by, approvedAtMs: approved.atMs }),
    ...(live === undefined ? {} : { liveBy: live.by, liveAtMs: live.atMs }),
    ...(ended === undefined ? {} : { endedBy: ended.by, endedAtMs: ended.atMs, endReason: ended.reason }),
    ...(flag === undefined ? {} : { flag: flag === 'none' ? null : JSON.stringify(flag) }),
  };
}

function versionOf(row: Row): SelectivityVersion {
  const dryRun = stepOf(row.dryRunBy, row.dryRunAtMs);
  const ended = stepOf(row.endedBy, row.endedAtMs);
  return {
    id: row.id,
    kind: row.kind,
    code: row.code,
    version: row.version,
    text: row.text,
    state: row.state,
    authorId: row.authorId,
    written: { by: row.writtenBy, atMs: row.writtenAtMs },
    dryRun: dryRun && { ...dryRun, report: row.dryRun },
    approved: stepOf(row.approvedBy, row.approvedAtMs),
    live: stepOf(row.liveBy, row.liveAtMs),
    ended: ended && { ...ended, reason: row.endReason ?? '' },
    flag: (row.flag as FloorFlag | null) ?? undefined,
  };
}

function stepOf(by: string | null, atMs: number | null): VersionStepTaken | undefined {
  return by === null || atMs === null ? undefined : { by, atMs };
}
