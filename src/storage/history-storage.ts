/** The counted history in the database. */
import { type Kysely, sql, type Transaction } from 'kysely';
import type { Handling } from '../domain/handling.ts';
import { historyClass, historySourceName } from '../domain/history-class.ts';
import { AppError } from '../errors.ts';
import type {
  AppliedDue,
  CountFacts,
  DueItem,
  DueResult,
  HistoryChange,
  HistoryCheck,
  HistoryFigures,
  HistoryMaking,
  HistoryPort,
  HistoryState,
} from '../services/history-ports.ts';
import { retrying } from './database/retrying.ts';
import type { Tables } from './database/tables.ts';
import {
  type CellTables,
  checkTables,
  createCheckTables,
  differencesOf,
  historyTables,
  joinTicks,
  mergeCells,
  mergePeers,
  mergeTexts,
  storeCounted,
} from './history/cell-tables.ts';
import { firstOfTicks, noteHistoryChange } from './history/note-change.ts';
import { closeOver, readItems, readResults } from './history/read-due.ts';
import { readHistory } from './history/read-history.ts';
import { noteRights, RightsKnown } from './history/rights-known.ts';

/** Returns the history port on a database. */
export function createHistoryStorage(db: Kysely<Tables>): HistoryPort {
  const rights = new RightsKnown();
  const change = <T>(run: (trx: Transaction<Tables>) => Promise<T>): Promise<T> =>
    retrying(() =>
      db.transaction().execute(async (trx) => {
        // Whoever changes the history takes turns: cells such as "everything" are changed by all, so nobody would get ahead by not waiting here.
        await sql`select pg_advisory_xact_lock(hashtextextended('touchstone-history', 0))`.execute(trx);
        await trx
          .insertInto('historyState')
          .values({ id: 1, ...fresh })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
        return run(trx);
      }),
    );
  return {
    state: () => readState(db),
    hasDue: async () => {
      const { rows } = await sql<{ isThere: boolean }>`select exists (select from history_due) as is_there`.execute(db);
      return rows[0]!.isThere;
    },
    exactFromTick: async () => {
      const row = await db.selectFrom('historyState').select('exactFromTick').executeTakeFirst();
      return row?.exactFromTick ?? 0;
    },
    applyDue: (making, maximumFacts, count) => change((trx) => applyDue(trx, rights, { making, maximumFacts, count })),
    restart: (making) => change((trx) => restart(trx, making)),
    check: (making, factsAtOnce, count) =>
      db
        .transaction()
        .setIsolationLevel('repeatable read')
        .execute((trx) => check(trx, { making, maximumFacts: factsAtOnce, count })),
    compact: async (to) => {
      const joined = await change((trx) => compact(trx, to));
      // The embedded database clears nothing away by itself, and what was joined leaves more behind than it keeps.
      await sql`vacuum analyze history_cell, history_peer, history_text`.execute(db);
      return joined;
    },
    read: (keys, ticks, scope) => readHistory(db, keys, ticks, scope),
    figures: () => readFigures(db),
  };
}

interface Counting {
  readonly making: HistoryMaking;
  readonly maximumFacts: number;
  readonly count: CountFacts;
}

/** A history in which nothing was counted. */
const fresh = {
  state: 'current',
  keyId: null,
  labelState: 'confirmed',
  encoding: '',
  daysBeforeTick: 0,
  monthsBeforeDay: 0,
  exactFromTick: 0,
} as const;

async function readState(db: Kysely<Tables>): Promise<HistoryState> {
  const row = (await db.selectFrom('historyState').selectAll().executeTakeFirst()) ?? fresh;
  const { due } = await db
    .selectFrom('historyDue')
    .select((eb) => eb.fn.countAll<number>().as('due'))
    .executeTakeFirstOrThrow();
  const { counted } = await db
    .selectFrom('historyCounted')
    .select((eb) => eb.fn.countAll<number>().as('counted'))
    .executeTakeFirstOrThrow();
  return {
    state: row.state,
    keyId: row.keyId ?? undefined,
    labelState: row.labelState,
    daysBeforeTick: row.daysBeforeTick,
    monthsBeforeDay: row.monthsBeforeDay,
    exactFromTick: row.exactFromTick,
    dueCount: due,
    countedFacts: counted,
  };
}

