/** Requests that may be repeated, in the database. */
import { type Kysely, sql } from 'kysely';
import type { IdempotencyPort, RepeatableRequest, RepeatState } from '../services/idempotency-ports.ts';
import type { Tables } from './database/tables.ts';

/** How long an answer is kept. */
const keptMs = 86_400_000;
/** A request that was begun so long ago and has no answer was cut off: its process is gone, and it may be made again. */
const cutOffAfterMs = 600_000;
/** Keys that are over, removed at once. */
const removedAtOnce = 100;

/** Returns the port of repeated requests on a database. */
export function createIdempotencyStorage(db: Kysely<Tables>): IdempotencyPort {
  const isThis = ({ actor, key, route }: RepeatableRequest) =>
    sql<boolean>`(actor = ${actor} and key = ${key} and route = ${route})`;
  return {
    begin: async (request): Promise<RepeatState> => {
      const { actor, key, route, nowMs } = request;
      await sql`
        delete from idempotency_key where (actor, key, route) in (
          select actor, key, route from idempotency_key where expires_at_ms <= ${nowMs}
          limit ${removedAtOnce} for update skip locked
        )`.execute(db);
      const begun = {
        actor,
        key,
        route,
        requestHash: Buffer.from(request.requestHash),
        status: null,
        body: null,
        createdAtMs: nowMs,
        expiresAtMs: nowMs + keptMs,
      };
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('idempotencyKey')
        .values(begun)
        .onConflict((conflict) =>
          conflict
            .columns(['actor', 'key', 'route'])
            .doUpdateSet(begun)
            .where(({ eb, or, and, ref }) =>
              or([
                eb(ref('idempotencyKey.expiresAtMs'), '<=', nowMs),
                and([
                  eb(ref('idempotencyKey.status'), 'is', null),
                  eb(ref('idempotencyKey.createdAtMs'), '<=', nowMs - cutOffAfterMs),
                  eb(ref('idempotencyKey.requestHash'), '=', begun.requestHash),
                ]),
              ]),
            ),
        )
        .executeTakeFirst();
      if (numInsertedOrUpdatedRows === 1n) return { state: 'new' };
      const known = await db
        .selectFrom('idempotencyKey')
        .select(['requestHash', 'status', 'body'])
        .where(isThis(request))
        .executeTakeFirst();
      // Given up by its first request a moment ago: whoever asks again finds it new.
      if (known === undefined) return { state: 'running' };
      if (!known.requestHash.equals(begun.requestHash)) return { state: 'different' };
      return known.status === null
        ? { state: 'running' }
        : { state: 'done', status: known.status, body: known.body ?? '' };
    },
    finish: async (request, { status, body }) => {
      await db.updateTable('idempotencyKey').set({ status, body }).where(isThis(request)).execute();
    },
    abandon: async (request) => {
      await db.deleteFrom('idempotencyKey').where(isThis(request)).where('status', 'is', null).execute();
    },
  };
}
