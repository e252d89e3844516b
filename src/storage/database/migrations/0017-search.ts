/** Search of consignments: one row each with the words that it is found by, and what is still to be brought in. */
import { type Kysely, type Migration, sql } from 'kysely';
import { ownAgency, protectTable, requestRole, unprotectTable } from '../row-security.ts';

/** Milliseconds of a week; consignments carry their words once more with the week in which they became known. */
const weekMs = 604_800_000;

const statements = [
  `create table consignment_search (
    consignment_id bigint primary key references consignment on delete cascade,
    agency text collate "C" not null,
    known_at_ms bigint not null,
    words tsvector not null,
    probability float8,
    handling json not null,
    summary json not null
  )`,
  // What waits beside the index is read whole by every search.
  `create index consignment_search_words on consignment_search using gin (words) with (gin_pending_list_limit = 512)`,
  `create index consignment_search_time on consignment_search (agency, known_at_ms desc, consignment_id desc)`,
  `create table search_due (consignment_id bigint primary key, since_ms bigint not null)`,
  // What was stored before there was a search is due.
  `insert into search_due (consignment_id, since_ms) select id, 0 from consignment`,
] as const;

/**
 * An index of words cannot be walked beneath row-level security: the planner trusts no operator of words with rows that a request may not see. So these run as the store's owner. They
 * give ids alone, of agencies that they are told, and whoever asks joins them to the table itself, whose policies hold.
 */
const asOwner = `security definer set search_path = public, pg_temp`;
/** The sums keep the planner from reading the index of time as well, which has no end. */
const fits = `words @@ wanted and agency || '' = any (agencies) and known_at_ms + 0 >= from_ms and known_at_ms + 0 < to_ms
  and (low is null or probability >= low) and (high is null or probability < high)`;
/** Whether a reference of any kind begins so. */
const isNamed = `(reference is null or exists (
  select from consignment_reference as named
  where named.consignment_id = found.consignment_id and starts_with(split_part(named.key, '|', 3), reference)
))`;
const filters = `agencies text[], from_ms bigint, to_ms bigint, low float8, high float8`;

const functions = [
  // Up to so many consignments that fit, in no order. Whatever the planner thinks of their number, reading the whole table or walking it in order of time would take longer.
  `create function touchstone_search_some(wanted tsquery, ${filters}, reference text, most int)
    returns table (consignment_id bigint, known_at_ms bigint) language sql stable ${asOwner}
    set enable_seqscan = off set enable_indexscan = off as $$
    select found.consignment_id, found.known_at_ms from consignment_search as found where ${fits} and ${isNamed} limit most
  $$`,
  // Of these consignments, those that fit.
  `create function touchstone_search_among(ids bigint[], wanted tsquery, ${filters})
    returns table (consignment_id bigint, known_at_ms bigint) language sql stable ${asOwner} as $$
    select found.consignment_id, found.known_at_ms from unnest(ids) as one(id)
    join consignment_search as found on found.consignment_id = one.id where ${fits}
  $$`,
  // Up to so many consignments of which a reference begins so: AGENCY|KIND|BEGINNING.
  `create function touchstone_search_references(beginnings text[], most int)
    returns table (consignment_id bigint) language sql stable ${asOwner} as $$
    select distinct named.consignment_id from unnest(beginnings) as one(beginning)
    cross join lateral (
      select consignment_id from consignment_reference
      where key >= one.beginning and key < one.beginning || chr(1114111) limit most
    ) as named
    limit most
  $$`,
  // The youngest that fit and stand behind a place, in order: week by week, for words know no order, and in so many weeks at most. `#` in the words stands for the week.
  `create function touchstone_search_weeks(words_of_week text, ${filters}, reference text, before_ms bigint, before_id bigint,
      most int, weeks int)
    returns table (consignment_id bigint, known_at_ms bigint) language plpgsql stable ${asOwner} set enable_seqscan = off as $$
    #variable_conflict use_column
    declare
      wanted tsquery;
      week bigint;
      got int := 0;
      now_got int;
      until_ms bigint := least(to_ms, before_ms + 1);
    begin
      for seen in 1 .. weeks loop
        select max(youngest.known_at_ms) / ${weekMs} into week from unnest(agencies) as one(agency)
          cross join lateral (
            select known_at_ms from consignment_search as found
            where found.agency = one.agency and found.known_at_ms < until_ms order by found.known_at_ms desc limit 1
          ) as youngest;
        exit when week is null or (week + 1) * ${weekMs} <= from_ms;
        wanted := replace(words_of_week, '#', week::text)::tsquery;
        return query
          select found.consignment_id, found.known_at_ms from consignment_search as found
          where ${fits} and ${isNamed} and (found.known_at_ms + 0, found.consignment_id) < (before_ms, before_id)
          order by found.known_at_ms desc, found.consignment_id desc limit most - got;
        get diagnostics now_got = row_count;
        got := got + now_got;
        exit when got >= most;
        until_ms := week * ${weekMs};
      end loop;
    end
  $$`,
] as const;
const signature = 'text[], bigint, bigint, float8, float8';

const given = `(select current_setting('touchstone.given', true)) = 'on' and agency = any ((select touchstone_givers())::text[])
  and touchstone_is_given((select touchstone_given()), 'consignments', agency, handling, (select touchstone_today()))`;

const readable = 'consignment_id, agency, known_at_ms, handling, summary';

/** The migration. */
export const migration: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of [...statements, ...functions]) await sql.raw(statement).execute(db);
    await protectTable(db, 'consignment_search', ownAgency, ['select']);
    // Words and probability tell of scores, which are their owner's: nobody reads them as a row.
    await sql.raw(`revoke select on consignment_search from ${requestRole}`).execute(db);
    await sql.raw(`grant select (${readable}) on consignment_search to ${requestRole}`).execute(db);
    await sql
      .raw(`create policy consignment_search_given on consignment_search for select to ${requestRole} using (${given})`)
      .execute(db);
  },
  async down(db: Kysely<unknown>): Promise<void> {
    await sql.raw('drop policy consignment_search_given on consignment_search').execute(db);
    await sql.raw(`revoke select (${readable}) on consignment_search from ${requestRole}`).execute(db);
    await unprotectTable(db, 'consignment_search');
    await sql
      .raw(`drop function touchstone_search_weeks(text, ${signature}, text, bigint, bigint, int, int)`)
      .execute(db);
    await sql.raw(`drop function touchstone_search_some(tsquery, ${signature}, text, int)`).execute(db);
    await sql.raw(`drop function touchstone_search_among(bigint[], tsquery, ${signature})`).execute(db);
    await sql.raw('drop function touchstone_search_references(text[], int)').execute(db);
    await sql.raw('drop table search_due').execute(db);
    await sql.raw('drop table consignment_search').execute(db);
  },
};
