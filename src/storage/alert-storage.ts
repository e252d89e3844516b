/** Look-outs and alerts in an agency's view. */
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Handling } from '../domain/handling.ts';
import type { Alert, AlertFilter, AlertPort, SeenLookOut } from '../services/alert-ports.ts';
import type { Tables } from './database/tables.ts';

type LookOutRow = { readonly [field in keyof SeenLookOut]: NonNullable<SeenLookOut[field]> | null };

const columns = sql`look_out.id, look_out.kind, look_out.grade, look_out.subject, source.natural_key as source,
  source.kind as source_kind, look_out.handling, look_out.made_at_ms, look_out.expires_at_ms, look_out.withdrawn_at_ms`;

/** Leaves out the movement that the find itself is about; a master bill alone is shared by many. */
const isOtherMovement = sql`not exists (
    select from result_link as link
    join consignment_reference as mine on mine.consignment_id = link.consignment_id
    join consignment_reference as other on other.key = mine.key
    where link.fact_id = look_out.source_fact_id and other.consignment_id = look_out_match.consignment_id
      and split_part(mine.key, '|', 2) <> 'master'
  )`;

/** Returns the port on the transaction of a view. */
export function createAlertStorage(db: Kysely<Tables>, agency: string): AlertPort {
  return {
    lookOuts: async ({ holdsAtMs = null, beforeId = null, limit }) => {
      const { rows } = await sql<LookOutRow>`
        select ${columns} from look_out left join fact as source on source.id = look_out.source_fact_id
        where (${beforeId}::bigint is null or look_out.id < ${beforeId}::bigint)
          and (${holdsAtMs}::bigint is null or (withdrawn_at_ms is null and expires_at_ms > ${holdsAtMs}::bigint))
        order by look_out.id desc limit ${limit}`.execute(db);
      return rows.map(lookOutOf);
    },
    list: (filter) => readAlerts(db, agency, conditionOf(filter), filter.limit),
    find: async (id) => (await readAlerts(db, agency, sql`look_out_match.id = ${id}`, 1))[0],
    acknowledge: async (id, { by, atMs, note = null }) => {
      const { rows } = await sql<{ id: number }>`
        with alert as (
          select look_out_match.id from look_out_match
          join look_out on look_out.id = look_out_match.look_out_id
          join consignment on consignment.id = look_out_match.consignment_id
          where look_out_match.id = ${id} and consignment.agency = ${agency}
        ), added as (
          insert into alert_acknowledgement (alert_id, agency, acknowledged_by, acknowledged_at_ms, note)
          select id, ${agency}, ${by}, ${atMs}, ${note} from alert on conflict do nothing
        )
        select id from alert`.execute(db);
      return rows.length > 0;
    },
    withdraw: async (id, by, atMs) => {
      const { numUpdatedRows } = await db
        .updateTable('lookOut')
        .set({ withdrawnAtMs: atMs, withdrawnBy: by })
        .where('id', '=', id)
        .where('withdrawnAtMs', 'is', null)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
  };
}

function conditionOf({ atMs, state, hasWeak, beforeId }: AlertFilter): RawBuilder<unknown> {
  return sql`look_out.withdrawn_at_ms is null and look_out.expires_at_ms > ${atMs}
    and (${hasWeak} or look_out.grade <> 'weak')
    and (${beforeId ?? null}::bigint is null or look_out_match.id < ${beforeId ?? null}::bigint)
    and (${state} = 'all' or (noted.alert_id is null) = (${state} = 'open'))`;
}

async function readAlerts(
  db: Kysely<Tables>,
  agency: string,
  condition: RawBuilder<unknown>,
  limit: number,
): Promise<Alert[]> {
  const { rows } = await sql<
    LookOutRow & {
      readonly alertId: number;
      readonly consignmentId: number;
      readonly reference: string;
      readonly stage: string;
      readonly office: string | null;
      readonly releaseCutOffMs: number | null;
      readonly matchedAtMs: number;
      readonly acknowledgedBy: string | null;
      readonly acknowledgedAtMs: number | null;
      readonly note: string | null;
    }
  >`
    select ${columns}, look_out_match.id as alert_id, consignment.id as consignment_id, consignment.reference,
      consignment.stage, consignment.office, consignment.release_cut_off_ms, look_out_match.matched_at_ms,
      noted.acknowledged_by, noted.acknowledged_at_ms, noted.note
    from look_out_match
    join look_out on look_out.id = look_out_match.look_out_id
    left join fact as source on source.id = look_out.source_fact_id
    join consignment on consignment.id = look_out_match.consignment_id
    left join alert_acknowledgement as noted on noted.alert_id = look_out_match.id
    where consignment.agency = ${agency} and ${isOtherMovement} and ${condition}
    order by look_out_match.id desc limit ${limit}`.execute(db);
  return rows.map(
    ({ alertId, consignmentId, reference, stage, office, releaseCutOffMs, matchedAtMs, ...row }): Alert => {
      const { acknowledgedBy, acknowledgedAtMs, note, ...lookOut } = row;
      return {
        id: alertId,
        lookOut: lookOutOf(lookOut),
        consignmentId,
        reference,
        stage,
        office: office ?? undefined,
        releaseCutOffMs: releaseCutOffMs ?? undefined,
        matchedAtMs,
        acknowledged:
          acknowledgedBy === null || acknowledgedAtMs === null
            ? undefined
            : { by: acknowledgedBy, atMs: acknowledgedAtMs, note: note ?? undefined },
      };
    },
  );
}

function lookOutOf(row: LookOutRow): SeenLookOut {
  return {
    id: row.id!,
    kind: row.kind!,
    grade: row.grade!,
    subject: row.subject!,
    source: row.source ?? undefined,
    sourceKind: row.sourceKind!,
    handling: row.handling as Handling,
    madeAtMs: row.madeAtMs!,
    expiresAtMs: row.expiresAtMs!,
    withdrawnAtMs: row.withdrawnAtMs ?? undefined,
  };
}
