/** The store as one agency may see it. */
import { type Kysely, sql, type Transaction } from 'kysely';
import { AppError } from '../errors.ts';
import type { AgencyView, ViewScope } from '../services/agency-view-ports.ts';
import { requestRole } from './database/row-security.ts';
import type { Tables } from './database/tables.ts';

/** A view, and what it still has to store before its transaction commits. */
interface OpenView {
  readonly view: AgencyView;
  beforeCommit(): Promise<void>;
}

/** Makes the ports of a view on its transaction. */
export type OpenAgencyView = (trx: Transaction<Tables>, scope: ViewScope) => OpenView;

/**
 * Does something in one transaction under the role of requests, which sees what the agency may see and nothing else. Role and agency end with the transaction, so a connection that
 * is used again bears nothing of it.
 * @throws `internal` where the role does not hold, which would be no wall at all.
 */
export async function asAgency<T>(
  db: Kysely<Tables>,
  scope: ViewScope,
  open: OpenAgencyView,
  use: (view: AgencyView) => Promise<T>,
): Promise<T> {
  return db.transaction().execute(async (trx) => {
    // As SET LOCAL ROLE, in the same round trip as the rest.
    const { rows } = await sql<{ role: string }>`
      select set_config('touchstone.agency', ${scope.agency}, true),
        set_config('touchstone.now_ms', ${String(scope.nowMs)}, true),
        set_config('role', ${requestRole}, true) as role`.execute(trx);
    if (rows[0]?.role !== requestRole) throw new AppError('internal', { reason: 'the role of requests does not hold' });
    const { view, beforeCommit } = open(trx, scope);
    const result = await use(view);
    await beforeCommit();
    return result;
  });
}
