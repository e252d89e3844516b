/** Loads a chunk of a batch inside a transaction: versions, consignments, links, and what the history has to take in. */
import { sql, type Transaction } from 'kysely';
import type { Consignment } from '../domain/consignment.ts';
import { linkingKeys } from '../domain/consignment-id.ts';
import { scoreTickHour } from '../domain/moment.ts';
import { isGoodsItemRecord, type RecordKind } from '../domain/record.ts';
import { compareVersions, type VersionPlace } from '../domain/version-order.ts';
import type { Batch, BatchBook } from '../services/batch-ports.ts';
import type { KeyPort } from '../services/key-ports.ts';
import type { LookOutRules } from '../services/look-out-ports.ts';
import type { BatchChunk } from '../services/store-ports.ts';
import { bulkLoad } from './database/bulk-load.ts';
import type { Tables } from './database/tables.ts';
import { findErasedRows } from './erasure/tombstones.ts';
import { factColumns } from './fact-columns.ts';
import { linkResults } from './link-results.ts';
import { LookOutUpdate } from './look-outs/update-look-outs.ts';
import { earlierStagesOf, noteScoresDue } from './note-scores-due.ts';
import { type PreparedFact, prepareFact } from './prepare-facts.ts';
import { noteSearchDue } from './search/note-search-due.ts';

interface KnownVersion extends VersionPlace {
  readonly id: number;
  readonly isCurrent: boolean;
  readonly consignmentId: number | undefined;
}

interface NewFact extends PreparedFact {
  readonly id: number;
  isCurrent: boolean;
}

interface ConsignmentState {
  readonly id: number;
  readonly isNew: boolean;
  /** The header that its columns come from, and whether it is of this chunk. */
  header: Pick<VersionPlace, 'amendment' | 'knownAtMs'>;
  consignment: Consignment | undefined;
}

/** What a load needs beside the database. */
export interface LoadMeans {
  /** Gives the key of tombstones; without it a store with erasures takes nothing in. */
  readonly keys?: KeyPort | undefined;
  /** Makes look-outs; undefined makes none. */
  readonly lookOuts?: LookOutRules | undefined;
}

/** The load of one chunk. */
export class ChunkLoad {
  private readonly trx: Transaction<Tables>;
  private readonly batch: Batch;
  private readonly means: LoadMeans;
  /** Rejected rows of erased records: nothing of them may be kept. */
  readonly erasedRejects = new Set<BatchChunk['rejects'][number]>();
  /** Accepted rows that were turned away, since their records are erased; duplicates in the books. */
  erasedRows = 0;
  private readonly books = new Map<RecordKind | 'unknown', BatchBook>();
  private readonly added: NewFact[] = [];
  /** Facts that were current and are no longer. */
  private readonly replaced: KnownVersion[] = [];

  constructor(trx: Transaction<Tables>, batch: Batch, means: LoadMeans = {}) {
    this.trx = trx;
    this.batch = batch;
    this.means = means;
  }

  /** Stores the records and returns the books; rejects are counted only. */
  async load({ records, rejects }: BatchChunk): Promise<BatchBook[]> {
    await this.decideVersions(await this.withoutErased(records.map(prepareFact), rejects));
    if (rejects.length > 0) this.bookOf('unknown').rejected += rejects.length;
    const consignments = await this.storeConsignments();
    await this.storeFacts(consignments);
    await this.linkAndNote(consignments);
    return [...this.books.values()];
  }

  private async withoutErased(
    facts: readonly PreparedFact[],
    rejects: BatchChunk['rejects'],
  ): Promise<readonly PreparedFact[]> {
    const erased = await findErasedRows(this.trx, this.means.keys, { facts, rejects, agency: this.batch.agency });
    if (erased === undefined) return facts;
    for (const reject of rejects) if (erased.isRejectErased(reject)) this.erasedRejects.add(reject);
    const kept = facts.filter((fact) => !erased.isErased(fact));
    this.erasedRows = facts.length - kept.length;
    for (const fact of facts) {
      if (!erased.isErased(fact)) continue;
      const book = this.bookOf(fact.record.kind);
      book.accepted++;
      book.duplicate++;
    }
    return kept;
  }

