/** The search in an agency's view. */
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Handling } from '../../domain/handling.ts';
import type {
  ConsignmentSummary,
  FoundConsignment,
  SearchFilter,
  SearchPlace,
  SearchPort,
} from '../../services/search-ports.ts';
import type { Tables } from '../database/tables.ts';
import { withGiven } from '../with-given.ts';
import { queryText } from './words-as-text.ts';

/** Consignments are counted exactly up to here. */
const countedExactly = 1000;
const weekMs = 604_800_000;
/** Weeks that are tried before everything is looked for. */
const triedWeeks = 2;
/** A time of at most so many weeks is walked week by week. */
const walkedWeeks = 60;
const anyWeeks = 1_000_000;
/** Behind every moment that a consignment can have. */
const latestMs = 8.64e15;
const first: SearchPlace = { knownAtMs: latestMs, consignmentId: 0 };

/** Returns the search on the transaction of a view. */
export function createSearch(db: Kysely<Tables>, nowMs: number): SearchPort {
  return {
    find: (asked) =>
      withGiven(db, async () => {
        // PostgreSQL has no NUL in a text.
        const filter = { ...asked, reference: asked.reference?.replaceAll('\0', '\ufffd') };
        const { places, total } = await placesOf(db, filter, nowMs);
        const page = places.slice(0, filter.limit);
        return {
          found: await describe(db, page),
          hasMore: places.length > filter.limit,
          total: Math.min(total, countedExactly),
          isTotalExact: total <= countedExactly,
        };
      }),
  };
}

interface Places {
  /** One more than a page where another follows, the youngest first. */
  readonly places: readonly SearchPlace[];
  readonly total: number;
}

async function placesOf(db: Kysely<Tables>, filter: SearchFilter, nowMs: number): Promise<Places> {
  if (filter.reference !== undefined) {
    const named = await byReference(db, filter, filter.reference);
    if (named !== undefined) return named;
  }
  return filter.words.length === 0 ? byTime(db, filter) : byWords(db, filter, nowMs);
}

/** Kinds of reference, as they stand in a key. */
const referenceKinds = ['declaration', 'house', 'air', 'master', 's10'];

/** Where few have a reference that begins so, all of them are looked at; undefined where many have. */
async function byReference(db: Kysely<Tables>, filter: SearchFilter, reference: string): Promise<Places | undefined> {
  const beginnings = filter.sources.flatMap(({ agency }) =>
    referenceKinds.map((kind) => `${agency}|${kind}|${reference}`),
  );
  const { rows } = await sql<{ consignmentId: number }>`
    select * from touchstone_search_references(${beginnings}::text[], ${countedExactly + 1})`.execute(db);
  if (rows.length > countedExactly) return undefined;
  const ids = rows.map(({ consignmentId }) => consignmentId);
  const { rows: some } = await sql<SearchPlace>`
    select seen.consignment_id, seen.known_at_ms
    from touchstone_search_among(${ids}::bigint[], ${queryText(filter.words, filter.sources, false)}::tsquery, ${filtersOf(filter)}) as one
    join consignment_search as seen on seen.consignment_id = one.consignment_id`.execute(db);
  return pageOfAll(some, filter);
}

/** Cuts the page out of everything that fits; where that is more than is counted, the page is looked for. */
async function pageOfAll(
  all: readonly SearchPlace[],
  { after, limit }: SearchFilter,
  youngest?: (most: number) => Promise<readonly SearchPlace[]>,
): Promise<Places> {
  if (all.length > countedExactly && youngest !== undefined) {
    return { places: await youngest(limit + 1), total: all.length };
  }
  const places = all
    .filter((place) => after === undefined || compare(after, place) < 0)
    .sort(compare)
    .slice(0, limit + 1);
  return { places, total: all.length };
}

/** What holds of every consignment that is found, beside its words. */
function filtersOf({ sources, fromMs, toMs, low, high }: SearchFilter): RawBuilder<unknown> {
  const agencies = sources.map(({ agency }) => agency);
  return sql`${agencies}::text[], ${fromMs ?? -latestMs}::bigint, ${toMs ?? latestMs}::bigint, ${low ?? null}::float8,
    ${high ?? null}::float8`;
}

