/** Single consignments in an agency's view. */
import { type Kysely, sql } from 'kysely';
import { stages } from '../domain/consignment.ts';
import type { ConsignmentViewPort, ViewedConsignment } from '../services/consignment-view-ports.ts';
import type { Tables } from './database/tables.ts';
import { featuresOf } from './pack-features.ts';
import { withGiven } from './with-given.ts';

type Item = ViewedConsignment['items'][number];

/** Returns the port on the transaction of a view. What is not there and what may not be seen take the same statements. */
export function createConsignmentView(db: Kysely<Tables>): ConsignmentViewPort {
  return {
    latest: (reference) =>
      withGiven(db, async () => {
        const { rows } = await sql<{
          id: number;
          agency: string;
          reference: string;
          stage: string;
          knownAtMs: number;
          releaseCutOffMs: number | null;
          factId: number;
          record: Item['record'];
        }>`
        select consignment.id, consignment.agency, consignment.reference, consignment.stage, consignment.known_at_ms,
          consignment.release_cut_off_ms, fact.id as fact_id, fact.body as record
        from (
          select * from consignment where consignment.reference = ${reference}
            and exists (select from fact where fact.consignment_id = consignment.id and fact.is_current)
          order by array_position(${[...stages]}::text[], stage) desc limit 1
        ) as consignment
        join fact on fact.consignment_id = consignment.id and fact.is_current
        order by fact.id`.execute(db);
        const { rows: scores } = await sql<{
          margin: number;
          probability: number;
          itemNumber: number;
          scoredAtMs: number;
          model: string;
          factId: number | null;
          features: Buffer | null;
        }>`
        select score.margin, score.probability, score.item_number, score.scored_at_ms, name || '@' || version as model,
          item.fact_id, item.features
        from consignment_score as score
        join model_role on model_role.id = score.model_id
        left join lateral (
          select item_score.fact_id, item_score.features from fact join item_score on item_score.fact_id = fact.id
          where fact.consignment_id = score.consignment_id and fact.is_current and fact.item_number = score.item_number
            and item_score.is_current and item_score.model_id = score.model_id
          limit 1
        ) as item on true
        where score.consignment_id = ${rows[0]?.id ?? 0} and score.is_current`.execute(db);
        const [first] = rows;
        if (first === undefined) return undefined;
        const items = rows.map(({ factId, record }) => ({ factId, record }));
        const [score] = scores;
        return {
          id: first.id,
          agency: first.agency,
          reference: first.reference,
          stage: first.stage,
          knownAtMs: first.knownAtMs,
          releaseCutOffMs: first.releaseCutOffMs ?? undefined,
          items,
          score: score && {
            probability: score.probability,
            margin: score.margin,
            itemNumber: score.itemNumber,
            model: score.model,
            scoredAtMs: score.scoredAtMs,
            features: score.features === null ? undefined : featuresOf(score.features),
            occurredAt: items.find(({ factId }) => factId === score.factId)?.record.consignment.occurredAt,
          },
        };
      }),
  };
}