  private bookOf(recordKind: RecordKind | 'unknown'): BatchBook {
    let book = this.books.get(recordKind);
    if (book === undefined) {
      book = { recordKind, accepted: 0, rejected: 0, added: 0, revised: 0, duplicate: 0 };
      this.books.set(recordKind, book);
    }
    return book;
  }

  private async decideVersions(prepared: readonly PreparedFact[]): Promise<void> {
    const known = await this.knownVersions(prepared);
    const fresh: PreparedFact[] = [];
    const hashes = new Map<string, Set<string>>();
    for (const [identity, versions] of known) hashes.set(identity, new Set(versions.map((one) => one.contentHash)));
    for (const fact of prepared) {
      const book = this.bookOf(fact.record.kind);
      book.accepted++;
      const seen = hashes.get(fact.identity);
      if (seen === undefined) {
        hashes.set(fact.identity, new Set([fact.contentHash]));
        book.added++;
      } else if (seen.has(fact.contentHash)) {
        book.duplicate++;
        continue;
      } else {
        seen.add(fact.contentHash);
        book.revised++;
      }
      fresh.push(fact);
    }
    const ids = await nextIds(this.trx, 'fact_id', fresh.length);
    const newest = new Map<string, NewFact>();
    fresh.forEach((fact, index) => {
      const one: NewFact = { ...fact, id: ids[index]!, isCurrent: true };
      this.added.push(one);
      const other = newest.get(fact.identity);
      if (other === undefined) newest.set(fact.identity, one);
      else if (compareVersions(other, one) < 0) {
        other.isCurrent = false;
        newest.set(fact.identity, one);
      } else one.isCurrent = false;
    });
    for (const [identity, one] of newest) {
      const current = known.get(identity)?.find((version) => version.isCurrent);
      if (current === undefined) continue;
      if (compareVersions(current, one) < 0) this.replaced.push(current);
      else one.isCurrent = false;
    }
  }

  private async knownVersions(prepared: readonly PreparedFact[]): Promise<Map<string, KnownVersion[]>> {
    const keys = [...new Set(prepared.map((fact) => fact.naturalKey))];
    const known = new Map<string, KnownVersion[]>();
    if (keys.length === 0) return known;
    const rows = await this.trx
      .selectFrom('fact')
      .select(['id', 'kind', 'naturalKey', 'amendment', 'knownAtMs', 'contentHash', 'isCurrent', 'consignmentId'])
      .where('naturalKey', '=', sql<string>`any(${keys}::text[])`)
      .execute();
    for (const row of rows) {
      const identity = `${row.kind}|${row.naturalKey}`;
      const version = {
        id: row.id,
        isCurrent: row.isCurrent,
        amendment: row.amendment ?? undefined,
        knownAtMs: row.knownAtMs,
        contentHash: row.contentHash.toString('hex'),
        consignmentId: row.consignmentId ?? undefined,
      };
      const versions = known.get(identity);
      if (versions === undefined) known.set(identity, [version]);
      else versions.push(version);
    }
    return known;
  }

