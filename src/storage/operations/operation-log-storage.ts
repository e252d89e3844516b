/** Situation reports and conflicts of operations in the database. */
import { type Kysely, type Selectable, sql } from 'kysely';
import type { ConflictDecision, SituationReport } from '../../domain/situation-report.ts';
import type { OperationLogPort } from '../../services/operation-ports.ts';
import type { Tables } from '../database/tables.ts';

/** Returns the port on the transaction of an agency's view. */
export function createOperationLogStorage(db: Kysely<Tables>, agency: string): OperationLogPort {
  return {
    addReport: async (operationId, { counts, ...report }) => {
      const { id } = await db
        .insertInto('situationReport')
        .values({ ...report, operationId, agency, counts: JSON.stringify(counts) })
        .returning('id')
        .executeTakeFirstOrThrow();
      return id;
    },
    reports: async (operationId) =>
      (
        await db
          .selectFrom('situationReport')
          .selectAll()
          .where('operationId', '=', operationId)
          .orderBy('id')
          .execute()
      ).map(reportOf),
    findConflicts: async (listId, atMs) => {
      const { rows } = await sql<{ reference: string }>`
        with found as (select * from touchstone_overlaps(${listId})), kept as (
          insert into operation_conflict
            (operation_id, agency, reference, other_operation_id, other_agency, other_reference, found_at_ms)
          select list_version.operation_id, ${agency}, found.reference, found.other_operation_id, found.other_agency,
            found.other_reference, ${atMs}
          from found cross join list_version where list_version.id = ${listId}
          on conflict do nothing
        )
        select reference from found`.execute(db);
      return rows.length;
    },
    conflicts: async (operationId) => {
      const conflicts = await db
        .selectFrom('operationConflict')
        .selectAll()
        .where((eb) => eb.or([eb('operationId', '=', operationId), eb('otherOperationId', '=', operationId)]))
        .orderBy('id')
        .execute();
      if (conflicts.length === 0) return [];
      const decisions = await db
        .selectFrom('conflictDecision')
        .selectAll()
        .where(
          'conflictId',
          'in',
          conflicts.map(({ id }) => id),
        )
        .orderBy('id')
        .execute();
      return conflicts.map((conflict) => ({
        ...conflict,
        decisions: decisions.filter(({ conflictId }) => conflictId === conflict.id).map(decisionOf),
      }));
    },
    decide: async (conflictId, { outcome, leader, note, by, name, atMs }) => {
      const decided = { decidedBy: by, decidedByName: name, decidedAtMs: atMs };
      await db
        .insertInto('conflictDecision')
        .values({ conflictId, agency, outcome, leader, note, ...decided })
        .execute();
    },
  };
}

function reportOf({ operationId: _, ...row }: Selectable<Tables['situationReport']>): SituationReport {
  return { ...row, counts: row.counts as SituationReport['counts'] };
}

function decisionOf(row: Selectable<Tables['conflictDecision']>): ConflictDecision {
  const { agency, outcome, leader, note, decidedBy: by, decidedByName: name, decidedAtMs: atMs } = row;
  return { agency, outcome, leader, note, by, name, atMs };
}
