/** Links results of examinations and measures to the declared consignments that their references name. */
import { sql, type Transaction } from 'kysely';
import type { Tables } from './database/tables.ts';

/** What may have changed. */
interface LinkInput {
  /** Results that are new. */
  readonly results: readonly number[];
  /** Facts that are no longer current; their links go. */
  readonly replacedResults: readonly number[];
  /** Consignments that are new or have new references. */
  readonly consignments: readonly number[];
}

/** What the history has to look at again. */
interface LinkChanges {
  readonly consignments: readonly number[];
  /** Results that have no link, or had none until now. */
  readonly unlinked: readonly number[];
}

/**
 * A result goes to every declared consignment with its strongest key that any has, within its agency (keys begin with it). Results that found none wait in `result_key`
 * until a consignment brings a key of theirs.
 */
export async function linkResults(trx: Transaction<Tables>, input: LinkInput): Promise<LinkChanges> {
  const waiting = await waitingFor(trx, input.consignments);
  const results = [...new Set([...input.results, ...waiting])];
  const concerned = [...results, ...input.replacedResults];
  if (concerned.length === 0) return { consignments: [], unlinked: [] };
  const old = await trx
    .deleteFrom('resultLink')
    .where('factId', '=', sql<number>`any(${concerned}::bigint[])`)
    .returning(['factId', 'consignmentId'])
    .execute();
  const { rows: links } = await sql<{ factId: number; consignmentId: number }>`
    with best as (
      select distinct on (result_key.fact_id) result_key.fact_id, result_key.key
      from result_key
      join consignment_reference reference on reference.key = result_key.key
      join consignment on consignment.id = reference.consignment_id and consignment.stage = 'declaration'
      where result_key.fact_id = any(${results}::bigint[])
      order by result_key.fact_id, result_key.strength
    )
    insert into result_link (fact_id, consignment_id)
    select best.fact_id, reference.consignment_id
    from best
    join consignment_reference reference on reference.key = best.key
    join consignment on consignment.id = reference.consignment_id and consignment.stage = 'declaration'
    returning fact_id, consignment_id`.execute(trx);
  const before = new Set(old.map(pairOf));
  const after = new Set(links.map(pairOf));
  const changed = [
    ...old.filter((link) => !after.has(pairOf(link))),
    ...links.filter((link) => !before.has(pairOf(link))),
  ];
  const hadLink = new Set(old.map(({ factId }) => factId));
  const hasLink = new Set(links.map(({ factId }) => factId));
  return {
    consignments: [...new Set(changed.map(({ consignmentId }) => consignmentId))],
    unlinked: concerned.filter((id) => !hasLink.has(id) || !hadLink.has(id)),
  };
}

/** Results that have a key of one of these consignments. */
async function waitingFor(trx: Transaction<Tables>, consignments: readonly number[]): Promise<number[]> {
  if (consignments.length === 0) return [];
  // Lateral, so that it walks indexes also where the tables' statistics are missing or old.
  const { rows } = await sql<{ factId: number }>`
    select distinct waiting.fact_id from unnest(${consignments}::bigint[]) as wanted(id)
    cross join lateral (select key from consignment_reference where consignment_id = wanted.id offset 0) as reference
    cross join lateral (select fact_id from result_key where key = reference.key offset 0) as waiting`.execute(trx);
  return rows.map(({ factId }) => factId);
}

function pairOf({ factId, consignmentId }: { readonly factId: number; readonly consignmentId: number }): string {
  return `${factId}|${consignmentId}`;
}