  /** Makes the consignments of added items, or brings their headers up to date, with their references. */
  private async storeConsignments(): Promise<Map<string, ConsignmentState>> {
    const states = new Map<string, ConsignmentState>();
    const items = this.added.flatMap((fact) => (consignmentOf(fact) === undefined ? [] : [fact]));
    if (items.length === 0) return states;
    const references = [...new Set(items.map((fact) => consignmentOf(fact)!.id))];
    const rows = await this.trx
      .selectFrom('consignment')
      .select(['id', 'reference', 'stage', 'amendment', 'knownAtMs'])
      .where('reference', '=', sql<string>`any(${references}::text[])`)
      .execute();
    for (const { id, reference, stage, amendment, knownAtMs } of rows) {
      const header = { amendment: amendment ?? undefined, knownAtMs };
      states.set(`${stage}|${reference}`, { id, isNew: false, header, consignment: undefined });
    }
    const unknown = items.map((fact) => stateKey(consignmentOf(fact)!)).filter((key) => !states.has(key));
    const newKeys = [...new Set(unknown)];
    const ids = await nextIds(this.trx, 'consignment_id', newKeys.length);
    newKeys.forEach((key, index) => {
      const header = { amendment: undefined, knownAtMs: Number.NEGATIVE_INFINITY };
      states.set(key, { id: ids[index]!, isNew: true, header, consignment: undefined });
    });
    for (const fact of items) {
      const consignment = consignmentOf(fact)!;
      const state = states.get(stateKey(consignment))!;
      if (compareVersions({ ...state.header, contentHash: '' }, { ...fact, contentHash: '' }) > 0) continue;
      state.header = { amendment: fact.amendment, knownAtMs: fact.knownAtMs };
      state.consignment = consignment;
    }
    await this.writeHeaders([...states.values()]);
    const keys = new Map<string, readonly [string, number]>();
    for (const fact of items) {
      const consignment = consignmentOf(fact)!;
      const { id } = states.get(stateKey(consignment))!;
      for (const key of linkingKeys(consignment.agency, consignment.references)) keys.set(`${id}|${key}`, [key, id]);
    }
    await this.writeReferences([...keys.values()]);
    return states;
  }

  private async writeHeaders(states: readonly ConsignmentState[]): Promise<void> {
    const columns = [
      'id',
      'agency',
      'reference',
      'stage',
      'amendment',
      'known_at_ms',
      'score_tick',
      'office',
      'channel',
      'release_cut_off_ms',
    ];
    const rowOf = ({ id, header }: ConsignmentState, consignment: Consignment) => [
      id,
      consignment.agency,
      consignment.id,
      consignment.stage,
      header.amendment,
      header.knownAtMs,
      scoreTickHour(consignment.occurredAt),
      consignment.office,
      consignment.channel,
      consignment.times.releaseCutOff?.epochMs,
    ];
    const changed = states.flatMap((state) =>
      state.consignment === undefined ? [] : [{ state, row: rowOf(state, state.consignment) }],
    );
    await bulkLoad(
      this.trx,
      'consignment',
      columns,
      changed.filter(({ state }) => state.isNew).map(({ row }) => row),
    );
    for (const { state, row } of changed.filter((one) => !one.state.isNew)) {
      await this.trx
        .updateTable('consignment')
        .set({
          amendment: (row[4] as number | null) ?? null,
          knownAtMs: row[5] as number,
          scoreTick: row[6] as number,
          office: (row[7] as string | undefined) ?? null,
          channel: (row[8] as string | undefined) ?? null,
          releaseCutOffMs: (row[9] as number | undefined) ?? null,
        })
        .where('id', '=', state.id)
        .execute();
    }
  }

  private async writeReferences(pairs: readonly (readonly [string, number])[]): Promise<void> {
    if (pairs.length === 0) return;
    const keys = pairs.map(([key]) => key);
    const ids = pairs.map(([, id]) => id);
    await sql`insert into consignment_reference (key, consignment_id)
      select * from unnest(${keys}::text[], ${ids}::bigint[]) on conflict do nothing`.execute(this.trx);
  }

