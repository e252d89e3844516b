/** Brings consignments back to what their remaining facts say. */
import { sql, type Transaction } from 'kysely';
import type { Consignment } from '../../domain/consignment.ts';
import { linkingKeys } from '../../domain/consignment-id.ts';
import type { GoodsItemRecord } from '../../domain/goods-item.ts';
import { scoreTickHour } from '../../domain/moment.ts';
import { compareVersions } from '../../domain/version-order.ts';
import type { Tables } from '../database/tables.ts';
import { forgetInSearch } from '../search/note-search-due.ts';

/** A header that any record is newer than. */
const noHeader = { amendment: null, knownAtMs: 0, office: null, channel: null, releaseCutOffMs: null } as const;

/** Sets header and references of consignments as if the facts that are being erased had never come. */
export async function refreshConsignments(trx: Transaction<Tables>, ids: readonly number[]): Promise<void> {
  const { rows } = await sql<{ consignmentId: number; amendment: number | null; knownAtMs: number; body: string }>`
    select consignment_id, amendment, known_at_ms, body::text as body from fact
    where consignment_id = any(${[...ids]}::bigint[])
      and not exists (select from erasing_fact where erasing_fact.fact_id = fact.id)
    order by id`.execute(trx);
  const headers = new Map<number, { readonly row: (typeof rows)[number]; readonly consignment: Consignment }>();
  const references = new Map<string, readonly [key: string, id: number]>();
  for (const row of rows) {
    const { consignment } = JSON.parse(row.body) as GoodsItemRecord;
    const header = headers.get(row.consignmentId);
    // Of equal ones the later arrival counts, as when facts are loaded.
    if (header === undefined || compareVersions(placeOf(header.row), placeOf(row)) <= 0) {
      headers.set(row.consignmentId, { row, consignment });
    }
    for (const key of linkingKeys(consignment.agency, consignment.references)) {
      references.set(`${row.consignmentId}|${key}`, [key, row.consignmentId]);
    }
  }
  for (const id of ids) {
    const header = headers.get(id);
    await trx
      .updateTable('consignment')
      .set(header === undefined ? noHeader : columnsOf(header.row, header.consignment))
      .where('id', '=', id)
      .execute();
  }
  const pairs = [...references.values()];
  await sql`delete from consignment_reference where consignment_id = any(${[...ids]}::bigint[])`.execute(trx);
  await sql`insert into consignment_reference (key, consignment_id)
    select * from unnest(${pairs.map(([key]) => key)}::text[], ${pairs.map(([, id]) => id)}::bigint[])`.execute(trx);
  await forgetInSearch(trx, ids);
}

function placeOf({ amendment, knownAtMs }: { readonly amendment: number | null; readonly knownAtMs: number }) {
  return { amendment: amendment ?? undefined, knownAtMs, contentHash: '' };
}

function columnsOf(
  { amendment, knownAtMs }: { readonly amendment: number | null; readonly knownAtMs: number },
  consignment: Consignment,
) {
  return {
    amendment,
    knownAtMs,
    scoreTick: scoreTickHour(consignment.occurredAt),
    office: consignment.office ?? null,
    channel: consignment.channel ?? null,
    releaseCutOffMs: consignment.times.releaseCutOff?.epochMs ?? null,
  };
}
