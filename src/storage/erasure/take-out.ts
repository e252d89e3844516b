/** Takes records out of a store, within one transaction. */
import { sql, type Transaction } from 'kysely';
import { stages } from '../../domain/consignment.ts';
import type { ErasureRequest } from '../../services/erasure-ports.ts';
import type { IdentityKey } from '../../services/key-ports.ts';
import type { LookOutRules } from '../../services/look-out-ports.ts';
import { appendAudit } from '../audit-storage.ts';
import { bulkLoad } from '../database/bulk-load.ts';
import type { Tables } from '../database/tables.ts';
import { erasedEntry, eraseFrozenTargets } from '../disclosure/frozen-target-storage.ts';
import { closeOver, type DueScope } from '../history/read-due.ts';
import { linkResults } from '../link-results.ts';
import { LookOutUpdate } from '../look-outs/update-look-outs.ts';
import { noteScoresDue } from '../note-scores-due.ts';
import { eraseFromLists } from './erase-from-lists.ts';
import { eraseFromOperations } from './erase-from-operations.ts';
import { refreshConsignments } from './refresh-consignments.ts';
import { itemName, recordName, tombstoneHash } from './tombstones.ts';

/** A fact that goes. */
interface GoingFact {
  readonly id: number;
  readonly kind: string;
  readonly agency: string;
  readonly profile: string;
  readonly naturalKey: string;
  readonly knownTick: number;
  readonly knownAtMs: number;
  readonly consignmentId: number | null;
  readonly itemNumber: number | null;
}

