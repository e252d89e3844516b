/** Takes consignments out of lists of targets that were kept. */
import { sql, type Transaction } from 'kysely';
import type { Tables } from '../database/tables.ts';

/**
 * Removes the lines of consignments from every list, and the files that were made of such a list; they can be made again. The places of the others stay, so that a gap shows
 * that something is gone.
 */
export async function eraseFromLists(trx: Transaction<Tables>, references: readonly string[]): Promise<void> {
  if (references.length === 0) return;
  // JSON may write a character as an escape, so the texts are only looked through after parsing.
  const { rows } = await sql<{ id: number; targets: string; csv: string }>`
    select id, targets::text as targets, csv from target_list order by id`.execute(trx);
  const gone = new Set(references);
  for (const { id, targets, csv } of rows) {
    const all = JSON.parse(targets) as { readonly consignmentId?: string }[];
    const kept = all.filter(({ consignmentId }) => consignmentId === undefined || !gone.has(consignmentId));
    if (kept.length === all.length) continue;
    const lines = csv
      .split('\n')
      .filter((line) => !line.split(',').some((field) => gone.has(withoutQuotes(field.trim()))));
    await trx
      .updateTable('targetList')
      .set({ targets: JSON.stringify(kept), csv: lines.join('\n') })
      .where('id', '=', id)
      .execute();
    await trx.deleteFrom('targetExport').where('listId', '=', id).execute();
    await trx.deleteFrom('packExport').where('listId', '=', id).execute();
  }
}

function withoutQuotes(field: string): string {
  return /^".*"$/.test(field) ? field.slice(1, -1).replaceAll('""', '"') : field;
}
