/** What a store holds, in lines that are the same in every store that holds the same. */
import { type RawBuilder, sql } from 'kysely';

/** Parts of a store that are compared; the first scores are those that `copyScores` has kept. */
export type StorePart = 'facts' | 'history' | 'scores' | 'first scores';

/** Every line names its things by what they are called outside: ids differ from store to store. Texts of floating-point numbers are exact. */
export const storeLines: Readonly<Record<StorePart, RawBuilder<{ line: string }>>> = {
  facts: sql`
    select concat_ws('|', kind, natural_key, encode(content_hash, 'hex'), is_current) as line from fact`,
  history: sql`
    select concat_ws('|', 'cell', entity.name, key_high, key_low, agency, handling_class, tick, seen, examined, positive, priced, price_sum) as line
    from history_cell join history_source as source on source.id = source
    join history_entity as entity on entity.id = entity
    union all
    select concat_ws('|', 'peer', key_high, key_low, agency, handling_class, tick, bin, items, kg_count, kg_sum, kg_squares, piece_count,
      piece_sum, piece_squares, mass_count, mass_sum, mass_squares)
    from history_peer join history_source as source on source.id = source
    union all
    select concat_ws('|', 'text', entity.name, key_high, key_low, agency, handling_class, tick, vague_items, vague, misspelt_items, misspelt,
      unauthorised_items, unauthorised)
    from history_text join history_source as source on source.id = source
    join history_entity as entity on entity.id = entity
    union all
    select concat_ws('|', 'counted', fact.kind, fact.natural_key, encode(fact.content_hash, 'hex'), source.agency, handling_class, counted.known_tick,
      coalesce(result_tick::text, '-'), coalesce(is_positive::text, '-'), digest)
    from history_counted as counted join fact on fact.id = counted.fact_id
    join history_source as source on source.id = counted.source`,
  scores: sql`
    select concat_ws('|', 'item', fact.natural_key, score.tick, score.margin, score.probability, model.name, model.version, md5(score.features)) as line
    from item_score as score join fact on fact.id = score.fact_id join model_role as model on model.id = score.model_id
    where score.is_current
    union all
    select concat_ws('|', 'consignment', reference, stage, score.tick, score.margin, score.probability, item_number, model_name)
    from (select consignment_score.*, model_role.name || '@' || version as model_name from consignment_score
      join model_role on model_role.id = model_id) as score
    join consignment on consignment.id = score.consignment_id where score.is_current`,
  'first scores': sql`select line from fault_scores`,
};
