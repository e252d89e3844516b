/** What a database says of itself. */
import { sql } from 'kysely';
import type { Database } from './open-database.ts';

/** Returns its version, its clock, and whether what it has committed survives a power loss. */
export async function describeDatabase({
  kind,
  db,
}: Pick<Database, 'kind' | 'db'>): Promise<{ version: string; nowMs: number; isDurable: boolean }> {
  const { rows } = await sql<{ version: string; nowMs: number; fsync: string; commit: string }>`
    select current_setting('server_version') as version,
      (extract(epoch from clock_timestamp()) * 1000)::bigint as now_ms,
      current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit`.execute(db);
  const { version, nowMs, fsync, commit } = rows[0]!;
  // PGlite reports the setting and has no disk to force.
  return { version, nowMs, isDurable: kind === 'postgresql' && fsync === 'on' && commit !== 'off' };
}
