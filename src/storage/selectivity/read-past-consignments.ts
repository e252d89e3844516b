/** Reads consignments of the past with what came of them, to try rules on. */
import { type Kysely, sql } from 'kysely';
import { stages } from '../../domain/consignment.ts';
import type { GoodsItemRecord } from '../../domain/goods-item.ts';
import type { PastConsignment } from '../../services/selectivity-ports.ts';
import type { Tables } from '../database/tables.ts';

interface Row {
  readonly id: number;
  readonly reference: string;
  readonly stage: string;
  /** Bodies as one JSON text each: an array of texts is read letter by letter. */
  readonly bodies: string | null;
  readonly results: string | null;
  readonly margin: number | null;
  readonly probability: number | null;
  readonly itemNumber: number | null;
}

/** Returns consignments of an agency that became known after a moment, each at its latest stage, the youngest id first. */
export async function readPastConsignments(
  db: Kysely<Tables>,
  agency: string,
  { sinceMs, beforeId, limit }: { readonly sinceMs: number; readonly beforeId: number; readonly limit: number },
): Promise<PastConsignment[]> {
  const stageOf = (table: string) => sql`array_position(${[...stages]}::text[], ${sql.ref(`${table}.stage`)})`;
  const { rows } = await sql<Row>`
    select consignment.id, consignment.reference, consignment.stage, items.bodies, found.results,
      score.margin, score.probability, score.item_number
    from (
      select id, reference, stage from consignment
      where agency = ${agency} and id < ${beforeId} and known_at_ms > ${sinceMs}
        and not exists (
          select from consignment as later
          where later.reference = consignment.reference and ${stageOf('later')} > ${stageOf('consignment')}
        )
      order by id desc limit ${limit}
    ) as consignment
    cross join lateral (
      select '[' || string_agg(fact.body::text, ',' order by fact.id) || ']' as bodies from fact
      where fact.consignment_id = consignment.id and fact.is_current
    ) as items
    cross join lateral (
      select '[' || string_agg(fact.body::text, ',' order by fact.id) || ']' as results
      from result_link join fact on fact.id = result_link.fact_id and fact.is_current
      where result_link.consignment_id = consignment.id
    ) as found
    left join consignment_score as score on score.consignment_id = consignment.id and score.is_current
    order by consignment.id desc`.execute(db);
  return rows.map(({ id, reference, stage, bodies, results, margin, probability, itemNumber }) => ({
    consignmentId: id,
    reference,
    stage,
    records: recordsOf<GoodsItemRecord>(bodies),
    results: recordsOf<PastConsignment['results'][number]>(results),
    score:
      margin === null || probability === null || itemNumber === null
        ? undefined
        : { margin, probability, itemNumber, key: '' },
  }));
}

/** Where a record stood in its file is of no matter here. */
function recordsOf<T>(bodies: string | null): T[] {
  return (JSON.parse(bodies ?? '[]') as T[]).map((body) => ({ ...body, origin: { file: '', row: 0 } }));
}
