/** Tables of counted cells, and how changes are merged into them. */
import { type Kysely, sql } from 'kysely';
import type { CellChanges, CountedFact } from '../../services/history-ports.ts';
import { bulkLoad } from '../database/bulk-load.ts';
import type { Tables } from '../database/tables.ts';

/** Names of a set of tables of one form. */
export interface CellTables {
  readonly cell: string;
  readonly peer: string;
  readonly text: string;
  readonly counted: string;
}

/** The history itself. */
export const historyTables: CellTables = {
  cell: 'history_cell',
  peer: 'history_peer',
  text: 'history_text',
  counted: 'history_counted',
};

/** A new count beside it, gone with the transaction. */
export const checkTables: CellTables = {
  cell: 'history_check_cell',
  peer: 'history_check_peer',
  text: 'history_check_text',
  counted: 'history_check_counted',
};

const cellKey = ['key_high', 'key_low', 'source', 'tick'];
const cellValues = ['seen', 'examined', 'positive', 'priced', 'price_sum'];
const peerKey = [...cellKey, 'bin'];
const peerValues = [
  'items',
  ...['kg', 'piece', 'mass'].flatMap((measure) => [`${measure}_count`, `${measure}_sum`, `${measure}_squares`]),
];
const textValues = ['vague', 'misspelt', 'unauthorised'].flatMap((trait) => [`${trait}_items`, trait]);
const countedColumns = ['fact_id', 'consignment_id', 'known_tick', 'source', 'result_tick', 'is_positive', 'digest'];

/** What is merged alike. */
interface Form {
  readonly delta: string;
  readonly key: readonly string[];
  /** Follows from the key. */
  readonly rest: readonly string[];
  readonly values: readonly string[];
}

const cellForm: Form = { delta: 'history_cell_delta', key: cellKey, rest: ['entity'], values: cellValues };
const peerForm: Form = { delta: 'history_peer_delta', key: peerKey, rest: [], values: peerValues };
const textForm: Form = { delta: 'history_text_delta', key: cellKey, rest: ['entity'], values: textValues };

/** Makes the tables of {@link checkTables} for a transaction. */
export async function createCheckTables(trx: Kysely<Tables>): Promise<void> {
  await sql`create temporary table history_check_cell (like history_cell including all) on commit drop`.execute(trx);
  await sql`create temporary table history_check_peer (like history_peer including all) on commit drop`.execute(trx);
  await sql`create temporary table history_check_text (like history_text including all) on commit drop`.execute(trx);
  await sql`create temporary table history_check_counted (like history_counted including all) on commit drop`.execute(
    trx,
  );
}

/** Adds changes to cells, in order of their keys, so that the index is walked once and two mergers meet in one order. Cells that fall to nothing go. */
export async function mergeCells(trx: Kysely<Tables>, tables: CellTables, changes: CellChanges): Promise<void> {
  await sql`create temporary table if not exists history_cell_delta (like history_cell) on commit delete rows`.execute(
    trx,
  );
  await merge(trx, tables.cell, cellForm, changes);
}

/** As {@link mergeCells}, for peers. */
export async function mergePeers(trx: Kysely<Tables>, tables: CellTables, changes: CellChanges): Promise<void> {
  await sql`create temporary table if not exists history_peer_delta (like history_peer) on commit delete rows`.execute(
    trx,
  );
  await merge(trx, tables.peer, peerForm, changes);
}

/** As {@link mergeCells}, for texts. */
export async function mergeTexts(trx: Kysely<Tables>, tables: CellTables, changes: CellChanges): Promise<void> {
  await sql`create temporary table if not exists history_text_delta (like history_text) on commit delete rows`.execute(
    trx,
  );
  await merge(trx, tables.text, textForm, changes);
}

async function merge(trx: Kysely<Tables>, table: string, form: Form, changes: CellChanges): Promise<void> {
  if (changes.size === 0) return;
  const columns = [...form.key, ...form.rest, ...form.values];
  const { hasDecrease } = changes;
  await bulkLoad(trx, form.delta, columns, changes.inOrder());
  const target = sql.raw(table);
  const delta = sql.raw(form.delta);
  const list = sql.raw(columns.join(', '));
  const key = sql.raw(form.key.join(', '));
  const additions = sql.raw(form.values.map((name) => `${name} = kept.${name} + excluded.${name}`).join(', '));
  await sql`insert into ${target} as kept (${list}) select ${list} from ${delta} order by ${key}
    on conflict (${key}) do update set ${additions}`.execute(trx);
  if (hasDecrease) {
    const isSame = sql.raw(form.key.map((name) => `kept.${name} = delta.${name}`).join(' and '));
    const isNothing = sql.raw(form.values.map((name) => `kept.${name} = 0`).join(' and '));
    await sql`analyze ${delta}`.execute(trx);
    await sql`delete from ${target} as kept using ${delta} as delta where ${isSame} and ${isNothing}`.execute(trx);
  }
  // A transaction may merge more than once.
  await sql`truncate ${delta}`.execute(trx);
}

