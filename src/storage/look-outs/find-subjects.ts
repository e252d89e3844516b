/** Reads confirmed finds and what each tells to look for. */
import { sql, type Transaction } from 'kysely';
import type { Examination } from '../../domain/examination.ts';
import type { GoodsItemRecord } from '../../domain/goods-item.ts';
import { combineHandling, type Handling } from '../../domain/handling.ts';
import { type LookOutSubject, lookOutDays } from '../../domain/look-out.ts';
import type { Measure } from '../../domain/measure.ts';
import { dayMs } from '../../domain/moment.ts';
import type { LookOutRules } from '../../services/look-out-ports.ts';
import type { Tables } from '../database/tables.ts';

/** A look-out that a find makes. */
export interface WantedLookOut extends LookOutSubject {
  readonly sourceFactId: number;
  readonly consignmentId: number | null;
  /** JSON. */
  readonly handling: string;
  readonly expiresAtMs: number;
}

interface Find {
  readonly id: number;
  readonly knownAtMs: number;
  readonly record: Examination | Measure;
}

const longestMs = Math.max(...Object.values(lookOutDays)) * dayMs;

/** Returns which of some results are confirmed finds that still make look-outs. */
export async function readFinds(trx: Transaction<Tables>, results: readonly number[], atMs: number): Promise<Find[]> {
  if (results.length === 0) return [];
  const { rows } = await sql<{ id: number; knownAtMs: number; body: string }>`
    select one.* from unnest(${[...results]}::bigint[]) as wanted(id)
    cross join lateral (
      select id, known_at_ms, body::text as body from fact
      where fact.id = wanted.id and is_current and kind in ('examination', 'measure')
        and known_at_ms > ${atMs - longestMs} offset 0
    ) as one
    where one.body like '%"outcome":"confirmed"%' order by one.id`.execute(trx);
  return rows
    .map(({ id, knownAtMs, body }) => ({ id, knownAtMs, record: JSON.parse(body) as Examination | Measure }))
    .filter(({ record }) => record.outcome === 'confirmed' && !record.isRetracted);
}

/** Returns the look-outs that finds make and that have not expired at a moment. */
export async function findSubjects(
  trx: Transaction<Tables>,
  rules: LookOutRules,
  finds: readonly Find[],
  atMs: number,
): Promise<WantedLookOut[]> {
  const itemsOf = await readItemsOfFinds(trx, finds);
  const wanted: WantedLookOut[] = [];
  for (const { id, knownAtMs, record } of finds) {
    const keys = new Set<string>();
    const add = (subjects: readonly LookOutSubject[], consignmentId: number | null, handling: Handling): void => {
      for (const subject of subjects) {
        const expiresAtMs = knownAtMs + lookOutDays[subject.grade] * dayMs;
        if (expiresAtMs <= atMs || keys.has(`${consignmentId}|${subject.key}`)) continue;
        // What a consignment of the find says already need not be said again by the measure itself.
        if (consignmentId === null && keys.has(subject.key)) continue;
        keys.add(`${consignmentId}|${subject.key}`).add(subject.key);
        wanted.push({ ...subject, sourceFactId: id, consignmentId, handling: JSON.stringify(handling), expiresAtMs });
      }
    };
    const items = itemsOf.get(id) ?? [];
    const named = items.filter(({ record: { item } }) => item.itemNumber === record.itemNumber);
    for (const { consignmentId, record: item } of named.length > 0 ? named : items) {
      add(rules.subjectsOfItem(item), consignmentId, combineHandling(record.handling, item.consignment.handling));
    }
    if (record.kind === 'measure') add(rules.subjectsOfMeasure(record), null, record.handling);
  }
  return wanted;
}

async function readItemsOfFinds(
  trx: Transaction<Tables>,
  finds: readonly Find[],
): Promise<Map<number, { consignmentId: number; record: GoodsItemRecord }[]>> {
  const { rows } = await sql<{ find: number; consignmentId: number; body: string }>`
    select link.fact_id as find, fact.consignment_id, fact.body::text as body
    from result_link as link
    join fact on fact.consignment_id = link.consignment_id and fact.is_current
    where link.fact_id = any(${finds.map(({ id }) => id)}::bigint[])
    order by link.fact_id, fact.natural_key`.execute(trx);
  const items = new Map<number, { consignmentId: number; record: GoodsItemRecord }[]>();
  for (const { find, consignmentId, body } of rows) {
    const one = { consignmentId, record: JSON.parse(body) as GoodsItemRecord };
    const others = items.get(find);
    if (others === undefined) items.set(find, [one]);
    else others.push(one);
  }
  return items;
}