const nothing: AppliedDue = { outcome: 'nothing-due', facts: 0, changedFacts: 0, cells: 0, hasMore: false };

async function applyDue(trx: Transaction<Tables>, rights: RightsKnown, counting: Counting): Promise<AppliedDue> {
  const { making, maximumFacts, count } = counting;
  const state = await trx.selectFrom('historyState').selectAll().executeTakeFirstOrThrow();
  if (state.keyId === null) await writeMaking(trx, making);
  else if (state.keyId !== making.keyId) {
    throw new AppError('refused', {
      reason: `the history of this store is counted under the identity key ${state.keyId}, and this installation has ${making.keyId}; touchstone history rebuild counts it again`,
    });
  }
  const isOfThisMaking =
    state.keyId === null || (state.encoding === making.encoding && state.labelState === making.labelState);
  const isFresh = state.state !== 'stale' && isOfThisMaking && (await noteRights(trx));
  if (!isFresh) return becomeStale(trx);
  const due = await takeDue(trx, maximumFacts);
  if (!due.hasMore && state.state === 'rebuilding') {
    await trx.updateTable('historyState').set({ state: 'current' }).execute();
  }
  if (due.ids.length === 0) return nothing;
  const scope = await closeOver(trx, due.consignments, due.facts, true);
  const items = await readItems(trx, [...scope.consignments]);
  const results = await readResults(trx, scope.results);
  const changed = count({
    items,
    results,
    rights: await rights.read(trx),
    sources: await sourcesOf(trx, items, results, true),
    compaction: state,
  });
  if (changed.isStale) return becomeStale(trx);
  const replaced = [...items, ...results].flatMap(({ counted }) => (counted === undefined ? [] : [counted.factId]));
  await write(trx, historyTables, changed, new Set(replaced));
  if (changed.cells.size > 0) await noteHistoryChange(trx, changed.cells.firstTick);
  await sql`delete from history_due where id = any(${due.ids}::bigint[])`.execute(trx);
  return {
    outcome: 'applied',
    facts: items.length + results.length,
    changedFacts: changed.counted.length + changed.uncounted.length,
    cells: changed.cells.size,
    hasMore: due.hasMore,
  };
}

async function becomeStale(trx: Transaction<Tables>): Promise<AppliedDue> {
  await trx.updateTable('historyState').set({ state: 'stale' }).execute();
  return { ...nothing, outcome: 'stale' };
}

async function write(
  trx: Transaction<Tables>,
  tables: CellTables,
  change: HistoryChange,
  hasRow: ReadonlySet<number>,
): Promise<void> {
  await mergeCells(trx, tables, change.cells);
  await mergePeers(trx, tables, change.peers);
  await mergeTexts(trx, tables, change.texts);
  const again = change.counted.filter(({ factId }) => hasRow.has(factId)).map(({ factId }) => factId);
  await storeCounted(trx, tables, change.counted, [...again, ...change.uncounted]);
}

/**
 * Takes the oldest changes that are due, as many as have about so many facts, at least one, and whatever else is due of the same consignments. Facts are read after this, so
 * they hold the causes of all that is taken.
 */
async function takeDue(trx: Transaction<Tables>, maximumFacts: number) {
  const { rows } = await sql<{ id: number; consignmentId: number | null; factId: number | null; facts: number }>`
    select due.id, due.consignment_id, due.fact_id,
      (select count(*) from fact where fact.consignment_id = due.consignment_id) as facts
    from (select * from history_due order by id limit ${maximumFacts}) as due order by due.id`.execute(trx);
  let facts = 0;
  const taken: typeof rows = [];
  const consignments = new Set<number>();
  for (const row of rows) {
    const isNew = row.consignmentId === null || !consignments.has(row.consignmentId);
    const more = isNew ? Math.max(1, row.facts) : 0;
    if (taken.length > 0 && facts + more > maximumFacts) break;
    facts += more;
    if (row.consignmentId !== null) consignments.add(row.consignmentId);
    taken.push(row);
  }
  const { rows: others } = await sql<{ id: number }>`
    select due.id from unnest(${[...consignments]}::bigint[]) as wanted(id)
    cross join lateral (select id from history_due where consignment_id = wanted.id offset 0) as due`.execute(trx);
  return {
    hasMore: rows.length === maximumFacts || taken.length < rows.length,
    ids: [...taken, ...others].map(({ id }) => id),
    consignments: [...consignments],
    facts: taken.flatMap(({ factId }) => (factId === null ? [] : [factId])),
  };
}

