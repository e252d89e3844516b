/** Whose facts may count in whose scores, in the database. */
import { type Kysely, sql } from 'kysely';
import type { HistoryScopes } from '../../services/score-ports.ts';
import type { Tables } from '../database/tables.ts';
import { noteScoresDue } from '../note-scores-due.ts';

/** An agency and the sources that its scores may read; null stands for all. */
export interface ScopeRow {
  readonly agency: string;
  readonly sources: readonly number[] | null;
}

/** Returns the scopes; undefined where all facts count in all scores. */
export function scopesOf(rows: readonly ScopeRow[]): HistoryScopes | undefined {
  const scopes = new Map<string, { readonly name: string; readonly sources: readonly number[] }>();
  for (const { agency, sources } of rows)
    if (sources !== null) scopes.set(agency, { name: sources.join(','), sources });
  return scopes.size === 0 ? undefined : scopes;
}

/** Reads the scopes of some agencies at a moment. */
export async function readScopes(
  db: Kysely<Tables>,
  agencies: Iterable<string>,
  nowMs: number,
): Promise<HistoryScopes | undefined> {
  const { rows } = await sql<ScopeRow>`
    select agency, touchstone_history_sources(agency, ${nowMs}::bigint) as sources
    from unnest(${[...new Set(agencies)]}::text[]) as agency`.execute(db);
  return scopesOf(rows);
}

/** Makes what waits for an officer due for scoring again where its agency's scores may now read other facts than before; returns the agencies. */
export async function noteChangedScopes(db: Kysely<Tables>, nowMs: number): Promise<readonly string[]> {
  return db.transaction().execute(async (trx) => {
    const { rows: changed } = await sql<{ agency: string }>`
      with present as materialized (
        select code as agency, touchstone_history_givers(code, ${nowMs}::bigint) as givers from agency
      ), other as (
        select present.agency, present.givers from present left join history_scope using (agency)
        where present.givers is distinct from history_scope.givers
      )
      insert into history_scope (agency, givers) select agency, givers from other
      on conflict (agency) do update set givers = excluded.givers
      returning agency`.execute(trx);
    const agencies = changed.map(({ agency }) => agency).sort();
    if (agencies.length === 0) return agencies;
    const { rows: waiting } = await sql<{ id: number }>`
      select consignment_id as id from review_case
      where agency = any(${agencies}::text[]) and list = 'waiting' order by consignment_id`.execute(trx);
    await noteScoresDue(
      trx,
      waiting.map(({ id }) => id),
      { sinceMs: nowMs, cause: 'asked' },
    );
    return agencies;
  });
}
