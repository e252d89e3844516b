/** Opens a store behind its ports. */
import type { Store } from '../services/store-ports.ts';
import { openDatabase } from './database/open-database.ts';
import { createFactStorage } from './fact-storage.ts';
import { createHistoryStorage } from './history-storage.ts';
import { createModelRoleStorage } from './model-role-storage.ts';
import { createQuarantineStorage } from './quarantine-storage.ts';
import { createScoreStorage } from './score-storage.ts';

/**
 * Opens the store at a location and brings its tables up to date.
 * @param location `postgresql://…`, `memory:`, or the path of a folder.
 * @throws `refused`, `store-unusable`.
 */
export async function openStore(location: string): Promise<Store> {
  const { kind, db, close } = await openDatabase(location);
  return {
    kind,
    facts: createFactStorage(db),
    quarantine: createQuarantineStorage(db),
    history: createHistoryStorage(db),
    scores: createScoreStorage(db),
    models: createModelRoleStorage(db),
    close,
  };
}
