/** Fills a store with so many consignments, scored, searchable and with a case each, straight into its tables: taking them in one by one is measured elsewhere. */
import { type Kysely, sql } from 'kysely';

const yearMs = 31_536_000_000;
const countries =
  "array['CN','HK','VN','TR','IN','US','DE','TH','MY','ID','PK','BD','KR','JP','GB','FR','IT','AE','EG','MA']";
const commonWords =
  "array['trading','international','import','logistics','shenzhen','group','electronics','global','express','hong','kong','technology']";

/** The agencies of the lists; six rows in ten are the first's, three the second's. */
export const listAgencies = ['AURELIA', 'BOREALIS', 'CORVIA'] as const;

/** A whole number from 0 below `bound`, small ones more often. */
const skewed = (bound: number, power: number): string => `floor(power(random(), ${power}) * ${bound})::int`;
const word = (): string => `'w' || substr(md5((1 + ${skewed(60_000, 3)})::text), 1, 5)`;

/** Returns the words of party names, the most frequent first. */
export async function partyWords<T>(db: Kysely<T>): Promise<readonly string[]> {
  const { rows } = await sql
    .raw<{ word: string }>(`select 'w' || substr(md5(i::text), 1, 5) as word from generate_series(1, 60000) i`)
    .execute(db);
  return rows.map((row) => row.word);
}

/** Fills an empty, migrated store; the youngest consignments became known at `nowMs`. */
export async function fillLists<T>(db: Kysely<T>, rows: number, nowMs: number): Promise<void> {
  const statements = [
    `insert into agency (code, name, regime, created_at_ms)
      select code, code, 'customs', 0 from unnest(array['${listAgencies.join("','")}']) as code`,
    `insert into model_role (name, version, stage, role) values ('sample', '1', 'declaration', 'champion')`,
    `insert into consignment (id, agency, reference, stage, known_at_ms, score_tick, office, channel, release_cut_off_ms)
      overriding system value
      select i, agency, agency || '/26' || lpad(((i::bigint * 7919) % 100000000)::text, 12, '0'), 'declaration',
        ${nowMs} - (${rows} - i)::bigint * ${Math.floor(yearMs / rows)}, 0, 'O' || i % 20,
        (array['post', 'express', 'cargo'])[1 + i % 3], ${nowMs} + (i % 48) * 3600000
      from (select i, (array['${listAgencies.join("','")}'])[case when i % 10 < 6 then 1 when i % 10 < 9 then 2 else 3 end] as agency
        from generate_series(1, ${rows}) i) as numbered`,
    `insert into consignment_score (consignment_id, scored_at_ms, margin, probability, tick, item_number, model_id, is_current)
      select id, ${nowMs}, random() * 10 - 8, power(random(), 6), 0, 1, 1, true from consignment`,
    `create temporary table drawn as
      select id, agency, known_at_ms, reference,
        lpad((1 + ${skewed(96, 2)})::text, 2, '0') || lpad(${skewed(60, 2)}::text, 2, '0') || lpad(${skewed(50, 3)}::text, 2, '0') as hs,
        (${countries})[1 + ${skewed(20, 3)}] as departure, (${countries})[1 + ${skewed(20, 3)}] as origin,
        (array['DE', 'FR', 'NL'])[1 + ${skewed(3, 1)}] as destination, ${word()} as first, ${word()} as second,
        (${commonWords})[1 + ${skewed(12, 1.5)}] as common
      from consignment`,
    `insert into consignment_search (consignment_id, agency, known_at_ms, words, probability, handling, summary)
      select drawn.id, drawn.agency, drawn.known_at_ms, array_to_tsvector(array[
          'a:' || drawn.agency, 'w:' || (drawn.known_at_ms / 604800000)::text, 'u:customs-risk-analysis',
          's:' || least(19, floor(score.probability * 20))::text, 'o:' || origin, 'd:' || departure, 't:' || destination,
          'h:' || substr(hs, 1, 2), 'h:' || substr(hs, 1, 4), 'h:' || hs, 'p:' || common, 'p:' || first, 'p:' || second]),
        score.probability,
        '{"ownerAgency":"A","tlp":"TLP:AMBER","sourceGrade":"X","informationGrade":4,"europolCodes":[],"isOriginatorControlled":false,"purposes":["customs-risk-analysis"]}',
        json_build_object('party', first || ' ' || second || ' ' || common, 'goods', 'shoes of leather', 'hsCodes', array[hs],
          'departureCountry', departure, 'destinationCountry', destination, 'originCountries', array[origin], 'valueUsd', 100)
      from drawn join consignment_score as score on score.consignment_id = drawn.id`,
    `insert into review_case (agency, consignment_id, reference, stage, office, channel, lane, is_target, place, margin, probability,
        summary, content_hash, reasons, has_look_out, release_cut_off_ms, state, opened_at_ms)
      select consignment.agency, consignment.id, consignment.reference, consignment.stage, office, channel,
        case when probability > 0.9 then 'red' when probability > 0.5 then 'yellow' when probability > 0.2 then 'blue' else 'green' end,
        probability > 0.9, -probability, margin, probability,
        json_build_object('party', first || ' ' || second, 'route', departure || ' – ' || destination, 'goods', 'shoes of leather',
          'hsCodes', array[hs], 'valueUsd', 100),
        '\\x00', '[]', false, release_cut_off_ms, 'open', ${nowMs}
      from consignment join consignment_score as score on score.consignment_id = consignment.id join drawn on drawn.id = consignment.id`,
    `insert into case_term (agency, term, case_id)
      select review_case.agency, term, review_case.id
      from review_case join drawn on drawn.id = consignment_id
      cross join lateral (values ('hs:' || hs)) as terms (term)
      on conflict do nothing`,
    `drop table drawn`,
    `delete from search_due`,
    // As a store in service is kept by its database.
    `vacuum analyze`,
  ];
  // A temporary table lives in one session.
  await db.connection().execute(async (session) => {
    for (const statement of statements) await sql.raw(statement).execute(session);
  });
}
