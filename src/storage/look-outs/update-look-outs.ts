/** Brings look-outs and their matches up to the facts, within the transaction that changes those. */
import { sql, type Transaction } from 'kysely';
import type { GoodsItemRecord } from '../../domain/goods-item.ts';
import type { Handling } from '../../domain/handling.ts';
import { isOpenConsignment, mayMatchAgency, openSinceMs } from '../../domain/look-out.ts';
import type { LookOutRules } from '../../services/look-out-ports.ts';
import { bulkLoad } from '../database/bulk-load.ts';
import type { Tables } from '../database/tables.ts';
import { findSubjects, readFinds, type WantedLookOut } from './find-subjects.ts';

/** What may have changed. */
interface LookOutChanges {
  /** Results that came, were replaced, or are linked otherwise. */
  readonly results: readonly number[];
  /** Consignments whose items or links changed. */
  readonly consignments: readonly number[];
}

interface ActiveLookOut {
  readonly id: number;
  readonly agency: string;
  readonly key: string;
  readonly handling: string;
}

interface ConsignmentKeys {
  readonly id: number;
  readonly agency: string;
  readonly isOpen: boolean;
  readonly keys: ReadonlySet<string>;
}

/** Consignments whose items are read together. */
const consignmentsAtOnce = 2000;

/** Makes, withdraws and matches look-outs as of a moment. */
export class LookOutUpdate {
  private readonly trx: Transaction<Tables>;
  private readonly rules: LookOutRules;
  private readonly atMs: number;

  constructor(trx: Transaction<Tables>, rules: LookOutRules, atMs: number) {
    this.trx = trx;
    this.rules = rules;
    this.atMs = atMs;
  }

  /** Follows a change: finds make look-outs, what is no find any more withdraws them, and changed consignments are matched again. */
  async follow({ results, consignments }: LookOutChanges): Promise<void> {
    const candidates = [...new Set([...results, ...(await this.resultsOf(consignments))])];
    const finds = await readFinds(this.trx, candidates, this.atMs);
    await this.lock(finds.length > 0);
    if (finds.length === 0 && !(await this.hasLookOuts())) return;
    const made = await this.bringUpToDate(candidates, await findSubjects(this.trx, this.rules, finds, this.atMs));
    if (made.length > 0) await this.matchOpen(made);
    await this.matchChanged(consignments);
  }

  /** Removes every trace of facts and of what consignments say. */
  async forget(facts: readonly number[], consignments: readonly number[]): Promise<number> {
    await this.lock(true);
    const { numDeletedRows } = await this.trx
      .deleteFrom('lookOut')
      .where((eb) =>
        eb.or([
          eb('sourceFactId', '=', sql<number>`any(${[...facts]}::bigint[])`),
          eb('consignmentId', '=', sql<number>`any(${[...consignments]}::bigint[])`),
        ]),
      )
      .executeTakeFirstOrThrow();
    await sql`delete from look_out_match where consignment_id = any(${[...consignments]}::bigint[])`.execute(this.trx);
    return Number(numDeletedRows);
  }

  /** Whoever makes look-outs waits for those who match, and they for it: else one would not see the other's rows. */
  private async lock(isMaking: boolean): Promise<void> {
    const lock = sql.raw(isMaking ? 'pg_advisory_xact_lock' : 'pg_advisory_xact_lock_shared');
    await sql`select ${lock}(hashtextextended('touchstone-look-outs', 0))`.execute(this.trx);
  }

  private async hasLookOuts(): Promise<boolean> {
    const { rows } = await sql<{ isThere: boolean }>`
      select exists (select from look_out where withdrawn_at_ms is null) as is_there`.execute(this.trx);
    return rows[0]!.isThere;
  }

  private async resultsOf(consignments: readonly number[]): Promise<number[]> {
    if (consignments.length === 0) return [];
    // Lateral, as below, so that it walks indexes also where the tables' statistics are missing or old.
    const { rows } = await sql<{ id: number }>`
      select distinct link.fact_id as id from unnest(${[...consignments]}::bigint[]) as wanted(id)
      cross join lateral (select fact_id from result_link where consignment_id = wanted.id offset 0) as link`.execute(
      this.trx,
    );
    return rows.map(({ id }) => id);
  }

