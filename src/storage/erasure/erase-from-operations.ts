/** Takes consignments out of the target lists of operations, and out of what others were given of them. */
import { sql, type Transaction } from 'kysely';
import type { Tables } from '../database/tables.ts';

/** Removes the targets of consignments from every version and delivery, with what tells how they were chosen and with which lists they met. Counts of figures stay as they were. */
export async function eraseFromOperations(trx: Transaction<Tables>, references: readonly string[]): Promise<void> {
  if (references.length === 0) return;
  const gone = sql`${[...references]}::text[]`;
  const without = sql`coalesce((
    select json_agg(target.value order by target.place) from json_array_elements(targets) with ordinality as target(value, place)
    where not (target.value ->> 'reference' = any (${gone}))
  ), '[]'::json)`;
  const has = sql`exists (
    select from json_array_elements(targets) as target(value) where target.value ->> 'reference' = any (${gone})
  )`;
  for (const table of ['list_version', 'list_delivery']) {
    await sql`update ${sql.table(table)} set targets = ${without} where ${has}`.execute(trx);
  }
  await sql`update list_draw set draw = coalesce((
      select json_agg(one.value) from json_array_elements(draw) as one(value)
      where not (one.value ->> 'reference' = any (${gone}))
    ), '[]'::json)`.execute(trx);
  await sql`delete from target_claim where reference = any (${gone})`.execute(trx);
  await sql`delete from operation_conflict where reference = any (${gone}) or other_reference = any (${gone})`.execute(
    trx,
  );
}
