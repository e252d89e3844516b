/** Brings the tables of a store to the form that this program needs. */
import { type Kysely, type Migration, Migrator } from 'kysely';
import { AppError } from '../../errors.ts';
import { migration as facts } from './migrations/0001-facts.ts';
import { migration as history } from './migrations/0002-history.ts';
import { migration as scores } from './migrations/0003-scores.ts';
import { migration as erasure } from './migrations/0004-erasure.ts';
import { migration as lookOuts } from './migrations/0005-look-outs.ts';
import { migration as work } from './migrations/0006-work.ts';
import { migration as targetLists } from './migrations/0007-target-lists.ts';
import { migration as workFailures } from './migrations/0008-work-failures.ts';
import { migration as freshConsignments } from './migrations/0009-fresh-consignments.ts';
import { migration as historyTexts } from './migrations/0010-history-texts.ts';
import { migration as agencyView } from './migrations/0011-agency-view.ts';
import { migration as people } from './migrations/0011-people.ts';
import { migration as audit } from './migrations/0012-audit.ts';
import { migration as disclosure } from './migrations/0013-disclosure.ts';
import { migration as cases } from './migrations/0014-cases.ts';
import { migration as holds } from './migrations/0015-holds.ts';
import { migration as agreements } from './migrations/0016-agreements.ts';
import { migration as search } from './migrations/0017-search.ts';
import { migration as alerts } from './migrations/0018-alerts.ts';
import { migration as operations } from './migrations/0019-operations.ts';
import { migration as selectivity } from './migrations/0020-selectivity.ts';
import { migration as exchange } from './migrations/0021-exchange.ts';
import { migration as packExports } from './migrations/0022-pack-exports.ts';
import { migration as historyScopes } from './migrations/0024-history-scopes.ts';

/** Every migration by its name, in order. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-facts': facts,
  '0002-history': history,
  '0003-scores': scores,
  '0004-erasure': erasure,
  '0005-look-outs': lookOuts,
  '0006-work': work,
  '0007-target-lists': targetLists,
  '0008-work-failures': workFailures,
  '0009-fresh-consignments': freshConsignments,
  '0010-history-texts': historyTexts,
  '0011-agency-view': agencyView,
  '0011-people': people,
  '0012-audit': audit,
  '0013-disclosure': disclosure,
  '0014-cases': cases,
  '0015-holds': holds,
  '0016-agreements': agreements,
  '0017-search': search,
  '0018-alerts': alerts,
  '0019-operations': operations,
  '0020-selectivity': selectivity,
  '0021-exchange': exchange,
  '0022-pack-exports': packExports,
  '0024-history-scopes': historyScopes,
};

/**
 * Applies every migration that is missing, or goes to one of them, forward or back.
 * @param target name of the last migration that shall stand; undefined means all, `none` takes all of them back.
 * @throws `unavailable` for a store that a newer program has migrated, or where a migration fails.
 */
export async function migrate<T>(db: Kysely<T>, target?: string): Promise<readonly string[]> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error, results } =
    target === undefined
      ? await migrator.migrateToLatest()
      : await migrator.migrateTo(target === 'none' ? (await import('kysely')).NO_MIGRATIONS : target);
  if (error !== undefined) {
    const failed = results?.find(({ status }) => status === 'Error')?.migrationName;
    throw new AppError(
      'store-unusable',
      {
        reason: `the tables cannot be brought to the form of this program${failed === undefined ? '' : `, migration ${failed} failed`}: ${error instanceof Error ? error.message : String(error)}`,
      },
      error,
    );
  }
  return (results ?? []).map(({ migrationName }) => migrationName);
}