  private async storeFacts(consignments: ReadonlyMap<string, ConsignmentState>): Promise<void> {
    const replaced = this.replaced.map(({ id }) => id);
    if (replaced.length > 0) {
      await this.trx
        .updateTable('fact')
        .set({ isCurrent: false })
        .where('id', '=', sql<number>`any(${replaced}::bigint[])`)
        .execute();
      await this.trx.deleteFrom('resultKey').where('factId', '=', sql<number>`any(${replaced}::bigint[])`).execute();
    }
    const batchId = this.batch.id;
    await bulkLoad(
      this.trx,
      'fact',
      factColumns,
      this.added.map((fact) => {
        const consignment = consignmentOf(fact);
        const { handling } = consignment ?? (fact.record as Exclude<typeof fact.record, { consignment: Consignment }>);
        return [
          fact.id,
          fact.record.kind,
          fact.agency,
          fact.naturalKey,
          fact.amendment,
          fact.knownAtMs,
          fact.knownTick,
          fact.scoreTick,
          Buffer.from(fact.contentHash, 'hex'),
          fact.isCurrent,
          batchId,
          fact.record.origin.row,
          consignment === undefined ? undefined : consignments.get(stateKey(consignment))!.id,
          fact.itemNumber,
          handling.tlp,
          handling.expiresOn,
          fact.body,
        ];
      }),
    );
    await bulkLoad(
      this.trx,
      'result_key',
      ['key', 'fact_id', 'strength'],
      this.added.flatMap((fact) =>
        fact.isCurrent ? fact.linkKeys.map((key, strength) => [key, fact.id, strength]) : [],
      ),
    );
  }

  /** Links results, and notes every consignment and every unlinked result that the history has to look at again. */
  private async linkAndNote(consignments: ReadonlyMap<string, ConsignmentState>): Promise<void> {
    // A result without any reference finds no consignment, and counts for the history all the same.
    const results = this.added.filter((fact) => fact.isCurrent && isResult(fact)).map(({ id }) => id);
    const replaced = this.replaced.map(({ id }) => id);
    const changed = await linkResults(this.trx, {
      results,
      replacedResults: replaced,
      consignments: [...consignments.values()].map(({ id }) => id),
    });
    const changedItems = new Set<number>();
    for (const fact of this.added) {
      const consignment = consignmentOf(fact);
      if (consignment !== undefined && fact.isCurrent) changedItems.add(consignments.get(stateKey(consignment))!.id);
    }
    for (const { consignmentId } of this.replaced) if (consignmentId !== undefined) changedItems.add(consignmentId);
    const touched = new Set([...changed.consignments, ...changedItems]);
    await bulkLoad(
      this.trx,
      'history_due',
      ['consignment_id', 'fact_id'],
      [...[...touched].map((id) => [id, undefined]), ...changed.unlinked.map((id) => [undefined, id])],
    );
    const sinceMs = this.batch.receivedAtMs;
    const arrived = [...consignments.values()].filter(({ isNew }) => isNew).map(({ id }) => id);
    const earlier = (await earlierStagesOf(this.trx, arrived)).filter((id) => !changedItems.has(id));
    await noteScoresDue(this.trx, [...changedItems], { sinceMs, cause: 'items' });
    await noteScoresDue(this.trx, earlier, { sinceMs, cause: 'stage' });
    await noteSearchDue(this.trx, [...changedItems], sinceMs);
    if (this.means.lookOuts !== undefined) {
      await new LookOutUpdate(this.trx, this.means.lookOuts, sinceMs).follow({
        results: [...results, ...replaced, ...changed.unlinked],
        consignments: [...touched],
      });
    }
  }
}

function isResult({ record }: PreparedFact): boolean {
  return record.kind === 'examination' || record.kind === 'measure';
}

function consignmentOf({ record }: PreparedFact): Consignment | undefined {
  return isGoodsItemRecord(record) ? record.consignment : undefined;
}

function stateKey({ stage, id }: Consignment): string {
  return `${stage}|${id}`;
}

/** Takes ids of a sequence, ascending. */
async function nextIds(
  trx: Transaction<Tables>,
  sequence: 'fact_id' | 'consignment_id',
  count: number,
): Promise<number[]> {
  if (count === 0) return [];
  const { rows } = await sql<{
    id: number;
  }>`select nextval(${sequence}::regclass) as id from generate_series(1, ${count})`.execute(trx);
  return rows.map(({ id }) => id).sort((a, b) => a - b);
}