  /** Withdraws the look-outs of these results that are not wanted, and makes those that are missing; returns those. */
  private async bringUpToDate(
    results: readonly number[],
    wanted: readonly WantedLookOut[],
  ): Promise<readonly ActiveLookOut[]> {
    if (results.length === 0) return [];
    const missing = new Map(wanted.map((one) => [identityOf(one), one]));
    const active = await this.trx
      .selectFrom('lookOut')
      .selectAll()
      .where('sourceFactId', '=', sql<number>`any(${[...results]}::bigint[])`)
      .where('withdrawnAtMs', 'is', null)
      .execute();
    const unwanted = active.filter(
      (row) => !missing.delete(identityOf({ ...row, handling: JSON.stringify(row.handling) })),
    );
    if (unwanted.length > 0) {
      await this.trx
        .updateTable('lookOut')
        .set({ withdrawnAtMs: this.atMs })
        .where('id', '=', sql<number>`any(${unwanted.map(({ id }) => id)}::bigint[])`)
        .execute();
    }
    const ended = await this.endedByPeople(results);
    for (const [identity, one] of missing) if (ended.has(endOf(one))) missing.delete(identity);
    if (missing.size === 0) return [];
    await bulkLoad(
      this.trx,
      'look_out',
      [
        'source_fact_id',
        'consignment_id',
        'kind',
        'grade',
        'key',
        'subject',
        'handling',
        'made_at_ms',
        'expires_at_ms',
      ],
      [...missing.values()].map((one) => [
        one.sourceFactId,
        one.consignmentId,
        one.kind,
        one.grade,
        one.key,
        one.text,
        one.handling,
        this.atMs,
        one.expiresAtMs,
      ]),
    );
    const sources = [...new Set([...missing.values()].map(({ sourceFactId }) => sourceFactId))];
    const known = new Set(active.map(({ id }) => id));
    return (await this.activeOf(sql`source_fact_id = any(${sources}::bigint[])`)).filter(({ id }) => !known.has(id));
  }

  /** What people have ended of these results, in whatever version: it is not made again. */
  private async endedByPeople(results: readonly number[]): Promise<ReadonlySet<string>> {
    const { rows } = await sql<{ sourceFactId: number; consignmentId: number | null; key: string }>`
      select result.id as source_fact_id, look_out.consignment_id, look_out.key from fact as result
      join fact as version on version.natural_key = result.natural_key and version.kind = result.kind
      join look_out on look_out.source_fact_id = version.id
      where result.id = any(${[...results]}::bigint[]) and look_out.withdrawn_by is not null`.execute(this.trx);
    return new Set(rows.map(endOf));
  }

  private async activeOf(condition: ReturnType<typeof sql>): Promise<ActiveLookOut[]> {
    const { rows } = await sql<ActiveLookOut>`
      select look_out.id, fact.agency, look_out.key, look_out.handling::text as handling
      from look_out join fact on fact.id = look_out.source_fact_id
      where withdrawn_at_ms is null and expires_at_ms > ${this.atMs} and ${condition} order by look_out.id`.execute(
      this.trx,
    );
    return rows;
  }

  /** Matches new look-outs with every consignment that is open. */
  private async matchOpen(lookOuts: readonly ActiveLookOut[]): Promise<void> {
    const byKey = groupByKey(lookOuts);
    for (let last = 0; ; ) {
      const { rows } = await sql<{ id: number }>`
        select id from consignment
        where known_at_ms > ${openSinceMs(this.atMs)} and id > ${last}
          and (release_cut_off_ms is null or release_cut_off_ms > ${this.atMs})
        order by id limit ${consignmentsAtOnce}`.execute(this.trx);
      if (rows.length === 0) return;
      last = rows.at(-1)!.id;
      await this.writeMatches(pairsOf(byKey, await this.readKeys(rows.map(({ id }) => id))));
    }
  }

  /** Matches consignments whose items changed: what no longer holds goes, and those that are open meet what there is. */
  private async matchChanged(consignments: readonly number[]): Promise<void> {
    for (let start = 0; start < consignments.length; start += consignmentsAtOnce) {
      await this.matchSome(await this.concerned(consignments.slice(start, start + consignmentsAtOnce)));
    }
  }

  /** Those that are open or have a match. */
  private async concerned(consignments: readonly number[]): Promise<number[]> {
    const { rows } = await sql<{ id: number }>`
      select one.id from unnest(${[...consignments]}::bigint[]) as wanted(id)
      cross join lateral (
        select id, known_at_ms, release_cut_off_ms from consignment where consignment.id = wanted.id offset 0
      ) as one
      where (
          one.known_at_ms > ${openSinceMs(this.atMs)}
          and (one.release_cut_off_ms is null or one.release_cut_off_ms > ${this.atMs})
        )
        or exists (select from look_out_match where look_out_match.consignment_id = one.id)
      order by one.id`.execute(this.trx);
    return rows.map(({ id }) => id);
  }

