/** Reads facts that are to be counted, with all that decides what they add. */
import { type Kysely, sql } from 'kysely';
import type { Examination } from '../../domain/examination.ts';
import type { GoodsItemRecord } from '../../domain/goods-item.ts';
import type { Measure } from '../../domain/measure.ts';
import type { CountedFact, DueItem, DueResult } from '../../services/history-ports.ts';
import type { Tables } from '../database/tables.ts';

/** Consignments and results that are looked at together. */
export interface DueScope {
  readonly consignments: ReadonlySet<number>;
  /** Consignments that each result belongs to. */
  readonly results: ReadonlyMap<number, readonly number[]>;
}

interface FactRow {
  readonly id: number;
  readonly consignmentId: number | null;
  readonly isCurrent: boolean;
  readonly body: string;
  readonly countedId: number | null;
  readonly countedConsignment: number | null;
  readonly knownTick: number | null;
  readonly source: number | null;
  readonly resultTick: number | null;
  readonly isPositive: boolean | null;
  readonly digest: number | null;
}

/**
 * Returns these consignments and results with everything that they decide together: a result of several consignments counts for an item only in the light of
 * all of their items.
 * @param isWhole whether the results of the consignments that are found on the way are followed too.
 */
export async function closeOver(
  trx: Kysely<Tables>,
  consignmentIds: readonly number[],
  factIds: readonly number[],
  isWhole: boolean,
): Promise<DueScope> {
  const consignments = new Set(consignmentIds);
  const results = new Map<number, readonly number[]>();
  let newResults = await versionsOf(trx, factIds);
  let newConsignments = [...consignments];
  for (let isFirst = true; isFirst || (isWhole && newConsignments.length > 0); isFirst = false) {
    const linked = (await linksOf(trx, newConsignments)).filter((id) => !results.has(id));
    newResults = [...new Set([...newResults, ...linked])].filter((id) => !results.has(id));
    newConsignments = [];
    if (newResults.length === 0) break;
    const places = await placesOf(trx, newResults);
    for (const id of newResults) results.set(id, places.get(id) ?? []);
    for (const ids of places.values()) {
      for (const id of ids) {
        if (consignments.has(id)) continue;
        consignments.add(id);
        newConsignments.push(id);
      }
    }
    newResults = [];
  }
  return { consignments, results };
}

/** Results of some consignments. */
async function linksOf(trx: Kysely<Tables>, consignments: readonly number[]): Promise<number[]> {
  if (consignments.length === 0) return [];
  const { rows } = await sql<{ id: number }>`
    select distinct link.fact_id as id from unnest(${consignments}::bigint[]) as wanted(id)
    cross join lateral (select fact_id from result_link where consignment_id = wanted.id offset 0) as link`.execute(
    trx,
  );
  return rows.map(({ id }) => id);
}

/** Consignments of some results. */
async function placesOf(trx: Kysely<Tables>, results: readonly number[]): Promise<Map<number, number[]>> {
  const { rows } = await sql<{ id: number; place: number }>`
    select wanted.id, link.consignment_id as place from unnest(${results}::bigint[]) as wanted(id)
    cross join lateral (select consignment_id from result_link where fact_id = wanted.id offset 0) as link
    order by 1, 2`.execute(trx);
  const places = new Map<number, number[]>();
  for (const { id, place } of rows) {
    const known = places.get(id);
    if (known === undefined) places.set(id, [place]);
    else known.push(place);
  }
  return places;
}

/** Results and the other versions of them. */
async function versionsOf(trx: Kysely<Tables>, results: readonly number[]): Promise<number[]> {
  if (results.length === 0) return [];
  const { rows } = await sql<{ id: number }>`
    select distinct version.id from unnest(${results}::bigint[]) as wanted(id)
    cross join lateral (select natural_key, kind from fact where fact.id = wanted.id offset 0) as one
    cross join lateral (
      select fact.id from fact where fact.natural_key = one.natural_key and fact.kind = one.kind offset 0
    ) as version`.execute(trx);
  return rows.map(({ id }) => id);
}

const factColumns = sql`fact.id, fact.consignment_id, fact.is_current, fact.body::text as body,
  counted.fact_id as counted_id, counted.consignment_id as counted_consignment, counted.known_tick, counted.source,
  counted.result_tick, counted.is_positive, counted.digest`;
const countedOf = sql`left join lateral (
  select * from history_counted where history_counted.fact_id = fact.id offset 0
) as counted on true`;

/** Reads the goods items of consignments: the current ones, and those that have added something. */
export async function readItems(trx: Kysely<Tables>, consignments: readonly number[]): Promise<DueItem[]> {
  const { rows } = await sql<FactRow>`
    select ${factColumns} from unnest(${consignments}::bigint[]) as wanted(id)
    cross join lateral (
      select * from fact where fact.consignment_id = wanted.id and fact.kind in ('declaration', 'manifest') offset 0
    ) as fact ${countedOf}
    where fact.is_current or counted.fact_id is not null
    order by fact.id`.execute(trx);
  return rows.map((row) => ({ ...dueFactOf<GoodsItemRecord>(row), consignmentId: row.consignmentId! }));
}

/** Reads results: the current ones, and those that have added something. */
export async function readResults(
  trx: Kysely<Tables>,
  results: ReadonlyMap<number, readonly number[]>,
): Promise<DueResult[]> {
  if (results.size === 0) return [];
  const { rows } = await sql<FactRow>`
    select ${factColumns} from unnest(${[...results.keys()]}::bigint[]) as wanted(id)
    cross join lateral (
      select * from fact where fact.id = wanted.id and fact.kind in ('examination', 'measure') offset 0
    ) as fact ${countedOf}
    where fact.is_current or counted.fact_id is not null
    order by fact.id`.execute(trx);
  return rows.map((row) => ({ ...dueFactOf<Examination | Measure>(row), consignmentIds: results.get(row.id)! }));
}

/** What is due alike of items and results. */
function dueFactOf<R>(row: FactRow) {
  return {
    factId: row.id,
    record: JSON.parse(row.body) as R,
    isCurrent: row.isCurrent,
    counted: countedFactOf(row),
  };
}

function countedFactOf(row: FactRow): CountedFact | undefined {
  if (row.countedId === null) return undefined;
  return {
    factId: row.countedId,
    consignmentId: row.countedConsignment ?? undefined,
    knownTick: row.knownTick ?? undefined,
    source: row.source!,
    resultTick: row.resultTick ?? undefined,
    isPositive: row.isPositive ?? undefined,
    digest: row.digest!,
  };
}
