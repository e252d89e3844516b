/** What a store says, told without ids, so that two stores can be compared. */
import { sql } from 'kysely';
import type { Database } from '../../../src/storage/database/open-database.ts';

/** Statements whose rows, in order, are the whole of what follows from facts. */
const views: { readonly [name: string]: string } = {
  facts: `select kind, natural_key, amendment, known_at_ms, encode(content_hash, 'hex') as hash, is_current
    from fact order by kind, natural_key, hash`,
  consignments: `select agency, reference, stage, amendment, known_at_ms, score_tick, office, channel, release_cut_off_ms
    from consignment order by reference, stage`,
  references: `select key, reference, stage from consignment_reference
    join consignment on consignment.id = consignment_id order by key, reference, stage`,
  resultKeys: `select key, strength, natural_key from result_key join fact on fact.id = fact_id order by natural_key, strength`,
  links: `select natural_key, encode(content_hash, 'hex') as hash, reference from result_link
    join fact on fact.id = fact_id join consignment on consignment.id = result_link.consignment_id
    order by natural_key, hash, reference`,
  cells: `select key_high, key_low, agency, handling_class, tick, entity, seen, examined, positive, priced, price_sum
    from history_cell join history_source on history_source.id = source
    order by key_high, key_low, agency, handling_class, tick`,
  peers: `select key_high, key_low, agency, handling_class, tick, bin, items, kg_count, kg_sum, kg_squares, piece_count,
      piece_sum, piece_squares, mass_count, mass_sum, mass_squares
    from history_peer join history_source on history_source.id = source
    order by key_high, key_low, agency, handling_class, tick, bin`,
  texts: `select key_high, key_low, agency, handling_class, tick, entity, vague_items, vague, misspelt_items, misspelt,
      unauthorised_items, unauthorised
    from history_text join history_source on history_source.id = source
    order by key_high, key_low, agency, handling_class, tick`,
  counted: `select natural_key, encode(content_hash, 'hex') as hash, history_counted.known_tick, result_tick, is_positive, digest
    from history_counted left join fact on fact.id = fact_id order by natural_key, hash`,
  rights: `select natural_key, encode(content_hash, 'hex') as hash from history_right left join fact on fact.id = fact_id order by 1, 2`,
  due: `select 1 from history_due`,
  itemScores: `select natural_key, margin, probability, tick, encode(features, 'hex') as features from item_score
    join fact on fact.id = fact_id where item_score.is_current order by natural_key`,
  consignmentScores: `select reference, stage, margin, probability, tick, item_number from consignment_score
    join consignment on consignment.id = consignment_id where consignment_score.is_current order by reference, stage`,
  lookOuts: `select natural_key, reference, look_out.kind, grade, key, subject, expires_at_ms, handling::text as handling
    from look_out join fact on fact.id = source_fact_id left join consignment on consignment.id = look_out.consignment_id
    where withdrawn_at_ms is null order by natural_key, reference, key`,
  matches: `select natural_key, key, look_out.consignment_id is null as is_own, matched.reference, matched.stage
    from look_out_match join look_out on look_out.id = look_out_id join fact on fact.id = source_fact_id
    join consignment as matched on matched.id = look_out_match.consignment_id
    where withdrawn_at_ms is null order by natural_key, key, is_own, reference, stage`,
  erasing: `select 1 from erasing_fact`,
};

/** Returns every view as text, line by line. */
export async function storeWorld({ db }: Database): Promise<{ readonly [name: string]: readonly string[] }> {
  const world: { [name: string]: readonly string[] } = {};
  for (const [name, statement] of Object.entries(views)) {
    const { rows } = await sql.raw(statement).execute(db);
    world[name] = rows.map((row) => JSON.stringify(row));
  }
  return world;
}
