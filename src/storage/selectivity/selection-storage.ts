/** Past selections, over the whole store, in the database. */
import { type Kysely, sql } from 'kysely';
import type { KeptSelection, SelectionPort } from '../../services/selection-ports.ts';
import type { Tables } from '../database/tables.ts';

interface Row extends Omit<KeptSelection, 'decision' | 'decidedAtMs' | 'execution' | 'rules' | 'results'> {
  readonly rules: readonly number[] | null;
  readonly decision: KeptSelection['decision'] | null;
  readonly decidedAtMs: number | null;
  readonly execution: KeptSelection['execution'] | null;
  /** Bodies as one JSON text: those of facts, and those that officers recorded. */
  readonly facts: string | null;
  readonly recorded: string | null;
}

/** Returns the port on a database, as the program itself. */
export function createSelectionStorage(db: Kysely<Tables>): SelectionPort {
  return {
    list: async ({ agency, sinceMs, afterId, limit }) => {
      const { rows } = await sql<Row>`
        select review_case.id as case_id, coalesce(case_selection.source, 'manual') as source, case_selection.rules,
          review_case.state, review_case.decision, review_case.decided_at_ms, review_case.execution,
          review_case.opened_at_ms,
          exists (select from hold where hold.case_id = review_case.id and hold.state = 'held') as is_held,
          found.facts, officers.recorded
        from review_case
        left join case_selection on case_selection.case_id = review_case.id
        cross join lateral (
          select '[' || string_agg(fact.body::text, ',' order by fact.id) || ']' as facts
          from result_link join fact on fact.id = result_link.fact_id and fact.is_current
          where result_link.consignment_id = review_case.consignment_id
        ) as found
        cross join lateral (
          select '[' || string_agg(case_result.record::text, ',' order by case_result.id) || ']' as recorded
          from case_result where case_result.case_id = review_case.id
        ) as officers
        where review_case.agency = ${agency} and review_case.id > ${afterId} and review_case.opened_at_ms >= ${sinceMs}
          and (case_selection.source is not null or review_case.decision in ('scan', 'physical-examination'))
        order by review_case.id limit ${limit}`.execute(db);
      return rows.map(({ facts, recorded, ...row }) => ({
        ...row,
        rules: row.rules ?? [],
        decision: row.decision ?? undefined,
        decidedAtMs: row.decidedAtMs ?? undefined,
        execution: row.execution ?? undefined,
        results: resultsOf(facts, recorded),
      }));
    },
    reroutes: async (agency, sinceMs) =>
      db
        .selectFrom('caseReroute')
        .select(({ fn }) => ['fromLane as from', 'toLane as to', fn.countAll<number>().as('count')])
        .where('agency', '=', agency)
        .where('reroutedAtMs', '>=', sinceMs)
        .groupBy(['fromLane', 'toLane'])
        .orderBy('fromLane')
        .orderBy('toLane')
        .execute(),
  };
}

/** What an officer recorded becomes a fact of the same id, which may be revised later: then the fact counts. */
function resultsOf(facts: string | null, recorded: string | null): KeptSelection['results'] {
  const byId = new Map<string, KeptSelection['results'][number]>();
  for (const text of [recorded, facts])
    for (const record of JSON.parse(text ?? '[]') as KeptSelection['results']) byId.set(record.id, record);
  return [...byId.values()];
}
