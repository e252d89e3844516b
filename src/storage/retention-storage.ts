/** What is left of agreements that have ended, in the database. */
import { type Kysely, sql } from 'kysely';
import { dayMs } from '../domain/moment.ts';
import type { RetentionPort } from '../services/agreement-ports.ts';
import { agreementOf, selectAgreements } from './agreement-storage.ts';
import type { Tables } from './database/tables.ts';

/** Returns the port on a database. */
export function createRetentionStorage(db: Kysely<Tables>): RetentionPort {
  return {
    due: async (nowMs) => {
      const rows = await selectAgreements(db)
        .where('retainedAtMs', 'is', null)
        .where(sql<boolean>`least(ended_at_ms, to_ms) + retention_days::bigint * ${dayMs} <= ${nowMs}`)
        .orderBy('agreement.id')
        .execute();
      return rows.map(agreementOf);
    },
    erase: ({ id, giver, taker }, atMs) =>
      db.transaction().execute(async (trx) => {
        // What another agreement between the two still gives stays.
        const { numAffectedRows } = await sql`
          delete from look_out_match using look_out, fact, consignment
          where look_out.id = look_out_match.look_out_id and fact.id = look_out.source_fact_id
            and consignment.id = look_out_match.consignment_id
            and fact.agency = ${giver} and consignment.agency = ${taker}
            and touchstone_is_network()
            and not exists (
              select from agreement where giver = ${giver} and taker = ${taker} and id <> ${id} and 'look-outs' = any (kinds)
                and retained_at_ms is null and giver_signed_at_ms is not null and taker_signed_at_ms is not null
            )`.execute(trx);
        await trx.updateTable('agreement').set({ retainedAtMs: atMs }).where('id', '=', id).execute();
        return { matches: Number(numAffectedRows ?? 0) };
      }),
  };
}
