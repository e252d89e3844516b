/** The search of the whole store in the database. */
import { type Kysely, sql, type Transaction } from 'kysely';
import type { GoodsItemRecord } from '../../domain/goods-item.ts';
import type { ConsignmentToIndex, SearchEntry, SearchIndexPort } from '../../services/search-ports.ts';
import { beforeLater } from '../database/before-later.ts';
import { bulkLoad } from '../database/bulk-load.ts';
import { retrying } from '../database/retrying.ts';
import type { Tables } from '../database/tables.ts';
import { vectorText } from './words-as-text.ts';

const columns = ['consignment_id', 'agency', 'known_at_ms', 'words', 'probability', 'handling', 'summary'];

/** Returns the port of the search on a database. */
export function createSearchIndexStorage(db: Kysely<Tables>): SearchIndexPort {
  return {
    hasDue: async () => {
      const { rows } = await sql`select 1 from search_due limit 1`.execute(db);
      return rows.length > 0;
    },
    // What is lost with the server is due again.
    takeIn: (maximumConsignments, make) =>
      retrying(() =>
        beforeLater(db, async (trx) => {
          const ids = await takeDue(trx, maximumConsignments);
          if (ids.length === 0) return 0;
          const due = await readDue(trx, ids);
          await write(trx, ids, make(due));
          return ids.length;
        }),
      ),
  };
}

async function takeDue(trx: Transaction<Tables>, limit: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    delete from search_due where consignment_id in (
      select consignment_id from search_due order by consignment_id limit ${limit} for update skip locked
    ) returning consignment_id as id`.execute(trx);
  return rows.map(({ id }) => id).sort((a, b) => a - b);
}

async function readDue(trx: Transaction<Tables>, ids: readonly number[]): Promise<ConsignmentToIndex[]> {
  const { rows } = await sql<{
    id: number;
    agency: string;
    knownAtMs: number;
    probability: number | null;
    body: string;
  }>`
    select one.id, consignment.agency, consignment.known_at_ms, score.probability, fact.body::text as body
    from unnest(${[...ids]}::bigint[]) as one(id)
    cross join lateral (select agency, known_at_ms from consignment where consignment.id = one.id offset 0) as consignment
    cross join lateral (
      select fact.id, body from fact where fact.consignment_id = one.id and is_current order by fact.id offset 0
    ) as fact
    left join lateral (
      select probability from consignment_score where consignment_id = one.id and is_current offset 0
    ) as score on true
    order by one.id, fact.id`.execute(trx);
  const due = new Map<number, ConsignmentToIndex & { readonly records: GoodsItemRecord[] }>();
  for (const { id, agency, knownAtMs, probability, body } of rows) {
    const record = JSON.parse(body) as GoodsItemRecord;
    const known = due.get(id);
    if (known !== undefined) known.records.push(record);
    else {
      due.set(id, { consignmentId: id, agency, knownAtMs, probability: probability ?? undefined, records: [record] });
    }
  }
  return [...due.values()];
}

async function write(trx: Transaction<Tables>, ids: readonly number[], entries: readonly SearchEntry[]): Promise<void> {
  await sql`delete from consignment_search where consignment_id = any(${[...ids]}::bigint[])`.execute(trx);
  await bulkLoad(
    trx,
    'consignment_search',
    columns,
    entries.map((entry) => [
      entry.consignmentId,
      entry.agency,
      entry.knownAtMs,
      vectorText(entry.words),
      entry.probability,
      JSON.stringify(entry.handling),
      JSON.stringify(entry.summary),
    ]),
  );
}