/** Notes what facts have added; facts of `replaced` have a row already. */
export async function storeCounted(
  trx: Kysely<Tables>,
  tables: CellTables,
  counted: readonly CountedFact[],
  replaced: readonly number[],
): Promise<void> {
  if (replaced.length > 0) {
    await sql`delete from ${sql.raw(tables.counted)} where fact_id = any(${replaced}::bigint[])`.execute(trx);
  }
  await bulkLoad(
    trx,
    tables.counted,
    countedColumns,
    counted.map((one) => [
      one.factId,
      one.consignmentId,
      one.knownTick,
      one.source,
      one.resultTick,
      one.isPositive,
      one.digest,
    ]),
  );
}

/** Differences that are shown. */
const differencesShown = 20;

/** Returns where two sets of tables differ. */
export async function differencesOf(trx: Kysely<Tables>) {
  const found = [
    await compare(trx, 'cell', cellKey, [...cellForm.rest, ...cellValues]),
    await compare(trx, 'peer', peerKey, peerValues),
    await compare(trx, 'text', cellKey, [...textForm.rest, ...textValues]),
    await compare(trx, 'counted', ['fact_id'], countedColumns.slice(1)),
  ];
  return {
    count: found.reduce((sum, { count }) => sum + count, 0),
    first: found.flatMap(({ first }) => first).slice(0, differencesShown),
  };
}

async function compare(
  trx: Kysely<Tables>,
  table: 'cell' | 'peer' | 'text' | 'counted',
  key: readonly string[],
  values: readonly string[],
) {
  const of = (alias: string, names: readonly string[]) => sql.raw(names.map((name) => `${alias}.${name}`).join(', '));
  const { rows } = await sql<{ place: string; kept: string; recounted: string; total: number }>`
    select concat_ws(' ', ${of('place', key)}) as place, kept, recounted, count(*) over () as total from (
      select ${sql.raw(key.join(', '))},
        case when kept.${sql.raw(values.at(-1)!)} is null then 'nothing' else concat_ws(' ', ${of('kept', values)}) end as kept,
        case when recounted.${sql.raw(values.at(-1)!)} is null then 'nothing' else concat_ws(' ', ${of('recounted', values)}) end as recounted
      from ${sql.raw(historyTables[table])} as kept
      full join ${sql.raw(checkTables[table])} as recounted using (${sql.raw(key.join(', '))})
      where (${of('kept', values)}) is distinct from (${of('recounted', values)})
    ) as place order by place limit ${differencesShown}`.execute(trx);
  return {
    count: rows[0]?.total ?? 0,
    first: rows.map(({ place, kept, recounted }) => ({ table, place, kept, recounted })),
  };
}

/** Joins cells by a new tick: those that stand under another are moved and added up. Returns how many cells there were and are. */
export async function joinTicks(
  trx: Kysely<Tables>,
  months: { readonly starts: readonly number[]; readonly ticks: readonly number[]; readonly beforeDay: number },
  daysBeforeTick: number,
): Promise<{ before: number; after: number }> {
  const limit = Math.max(daysBeforeTick, months.beforeDay * 24);
  const counts = async (): Promise<number> => {
    const { rows } = await sql<{ total: number }>`select count(*) as total from history_cell`.execute(trx);
    return rows[0]!.total;
  };
  const before = await counts();
  const joined = sql`case when tick < ${months.beforeDay * 24}::int
    then (${months.ticks}::int[])[width_bucket(tick, ${months.starts}::int[])] else tick / 24 * 24 + 23 end`;
  for (const [table, form] of [
    ['history_cell', cellForm],
    ['history_peer', peerForm],
    ['history_text', textForm],
  ] as const) {
    const list = sql.raw([...form.key, ...form.rest, ...form.values].join(', '));
    const groups = sql.raw([...form.key.filter((name) => name !== 'tick'), ...form.rest].join(', '));
    const sums = sql.raw(form.values.map((name) => `sum(${name}) as ${name}`).join(', '));
    const additions = sql.raw(form.values.map((name) => `${name} = kept.${name} + excluded.${name}`).join(', '));
    await sql`with moved as (
        delete from ${sql.raw(table)} where tick >= 0 and tick < ${limit} and tick <> ${joined} returning *
      ), summed as (
        select ${groups}, joined as tick, ${sums}
        from (select *, ${joined} as joined from moved) as one group by ${groups}, joined
      )
      insert into ${sql.raw(table)} as kept (${list}) select ${list} from summed order by ${sql.raw(form.key.join(', '))}
      on conflict (${sql.raw(form.key.join(', '))}) do update set ${additions}`.execute(trx);
  }
  return { before, after: await counts() };
}