/** Returns the number of every source of these facts; those that have none get one, in the database only where `isKept`. */
async function sourcesOf(
  trx: Transaction<Tables>,
  items: readonly DueItem[],
  results: readonly DueResult[],
  isKept: boolean,
): Promise<Map<string, number>> {
  const known = await trx.selectFrom('historySource').selectAll().execute();
  const numbers = new Map(known.map(({ id, agency, handlingClass }) => [`${agency}|${handlingClass}`, id]));
  let last = known.reduce((largest, { id }) => Math.max(largest, id), 0);
  const require = async (agency: string, handling: Handling): Promise<void> => {
    const handlingClass = historyClass(handling);
    const name = historySourceName(agency, handling);
    if (numbers.has(name)) return;
    if (!isKept) {
      numbers.set(name, ++last);
      return;
    }
    const { id } = await trx
      .insertInto('historySource')
      .values({ agency, handlingClass })
      .returning('id')
      .executeTakeFirstOrThrow();
    numbers.set(name, id);
  };
  for (const { record } of items) await require(record.consignment.agency, record.consignment.handling);
  for (const { record } of results) await require(record.agency, record.handling);
  return numbers;
}

/** Notes under what cells are counted from now on. */
async function writeMaking(trx: Transaction<Tables>, making: HistoryMaking): Promise<void> {
  await trx
    .updateTable('historyState')
    .set({ keyId: making.keyId, labelState: making.labelState, encoding: making.encoding })
    .execute();
  await trx.deleteFrom('historyEntity').execute();
  await trx
    .insertInto('historyEntity')
    .values([{ id: -1, name: 'everything' }, ...making.entityNames.map((name, id) => ({ id, name }))])
    .execute();
}

async function restart(trx: Transaction<Tables>, making: HistoryMaking): Promise<number> {
  await sql`truncate history_cell, history_peer, history_text, history_counted, history_right`.execute(trx);
  await writeMaking(trx, making);
  await trx
    .updateTable('historyState')
    .set({ state: 'rebuilding', daysBeforeTick: 0, monthsBeforeDay: 0, exactFromTick: 0 })
    .execute();
  await noteHistoryChange(trx, firstOfTicks);
  await trx.deleteFrom('historyDue').execute();
  await sql`insert into history_due (consignment_id)
    select id from consignment where stage = 'declaration' order by id`.execute(trx);
  await sql`insert into history_due (fact_id)
    select id from fact where kind = 'measure' and is_current
      and not exists (select from result_link where result_link.fact_id = fact.id) order by id`.execute(trx);
  return (await readState(trx)).dueCount;
}

async function check(trx: Transaction<Tables>, { making, maximumFacts, count }: Counting): Promise<HistoryCheck> {
  const state = await readState(trx);
  if (state.keyId !== undefined && state.keyId !== making.keyId) {
    throw new AppError('refused', {
      reason: `the history of this store is counted under the identity key ${state.keyId}, and this installation has ${making.keyId}`,
    });
  }
  await createCheckTables(trx);
  const rights = await new RightsKnown().read(trx);
  let facts = 0;
  const add = async (consignments: readonly number[], unlinked: readonly number[]): Promise<void> => {
    const scope = await closeOver(trx, consignments, unlinked, false);
    const own = new Set(consignments);
    const all = [...scope.consignments];
    const items = (await readItems(trx, all)).filter(({ isCurrent }) => isCurrent);
    const results = (await readResults(trx, scope.results)).filter(({ isCurrent }) => isCurrent);
    const change = count({
      items: items.map((item) => ({ ...item, counted: undefined })),
      results: results.map((result) => ({ ...result, counted: undefined })),
      contextConsignments: new Set(all.filter((id) => !own.has(id))),
      rights,
      sources: await sourcesOf(trx, items, results, false),
      compaction: state,
    });
    facts += change.counted.length;
    await write(trx, checkTables, change, new Set());
  };
  for await (const ids of consignmentsInParts(trx, maximumFacts)) await add(ids, []);
  for await (const ids of unlinkedInParts(trx, maximumFacts)) await add([], ids);
  const { count: differenceCount, first } = await differencesOf(trx);
  const { rows } = await sql<{ total: number }>`select count(*) as total from history_check_cell`.execute(trx);
  return { facts, cells: rows[0]!.total, differenceCount, differences: first, dueCount: state.dueCount };
}