  private async matchSome(ids: readonly number[]): Promise<void> {
    if (ids.length === 0) return;
    const consignments = await this.readKeys(ids);
    const keysOf = new Map(consignments.map(({ id, keys }) => [id, keys]));
    const { rows: old } = await sql<{ lookOutId: number; consignmentId: number; key: string }>`
      select look_out_match.look_out_id, look_out_match.consignment_id, look_out.key
      from look_out_match join look_out on look_out.id = look_out_match.look_out_id
      where look_out_match.consignment_id = any(${[...ids]}::bigint[]) and look_out.withdrawn_at_ms is null`.execute(
      this.trx,
    );
    const stale = old.filter(({ consignmentId, key }) => keysOf.get(consignmentId)?.has(key) !== true);
    if (stale.length > 0) {
      await sql`delete from look_out_match using unnest(
          ${stale.map(({ lookOutId }) => lookOutId)}::bigint[], ${stale.map(({ consignmentId }) => consignmentId)}::bigint[]
        ) as stale(look_out, consignment)
        where look_out_id = stale.look_out and consignment_id = stale.consignment`.execute(this.trx);
    }
    const keys = new Set(consignments.flatMap((one) => (one.isOpen ? [...one.keys] : [])));
    if (keys.size === 0) return;
    const lookOuts = await this.activeOf(sql`look_out.key = any(${[...keys]}::text[])`);
    await this.writeMatches(pairsOf(groupByKey(lookOuts), consignments));
  }

  private async readKeys(ids: readonly number[]): Promise<ConsignmentKeys[]> {
    const { rows } = await sql<{
      id: number;
      agency: string;
      knownAtMs: number;
      releaseCutOffMs: number | null;
      body: string;
    }>`
      select one.id, one.agency, one.known_at_ms, one.release_cut_off_ms, item.body
      from unnest(${[...ids]}::bigint[]) as wanted(id)
      cross join lateral (
        select id, agency, known_at_ms, release_cut_off_ms from consignment where consignment.id = wanted.id offset 0
      ) as one
      cross join lateral (
        select body::text as body from fact where fact.consignment_id = wanted.id and fact.is_current offset 0
      ) as item
      order by one.id`.execute(this.trx);
    const found = new Map<number, ConsignmentKeys & { readonly keys: Set<string> }>();
    for (const { id, agency, knownAtMs, releaseCutOffMs, body } of rows) {
      let one = found.get(id);
      if (one === undefined) {
        const clocks = { knownAtMs, releaseCutOffMs: releaseCutOffMs ?? undefined };
        one = { id, agency, isOpen: isOpenConsignment(clocks, this.atMs), keys: new Set() };
        found.set(id, one);
      }
      for (const key of this.rules.keysOfItem(JSON.parse(body) as GoodsItemRecord)) one.keys.add(key);
    }
    return [...found.values()];
  }

  private async writeMatches(pairs: readonly (readonly [lookOut: number, consignment: number])[]): Promise<void> {
    if (pairs.length === 0) return;
    await sql`insert into look_out_match (look_out_id, consignment_id, matched_at_ms)
      select pair.look_out, pair.consignment, ${this.atMs}::bigint
      from unnest(${pairs.map(([id]) => id)}::bigint[], ${pairs.map(([, id]) => id)}::bigint[]) as pair(look_out, consignment)
      on conflict do nothing`.execute(this.trx);
  }
}

function identityOf(one: Omit<WantedLookOut, 'text'>): string {
  return [one.sourceFactId, one.consignmentId ?? 0, one.kind, one.grade, one.expiresAtMs, one.handling, one.key].join(
    '|',
  );
}

function endOf({
  sourceFactId,
  consignmentId,
  key,
}: Pick<WantedLookOut, 'sourceFactId' | 'consignmentId' | 'key'>): string {
  return `${sourceFactId}|${consignmentId ?? 0}|${key}`;
}

function groupByKey(lookOuts: readonly ActiveLookOut[]): Map<string, ActiveLookOut[]> {
  const groups = new Map<string, ActiveLookOut[]>();
  for (const one of lookOuts) {
    const others = groups.get(one.key);
    if (others === undefined) groups.set(one.key, [one]);
    else others.push(one);
  }
  return groups;
}

/** Pairs of look-outs and open consignments with a key in common, where the look-out may be told to the consignment's agency. */
function pairsOf(
  byKey: ReadonlyMap<string, readonly ActiveLookOut[]>,
  consignments: readonly ConsignmentKeys[],
): (readonly [number, number])[] {
  return consignments.flatMap(({ id, agency, isOpen, keys }) =>
    !isOpen
      ? []
      : [...keys].flatMap((key) =>
          (byKey.get(key) ?? []).flatMap((lookOut) =>
            mayMatchAgency(JSON.parse(lookOut.handling) as Handling, agency) ? [[lookOut.id, id] as const] : [],
          ),
        ),
  );
}