/** Takes records out and returns the number of the erasure; undefined where there is nothing to erase. */
export async function takeOut(
  trx: Transaction<Tables>,
  {
    request,
    key,
    rules,
  }: { readonly request: ErasureRequest; readonly key: IdentityKey; readonly rules: LookOutRules | undefined },
): Promise<number | undefined> {
  const facts = await findFacts(trx, request);
  const quarantined = await dropRejected(trx, request.quarantined);
  if (facts.length === 0 && quarantined === 0) return undefined;
  const ids = facts.map(({ id }) => id);
  const consignments = distinct(facts.flatMap(({ consignmentId }) => (consignmentId === null ? [] : [consignmentId])));
  const due = { sinceMs: request.atMs, cause: 'items' } as const;
  // Waits for whoever is scoring them.
  await noteScoresDue(trx, consignments, due);
  const scores = await deleteScores(trx, facts);
  const results = facts.filter(({ kind }) => kind === 'examination' || kind === 'measure').map(({ id }) => id);
  const others = (await resultsOf(trx, consignments)).filter((id) => !results.includes(id));
  const firstTick = await firstTickOf(trx, facts, await closeOver(trx, consignments, results, true));
  const { id: erasureId } = await trx
    .insertInto('erasure')
    .values({
      kind: request.kind,
      ground: request.ground,
      erasedAtMs: request.atMs,
      state: 'counting',
      firstKnownTick: null,
      lastKnownMs: facts.length === 0 ? null : facts.reduce((last, { knownAtMs }) => Math.max(last, knownAtMs), 0),
      agencies: JSON.stringify(distinct(facts.map(({ agency }) => agency)).sort()),
      profiles: JSON.stringify(distinct(facts.map(({ profile }) => profile)).sort()),
      records: distinct(facts.map(({ kind, naturalKey }) => `${kind}|${naturalKey.replace(/#\d+$/, '')}`)).length,
      facts: facts.length,
      scores,
      lookOuts: 0,
      quarantined,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await writeTombstones(trx, request, key, erasureId);
  await sql`update fact set is_current = false where id = any(${ids}::bigint[])`.execute(trx);
  await sql`delete from result_key where fact_id = any(${ids}::bigint[])`.execute(trx);
  await bulkLoad(
    trx,
    'erasing_fact',
    ['fact_id', 'erasure_id'],
    ids.map((id) => [id, erasureId]),
  );
  await refreshConsignments(trx, consignments);
  const changed = await linkResults(trx, { results: others, replacedResults: results, consignments: [] });
  await bulkLoad(
    trx,
    'history_due',
    ['consignment_id', 'fact_id'],
    [
      ...distinct([...consignments, ...changed.consignments]).map((id) => [id, undefined]),
      ...changed.unlinked.map((id) => [undefined, id]),
    ],
  );
  await noteScoresDue(trx, consignments, due);
  if (firstTick !== undefined) {
    // Results that lose their consignment may find another, and hide what was known there.
    const found = await firstTickOf(trx, facts, await closeOver(trx, changed.consignments, [], true));
    const first = Math.min(firstTick, found ?? firstTick);
    await trx.updateTable('erasure').set({ firstKnownTick: first }).where('id', '=', erasureId).execute();
    await makeLaterScoresDue(trx, first, request.atMs);
  }
  const names = distinct([...request.records, ...request.items.map(({ record }) => record)]);
  await eraseFromLists(trx, names);
  await eraseFromOperations(trx, names);
  const frozen = await eraseFrozenTargets(trx, names, request.atMs);
  await sql`delete from rectification where reference = any(${names}::text[])`.execute(trx);
  if (rules !== undefined) {
    const update = new LookOutUpdate(trx, rules, request.atMs);
    const lookOuts = await update.forget(ids, consignments);
    await trx.updateTable('erasure').set({ lookOuts }).where('id', '=', erasureId).execute();
    await update.follow({
      results: [...others, ...changed.unlinked],
      consignments: distinct([...consignments, ...changed.consignments]),
    });
  }
  await appendAudit(
    trx,
    frozen.map((target) => erasedEntry(target, request.atMs, { ground: request.ground, erasureId })),
  );
  return erasureId;
}

async function findFacts(trx: Transaction<Tables>, { records, items }: ErasureRequest): Promise<GoingFact[]> {
  const itemKeys = items.flatMap(({ record, itemNumber }) => stages.map((stage) => `${stage}|${record}#${itemNumber}`));
  const { rows } = await sql<GoingFact>`
    select fact.id, fact.kind, fact.agency, batch.profile, fact.natural_key, fact.known_tick, fact.known_at_ms,
      fact.consignment_id, fact.item_number
    from fact join batch on batch.id = fact.batch_id
    where fact.id in (
        select fact.id from consignment join fact on fact.consignment_id = consignment.id
        where consignment.reference = any(${[...records]}::text[])
        union
        select id from fact
        where natural_key = any(${[...records]}::text[]) and kind in ('examination', 'measure', 'rights-record')
        union
        select id from fact where natural_key = any(${itemKeys}::text[]) and kind in ('declaration', 'manifest')
      )
      and not exists (select from erasing_fact where erasing_fact.fact_id = fact.id)
    order by fact.id`.execute(trx);
  return rows;
}

/** Rows in quarantine lose what they say; their place in the books stays. */
async function dropRejected(trx: Transaction<Tables>, ids: readonly number[]): Promise<number> {
  const { numUpdatedRows } = await trx
    .updateTable('quarantine')
    .set({ state: 'dropped', raw: Buffer.alloc(0), fields: null })
    .where('id', '=', sql<number>`any(${[...ids]}::bigint[])`)
    .where('state', '=', 'waiting')
    .executeTakeFirstOrThrow();
  return Number(numUpdatedRows);
}

async function deleteScores(trx: Transaction<Tables>, facts: readonly GoingFact[]): Promise<number> {
  const items = facts.filter(({ consignmentId }) => consignmentId !== null);
  const { numAffectedRows } = await sql`
    delete from item_score where fact_id = any(${items.map(({ id }) => id)}::bigint[])`.execute(trx);
  await sql`delete from consignment_score using unnest(
      ${items.map(({ consignmentId }) => consignmentId!)}::bigint[], ${items.map(({ itemNumber }) => itemNumber!)}::int[]
    ) as gone(consignment, item)
    where consignment_id = gone.consignment and item_number = gone.item`.execute(trx);
  return Number(numAffectedRows ?? 0);
}

async function resultsOf(trx: Transaction<Tables>, consignments: readonly number[]): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select distinct fact_id as id from result_link where consignment_id = any(${[...consignments]}::bigint[])`.execute(
    trx,
  );
  return rows.map(({ id }) => id);
}

async function writeTombstones(
  trx: Transaction<Tables>,
  { records, items }: ErasureRequest,
  key: IdentityKey,
  erasureId: number,
): Promise<void> {
  const names = [...records.map(recordName), ...items.map(({ record, itemNumber }) => itemName(record, itemNumber))];
  for (const name of distinct(names)) {
    await trx
      .insertInto('tombstone')
      .values({ hash: tombstoneHash(key, name), keyId: key.id, erasureId })
      .onConflict((conflict) => conflict.column('hash').doNothing())
      .execute();
  }
}

/**
 * Returns the first tick as of which the history changes: not only when the facts were known, for a positive result hides negatives of the same item that were known before it,
 * and a result of several items says something else of fewer.
 */
async function firstTickOf(
  trx: Transaction<Tables>,
  facts: readonly GoingFact[],
  { consignments, results }: DueScope,
): Promise<number | undefined> {
  if (facts.length === 0) return undefined;
  const { rows } = await sql<{ first: number | null }>`
    select min(known_tick) as first from fact
    where id = any(${[...results.keys()]}::bigint[])
      or (consignment_id = any(${[...consignments]}::bigint[]) and body::text like '%"result":{%')`.execute(trx);
  const own = facts.reduce((first, { knownTick }) => Math.min(first, knownTick), Number.MAX_SAFE_INTEGER);
  return Math.min(own, rows[0]?.first ?? own);
}

/** Scores that were made from a history with these facts are made again. */
async function makeLaterScoresDue(trx: Transaction<Tables>, firstTick: number, atMs: number): Promise<void> {
  const { rows } = await sql<{ id: number }>`
    select distinct fact.consignment_id as id from item_score join fact on fact.id = item_score.fact_id
    where item_score.is_current and item_score.tick > ${firstTick}`.execute(trx);
  await noteScoresDue(
    trx,
    rows.map(({ id }) => id),
    { sinceMs: atMs, cause: 'asked' },
  );
}

function distinct<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