/** Without words the table is walked in order of time, agency by agency. */
async function byTime(db: Kysely<Tables>, filter: SearchFilter): Promise<Places> {
  const { sources, reference = null, fromMs = -latestMs, toMs = latestMs, after, limit } = filter;
  const agencies = sources.map(({ agency }) => agency);
  const purposes = sources.map(({ purpose }) => purpose ?? null);
  const walk = (place: SearchPlace, most: number): RawBuilder<SearchPlace> => sql`
    select found.consignment_id, found.known_at_ms
    from unnest(${agencies}::text[], ${purposes}::text[]) as source(agency, purpose)
    cross join lateral (
      select consignment_id, known_at_ms from consignment_search
      where consignment_search.agency = source.agency and known_at_ms >= ${fromMs}::bigint and known_at_ms < ${toMs}::bigint
        and (known_at_ms, consignment_id) < (${place.knownAtMs}::bigint, ${place.consignmentId}::bigint)
        and (source.purpose is null or exists (
          select from json_array_elements_text(handling -> 'purposes') as one(purpose) where one.purpose = source.purpose
        ))
        and (${reference}::text is null or exists (
          select from consignment_reference as named
          where named.consignment_id = consignment_search.consignment_id
            and starts_with(split_part(named.key, '|', 3), ${reference}::text)
        ))
      order by known_at_ms desc, consignment_id desc limit ${most}
    ) as found
    order by found.known_at_ms desc, found.consignment_id desc limit ${most}`;
  const { rows: places } = await walk(after ?? first, limit + 1).execute(db);
  const { rows } = await sql<{ total: number }>`
    select count(*) as total from (${walk(first, countedExactly + 1)}) as counted`.execute(db);
  return { places, total: rows[0]!.total };
}

/** With words, all that fit are taken where they are few; of many, the youngest are. */
async function byWords(db: Kysely<Tables>, filter: SearchFilter, nowMs: number): Promise<Places> {
  const { fromMs, toMs, after, limit } = filter;
  const isShort = fromMs !== undefined && (toMs ?? nowMs) - fromMs <= walkedWeeks * weekMs;
  // Where the last weeks have enough, nothing has to be looked for in all of them; and a short time is walked whole.
  const youngest = await inWeeks(db, filter, first, countedExactly + 1, isShort ? walkedWeeks + 1 : triedWeeks);
  if (youngest.length <= countedExactly) {
    return pageOfAll(isShort ? youngest : await inAllWeeks(db, filter), filter, (most) =>
      inWeeks(db, filter, after ?? first, most, anyWeeks),
    );
  }
  const places =
    after === undefined ? youngest.slice(0, limit + 1) : await inWeeks(db, filter, after, limit + 1, anyWeeks);
  return { places, total: countedExactly + 1 };
}

async function inWeeks(
  db: Kysely<Tables>,
  filter: SearchFilter,
  before: SearchPlace,
  most: number,
  weeks: number,
): Promise<readonly SearchPlace[]> {
  const { rows } = await sql<SearchPlace>`
    select seen.consignment_id, seen.known_at_ms
    from touchstone_search_weeks(
      ${queryText(filter.words, filter.sources, true)}, ${filtersOf(filter)}, ${filter.reference ?? null}::text,
      ${before.knownAtMs}::bigint, ${before.consignmentId}::bigint, ${most}, ${weeks}
    ) as one
    join consignment_search as seen on seen.consignment_id = one.consignment_id`.execute(db);
  return [...rows].sort(compare);
}

async function inAllWeeks(db: Kysely<Tables>, filter: SearchFilter): Promise<readonly SearchPlace[]> {
  const { rows } = await sql<SearchPlace>`
    select seen.consignment_id, seen.known_at_ms
    from touchstone_search_some(
      ${queryText(filter.words, filter.sources, false)}::tsquery, ${filtersOf(filter)}, ${filter.reference ?? null}::text,
      ${countedExactly + 1}
    ) as one
    join consignment_search as seen on seen.consignment_id = one.consignment_id`.execute(db);
  return rows;
}

function compare(a: SearchPlace, b: SearchPlace): number {
  return b.knownAtMs - a.knownAtMs || b.consignmentId - a.consignmentId;
}

async function describe(db: Kysely<Tables>, places: readonly SearchPlace[]): Promise<FoundConsignment[]> {
  if (places.length === 0) return [];
  const { rows } = await sql<{
    consignmentId: number;
    knownAtMs: number;
    agency: string;
    reference: string;
    stage: string;
    office: string | null;
    channel: string | null;
    releaseCutOffMs: number | null;
    handling: Handling;
    summary: ConsignmentSummary;
    probability: number | null;
  }>`
    select found.consignment_id, found.known_at_ms, found.agency, consignment.reference, consignment.stage,
      consignment.office, consignment.channel, consignment.release_cut_off_ms, found.handling, found.summary, score.probability
    from unnest(${places.map(({ consignmentId }) => consignmentId)}::bigint[]) with ordinality as one(id, place)
    join consignment_search as found on found.consignment_id = one.id
    join consignment on consignment.id = one.id
    left join consignment_score as score on score.consignment_id = one.id and score.is_current
    order by one.place`.execute(db);
  return rows.map(({ office, channel, releaseCutOffMs, probability, ...row }) => ({
    ...row,
    office: office ?? undefined,
    channel: channel ?? undefined,
    releaseCutOffMs: releaseCutOffMs ?? undefined,
    probability: probability ?? undefined,
  }));
}
