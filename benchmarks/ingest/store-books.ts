/** Whether the books of a store hold. */
import { sql } from 'kysely';
import { withDatabase } from './with-database.ts';

/** A batch beside what is really there. */
export interface BatchState {
  readonly id: number;
  readonly state: 'loading' | 'loaded' | 'refused';
  readonly rowsTotal: number;
  readonly rowsDone: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly added: number;
  readonly revised: number;
  readonly duplicate: number;
  /** Rows in quarantine and facts that name the batch. */
  readonly quarantined: number;
  readonly facts: number;
}

/** What is in a store. */
export interface StoreBooks {
  readonly batches: readonly BatchState[];
  /** Changes that the history has still to take in. */
  readonly due: number;
  /** Rows in quarantine, and those that do not say what is wrong: no fault, no expectation, or no column where it is not the row as a whole. */
  readonly rejects: number;
  readonly unexplained: number;
  /** Rows in quarantine by fault, and those of them that name a column. */
  readonly faults: readonly { readonly code: string; readonly rows: number; readonly withColumn: number }[];
}

/** Faults of a row as a whole, which no column can be named for. */
const rowFaults = [
  'bad-encoding',
  'bad-quoting',
  'control-character',
  'not-a-plain-value',
  'not-json',
  'number-not-exact',
  'record-too-long',
  'too-deep',
  'unclosed-quote',
  'wrong-column-count',
];

/** Reads the books of a store. */
export async function storeBooks(store: string): Promise<StoreBooks> {
  return withDatabase(store, async (db) => {
    const { rows: batches } = await sql<BatchState>`
      select batch.id, batch.state, batch.rows_total, batch.rows_done,
        coalesce(book.accepted, 0)::bigint as accepted, coalesce(book.rejected, 0)::bigint as rejected,
        coalesce(book.added, 0)::bigint as added, coalesce(book.revised, 0)::bigint as revised,
        coalesce(book.duplicate, 0)::bigint as duplicate,
        (select count(*) from quarantine where quarantine.batch_id = batch.id) as quarantined,
        coalesce(kept.facts, 0)::bigint as facts
      from batch
      left join (
        select batch_id, sum(accepted) as accepted, sum(rejected) as rejected, sum(added) as added,
          sum(revised) as revised, sum(duplicate) as duplicate
        from batch_book group by batch_id
      ) as book on book.batch_id = batch.id
      left join (select batch_id, count(*) as facts from fact group by batch_id) as kept on kept.batch_id = batch.id
      order by batch.id`.execute(db);
    const { rows: due } = await sql<{ rows: number }>`select count(*) as rows from history_due`.execute(db);
    const { rows: faults } = await sql<{ code: string; rows: number; withColumn: number; silent: number }>`
      select code, count(*) as rows, count(column_name) as with_column,
        count(*) filter (where trim(code) = '' or trim(expected) = ''
          or (coalesce(trim(column_name), '') = '' and code <> all(${rowFaults}::text[]))) as silent
      from quarantine group by code order by code`.execute(db);
    return {
      batches,
      due: due[0]!.rows,
      rejects: faults.reduce((sum, { rows }) => sum + rows, 0),
      unexplained: faults.reduce((sum, { silent }) => sum + silent, 0),
      faults: faults.map(({ code, rows, withColumn }) => ({ code, rows, withColumn })),
    };
  });
}