/** Yields the declared consignments in parts of about so many facts. */
async function* consignmentsInParts(trx: Kysely<Tables>, maximumFacts: number): AsyncGenerator<number[]> {
  let last = 0;
  for (;;) {
    const { rows } = await sql<{ id: number; facts: number }>`
      select one.id, (select count(*) from fact where fact.consignment_id = one.id) as facts
      from (
        select id from consignment where stage = 'declaration' and id > ${last} order by id limit ${maximumFacts}
      ) as one order by one.id`.execute(trx);
    let facts = 0;
    const ids: number[] = [];
    for (const row of rows) {
      if (ids.length > 0 && facts + row.facts > maximumFacts) break;
      facts += row.facts;
      ids.push(row.id);
    }
    if (ids.length === 0) return;
    last = ids.at(-1)!;
    yield ids;
  }
}

/** Yields the measures without a consignment. */
async function* unlinkedInParts(trx: Kysely<Tables>, maximumFacts: number): AsyncGenerator<number[]> {
  let last = 0;
  for (;;) {
    const { rows } = await sql<{ id: number }>`
      select id from fact where kind = 'measure' and is_current and id > ${last}
        and not exists (select from result_link where result_link.fact_id = fact.id)
      order by id limit ${maximumFacts}`.execute(trx);
    if (rows.length === 0) return;
    last = rows.at(-1)!.id;
    yield rows.map(({ id }) => id);
  }
}

async function compact(trx: Transaction<Tables>, to: Parameters<HistoryPort['compact']>[0]) {
  const state = await readState(trx);
  const daysBeforeTick = Math.max(state.daysBeforeTick, to.daysBeforeTick);
  const monthsBeforeDay = Math.max(state.monthsBeforeDay, to.monthsBeforeDay);
  const exactFromTick = Math.max(state.exactFromTick, to.exactFromTick);
  const joined = await joinTicks(trx, { ...monthTicks(monthsBeforeDay), beforeDay: monthsBeforeDay }, daysBeforeTick);
  await trx.updateTable('historyState').set({ daysBeforeTick, monthsBeforeDay, exactFromTick }).execute();
  await noteHistoryChange(trx, firstOfTicks);
  return joined;
}

/** First ticks of the months from 1970 on that begin before a day, and the last tick of each. */
function monthTicks(beforeDay: number): { starts: number[]; ticks: number[] } {
  const dayOfMonth = (month: number): number => Date.UTC(1970, month, 1) / 86_400_000;
  const starts: number[] = [];
  const ticks: number[] = [];
  for (let month = 0; dayOfMonth(month) < beforeDay; month++) {
    starts.push(dayOfMonth(month) * 24);
    ticks.push(dayOfMonth(month + 1) * 24 - 1);
  }
  return { starts, ticks };
}

async function readFigures(db: Kysely<Tables>): Promise<HistoryFigures> {
  const { rows } = await sql<{ name: string; cells: number; keys: number }>`
    select coalesce(history_entity.name, counts.entity::text) as name, counts.cells, counts.keys
    from (
      select entity, sum(cells)::bigint as cells, count(*) as keys
      from (select entity, count(*) as cells from history_cell group by entity, key_high, key_low) as one
      group by entity
    ) as counts
    left join history_entity on history_entity.id = counts.entity
    order by counts.cells desc`.execute(db);
  const { rows: sizes } = await sql<{ cell: number; peer: number; text: number; counted: number }>`
    select pg_total_relation_size('history_cell') as cell, pg_total_relation_size('history_peer') as peer,
      pg_total_relation_size('history_text') as text, pg_total_relation_size('history_counted') as counted`.execute(db);
  const size = sizes[0]!;
  const all = rows.reduce((sum, { cells }) => sum + cells, 0);
  return {
    entities: rows.map((row) => ({ ...row, bytes: Math.round((size.cell * row.cells) / all) })),
    cellBytes: size.cell,
    peerBytes: size.peer,
    textBytes: size.text,
    countedBytes: size.counted,
    countedFacts: (await readState(db)).countedFacts,
  };
}
