/** Whose facts may count in whose scores. */
import { type Kysely, type Migration, sql } from 'kysely';

const statements = [
  // Of what agreements give an agency for its scores, as GIVER|LABEL; null in a single command centre, where all counts. The same conditions as those of touchstone_given().
  `create function touchstone_history_givers(wanted text, at_ms bigint) returns text[] language sql stable as $$
    select case when touchstone_is_network() then (
      select coalesce(array_agg(distinct giver || '|' || label order by giver || '|' || label), '{}')
      from agreement
      join agency as giving on giving.code = giver
      join agency as taking on taking.code = taker
      cross join unnest(case maximum_tlp when 'TLP:CLEAR' then array['TLP:CLEAR']
        when 'TLP:GREEN' then array['TLP:CLEAR', 'TLP:GREEN'] else array['TLP:CLEAR', 'TLP:GREEN', 'TLP:AMBER'] end) as label
      where taker = wanted and 'history' = any (kinds)
        and giver_signed_at_ms is not null and taker_signed_at_ms is not null
        and from_ms <= at_ms and (to_ms is null or to_ms > at_ms) and (ended_at_ms is null or ended_at_ms > at_ms)
        and (gateway is not null or giving.regime = taking.regime)
    ) end
  $$`,
  // Numbers of the sources that an agency's scores may read; null where all may be read.
  `create function touchstone_history_sources(wanted text, at_ms bigint) returns json language sql stable as $$
    select case when given.givers is null then null else (
      select coalesce(json_agg(id order by id), '[]') from history_source
      where agency = wanted or agency || '|' || handling_class = any (given.givers)
    ) end
    from (select touchstone_history_givers(wanted, at_ms) as givers) as given
  $$`,
  // By what an agency's scores were made last.
  `create table history_scope (agency text collate "C" primary key references agency on delete cascade, givers text[])`,
] as const;

/** The migration. */
export const migration: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
  async down(db: Kysely<unknown>): Promise<void> {
    await sql`drop table history_scope`.execute(db);
    await sql`drop function touchstone_history_sources(text, bigint)`.execute(db);
    await sql`drop function touchstone_history_givers(text, bigint)`.execute(db);
  },
};
