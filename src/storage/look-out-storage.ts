/** Look-outs in the database. */
import { type Kysely, sql } from 'kysely';
import type { Handling } from '../domain/handling.ts';
import { lookOutGrades } from '../domain/look-out.ts';
import type { LookOut, LookOutMatch, LookOutPort } from '../services/look-out-ports.ts';
import type { Tables } from './database/tables.ts';

type Row = Omit<LookOut, 'withdrawnAtMs' | 'handling'> & {
  readonly withdrawnAtMs: number | null;
  readonly handling: Handling;
};

const columns = sql`look_out.id, look_out.kind, look_out.grade, look_out.subject, source.natural_key as source,
  source.kind as source_kind, look_out.handling, look_out.made_at_ms, look_out.expires_at_ms, look_out.withdrawn_at_ms`;

/** Leaves out the movement that the find itself is about, at whatever stage; a master bill alone is shared by many. */
const isOtherMovement = sql`not exists (
    select from result_link as link
    join consignment_reference as mine on mine.consignment_id = link.consignment_id
    join consignment_reference as other on other.key = mine.key
    where link.fact_id = look_out.source_fact_id and other.consignment_id = look_out_match.consignment_id
      and split_part(mine.key, '|', 2) <> 'master'
  )`;

/** Returns the look-out port on a database. */
export function createLookOutStorage(db: Kysely<Tables>): LookOutPort {
  return {
    list: async ({ holdsAtMs, afterId = 0, limit }) => {
      const { rows } = await sql<Row>`
        select ${columns}, (
            select count(*) from look_out_match where look_out_id = look_out.id and ${isOtherMovement}
          ) as matches
        from look_out join fact as source on source.id = look_out.source_fact_id
        where look_out.id > ${afterId}
          and (${holdsAtMs ?? null}::bigint is null or (withdrawn_at_ms is null and expires_at_ms > ${holdsAtMs ?? null}))
        order by look_out.id limit ${limit}`.execute(db);
      return rows.map((row) => ({ ...row, withdrawnAtMs: row.withdrawnAtMs ?? undefined }));
    },
    matches: async ({ atMs, hasWeak, limit }) => {
      const { rows } = await sql<
        Omit<Row, 'matches'> & {
          readonly consignment: string;
          readonly stage: string;
          readonly office: string | null;
          readonly releaseCutOffMs: number | null;
          readonly matchedAtMs: number;
        }
      >`
        select ${columns}, consignment.reference as consignment, consignment.stage, consignment.office,
          consignment.release_cut_off_ms, look_out_match.matched_at_ms
        from look_out_match
        join look_out on look_out.id = look_out_match.look_out_id
        join fact as source on source.id = look_out.source_fact_id
        join consignment on consignment.id = look_out_match.consignment_id
        where look_out.withdrawn_at_ms is null and look_out.expires_at_ms > ${atMs}
          and (consignment.release_cut_off_ms is null or consignment.release_cut_off_ms > ${atMs})
          and ${isOtherMovement}
          and (${hasWeak} or look_out.grade <> 'weak')
        order by array_position(${[...lookOutGrades]}::text[], look_out.grade), consignment.release_cut_off_ms nulls last,
          consignment.reference, consignment.stage, look_out.id
        limit ${limit}`.execute(db);
      return rows.map(
        ({ consignment, stage, office, releaseCutOffMs, matchedAtMs, ...lookOut }): LookOutMatch => ({
          lookOut: { ...lookOut, withdrawnAtMs: lookOut.withdrawnAtMs ?? undefined },
          consignment,
          stage,
          office: office ?? undefined,
          releaseCutOffMs: releaseCutOffMs ?? undefined,
          matchedAtMs,
        }),
      );
    },
  };
}
