/** Pages of the queue. */
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { CaseFilter, CasePage } from '../../services/case-ports.ts';
import type { Tables } from '../database/tables.ts';
import { caseColumns, caseOf } from './case-row.ts';

/** Cases are counted exactly up to here. */
const countedExactly = 1000;
/** Up to so many cases that a term finds are looked at one by one; beyond, the queue is walked until a page is full. */
const fewFound = 8000;
/** Cases that are walked to count what a frequent term finds. */
const walkedToCount = 20_000;
/** Places of targets lie below, those of all others above. */
const targetBound = -500_000;

/** Returns a page in order of place. */
export async function listCases(db: Kysely<Tables>, filter: CaseFilter): Promise<CasePage> {
  const found = await foundByTerms(db, filter);
  if (found !== undefined && found.ids?.length === 0) return emptyPage(filter);
  const matching = sql.join([...conditionsOf(filter), ...(found === undefined ? [] : [found.condition])], sql` and `);
  const columns = sql.join(caseColumns.map((name) => sql.ref(name)));
  const behind =
    filter.after === undefined
      ? sql`true`
      : sql`(place, id) > (${filter.after.place}::float8, ${filter.after.id}::bigint)`;
  const { rows } = await sql<Parameters<typeof caseOf>[0]>`
    select ${columns} from review_case where ${matching} and ${behind}
    order by place, id limit ${filter.limit + 1}`.execute(db);
  const page = rows.slice(0, filter.limit);
  const last = rows.length > filter.limit ? page.at(-1) : undefined;
  const counted = filter.after === undefined ? await countMatching(db, filter, found, matching) : undefined;
  return {
    cases: page.map(caseOf),
    next: last === undefined ? undefined : { place: last.place, id: last.id },
    total: counted?.total,
    isTotalExact: counted?.isTotalExact,
  };
}

function emptyPage({ after }: CaseFilter): CasePage {
  const isFirst = after === undefined;
  return { cases: [], next: undefined, total: isFirst ? 0 : undefined, isTotalExact: isFirst ? true : undefined };
}

/**
 * Counts up to a limit. What a frequent term finds is counted among those that were found first, which mostly are enough, and then among the first cases of the list alone: to walk all of
 * it would take seconds.
 */
async function countMatching(
  db: Kysely<Tables>,
  filter: CaseFilter,
  found: FoundByTerms | undefined,
  matching: RawBuilder<unknown>,
): Promise<{ readonly total: number; readonly isTotalExact: boolean }> {
  const isWalked = found !== undefined && found.ids === undefined;
  if (isWalked && (await hasMany(db, filter, found))) return { total: countedExactly, isTotalExact: false };
  const walked = sql`(select id from review_case where ${sql.join(conditionsOf(filter), sql` and `)}
    order by place, id limit ${walkedToCount}) as review_case`;
  const { rows } = await sql<{ total: number; isWhole: boolean }>`
    select count(*) as total,
      ${isWalked ? sql`(select count(*) < ${walkedToCount} from ${walked})` : sql`true`} as is_whole
    from (
      -- In the order of the list, for it comes from an index row by row: whatever finds all rows first takes longer than to count some.
      select 1 from ${isWalked ? walked : sql`review_case`} where ${isWalked ? found.condition : matching}
      ${isWalked || found !== undefined ? sql`` : sql`order by place, id`} limit ${countedExactly + 1}
    ) as counted`.execute(db);
  const { total, isWhole } = rows[0]!;
  return { total: Math.min(total, countedExactly), isTotalExact: isWhole && total <= countedExactly };
}

/** Whether more cases match than are counted, among those that a frequent term found first. */
async function hasMany(db: Kysely<Tables>, filter: CaseFilter, { some, condition }: FoundByTerms): Promise<boolean> {
  const { rows } = await sql<{ total: number }>`
    select count(*) as total from (
      select 1 from review_case where id = any(${[...some]}::bigint[]) and ${sql.join(conditionsOf(filter), sql` and `)} and ${condition}
      limit ${countedExactly + 1}
    ) as counted`.execute(db);
  return rows[0]!.total > countedExactly;
}

function conditionsOf(filter: CaseFilter): RawBuilder<unknown>[] {
  const { lanes, office, channel } = filter;
  const conditions = [ofList(filter)];
  if (lanes !== undefined) {
    // One value keeps the order of the index.
    conditions.push(lanes.length === 1 ? sql`lane = ${lanes[0]}` : sql`lane = any(${[...lanes]}::text[])`);
  }
  if (office !== undefined) conditions.push(sql`office = ${office}`);
  if (channel !== undefined) conditions.push(sql`channel = ${channel}`);
  if (filter.targetsOnly === true) conditions.push(sql`is_target and place < ${targetBound}`);
  return conditions;
}

function ofList({ list, nowMs, personId }: CaseFilter): RawBuilder<unknown> {
  switch (list) {
    case 'waiting':
      return sql`list = 'waiting' and (claimed_until_ms is null or claimed_until_ms <= ${nowMs})`;
    case 'mine':
      return sql`claimed_by = ${personId ?? null}::bigint and claimed_until_ms > ${nowMs}`;
    case 'claimed':
      return sql`claimed_by is not null and claimed_until_ms > ${nowMs}`;
    case 'all':
      return sql`true`;
    default:
      return sql`list = ${list}`;
  }
}

interface FoundByTerms {
  readonly condition: RawBuilder<unknown>;
  /** Undefined where they are too many to be listed. */
  readonly ids: readonly number[] | undefined;
  /** All, or the first of too many. */
  readonly some: readonly number[];
}

/** Cases that have a term for everything that is asked for; undefined where nothing is. */
async function foundByTerms(db: Kysely<Tables>, { hsPrefix, text }: CaseFilter): Promise<FoundByTerms | undefined> {
  const wanted = [
    ...(hsPrefix === undefined ? [] : [`hs:${hsPrefix}`]),
    ...(text ?? '')
      .toLowerCase()
      .split(/\s+/)
      .filter(Boolean)
      .slice(0, 4)
      .map((word) => `t:${word}`),
  ];
  if (wanted.length === 0) return undefined;
  // Not turned into a join: a frequent term alone is looked for case by case until a page is full.
  const alone = wanted.length === 1 ? sql`offset 0` : sql``;
  const condition = sql.join(
    wanted.map(
      (term) => sql`exists (
      select from case_term where case_term.case_id = review_case.id and ${beginsWith(term)} ${alone}
    )`,
    ),
    sql` and `,
  );
  let some: readonly number[] = [];
  for (const term of wanted) {
    const { rows } = await sql<{ caseId: number }>`
      select distinct case_id from (
        select case_id from case_term where ${beginsWith(term)} limit ${fewFound + 1}
      ) as found`.execute(db);
    some = rows.map(({ caseId }) => caseId);
    if (rows.length > fewFound) continue;
    return { condition: sql`id = any(${[...some]}::bigint[]) and ${condition}`, ids: some, some };
  }
  return { condition, ids: undefined, some };
}

/** A range of texts, for `like` may not use an index under row-level security. */
function beginsWith(term: string): RawBuilder<unknown> {
  return sql`case_term.term >= ${term} and case_term.term < ${`${term}\u{10ffff}`}`;
}
