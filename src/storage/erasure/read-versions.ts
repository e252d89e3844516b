/** Every version of records, and rows in quarantine, in pieces. */
import { type Kysely, sql } from 'kysely';
import type { RecordKind, SourceRecord } from '../../domain/record.ts';
import type { Tables } from '../database/tables.ts';
import { fieldsOf } from '../quarantined-fields.ts';

/** Rows read at once. */
const rowsAtOnce = 2000;

/** Reads every version of some kinds in order of id, those being erased left out. */
export async function* readVersions(db: Kysely<Tables>, kinds: readonly RecordKind[], afterId: number) {
  for (let last = afterId; ; ) {
    const { rows } = await sql<{ id: number; kind: RecordKind; body: string }>`
      select id, kind, body::text as body from fact
      where id > ${last} and kind = any(${[...kinds]}::text[])
        and not exists (select from erasing_fact where erasing_fact.fact_id = fact.id)
      order by id limit ${rowsAtOnce}`.execute(db);
    if (rows.length === 0) return;
    last = rows.at(-1)!.id;
    yield rows.map(({ id, kind, body }) => ({ id, kind, record: JSON.parse(body) as SourceRecord }));
  }
}

/** Reads rows that wait in quarantine. */
export async function* readRejectedRows(db: Kysely<Tables>) {
  for (let last = 0; ; ) {
    const rows = await db
      .selectFrom('quarantine')
      .innerJoin('batch', 'batch.id', 'quarantine.batchId')
      .select(['quarantine.id', 'batch.agency', 'quarantine.fields', 'quarantine.raw'])
      .where('quarantine.state', '=', 'waiting')
      .where('quarantine.id', '>', last)
      .orderBy('quarantine.id')
      .limit(rowsAtOnce)
      .execute();
    if (rows.length === 0) return;
    last = rows.at(-1)!.id;
    yield rows.map(({ id, agency, fields, raw }) => ({ id, agency, raw, fields: fieldsOf(fields) }));
  }
}
