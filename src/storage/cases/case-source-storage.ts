/** Facts about the consignment of a case, for its page. */
import { type Kysely, sql } from 'kysely';
import type { Examination } from '../../domain/examination.ts';
import { lookOutGrades } from '../../domain/look-out.ts';
import type { CaseLookOut, CaseSourcePort } from '../../services/case-source-ports.ts';
import type { Tables } from '../database/tables.ts';

const mostResults = 200;
const mostLookOuts = 50;

/** Returns the port on the transaction of an agency's view. */
export function createCaseSourceStorage(db: Kysely<Tables>): CaseSourcePort {
  return {
    examinationsOf: async (consignmentId) => {
      const { rows } = await sql<{ body: object; row: number; fileName: string }>`
        select fact.body, fact.row, batch.file_name
        from result_link join fact on fact.id = result_link.fact_id join batch on batch.id = fact.batch_id
        where result_link.consignment_id = ${consignmentId} and fact.kind = 'examination' and fact.is_current
        order by fact.known_at_ms desc, fact.id desc limit ${mostResults}`.execute(db);
      return rows.map(({ body, row, fileName }) => ({ ...body, origin: { file: fileName, row } }) as Examination);
    },
    lookOutsOf: async (consignmentId, atMs) => {
      const { rows } = await sql<CaseLookOut>`
        select look_out.kind, look_out.grade, look_out.subject, look_out.expires_at_ms
        from look_out_match join look_out on look_out.id = look_out_match.look_out_id
        where look_out_match.consignment_id = ${consignmentId}
          and look_out.withdrawn_at_ms is null and look_out.expires_at_ms > ${atMs}
        order by array_position(${[...lookOutGrades]}::text[], look_out.grade), look_out.id
        limit ${mostLookOuts}`.execute(db);
      return rows;
    },
  };
}
