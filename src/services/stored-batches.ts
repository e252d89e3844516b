/** What a store's batches say of the records in it, in the words of files. */
import { AppError } from '../errors.ts';
import type { Profile } from '../formats/profile.ts';
import type { Ports } from './ports.ts';
import { type FileReport, loadProfile } from './read-records.ts';
import type { Store } from './store-ports.ts';

/** Files of a store and the profiles that they were read by. */
export interface StoredBatches {
  readonly reports: readonly FileReport[];
  /** Names of all profiles, in the order of their first batches. */
  readonly profileNames: readonly string[];
  /** Those of the profiles that are here. */
  readonly profiles: readonly Profile[];
}

/** Reads the books of all batches that were not refused. */
export async function readStoredBatches(
  ports: Pick<Ports, 'files' | 'folders'>,
  store: Pick<Store, 'facts'>,
): Promise<StoredBatches> {
  const batches = (await store.facts.listBatches()).filter(({ state }) => state !== 'refused');
  const profileNames = [...new Set(batches.map(({ profile }) => profile))];
  const profiles: Profile[] = [];
  for (const name of profileNames) {
    try {
      profiles.push(await loadProfile(ports, name));
    } catch (error) {
      // A profile that was given by its path, or that is gone: its records are in the store all the same.
      if (!(error instanceof AppError) || error.code !== 'not-found') throw error;
    }
  }
  return {
    profileNames,
    profiles,
    reports: batches.map(({ fileName, profile, rowsDone, books }) => ({
      file: fileName,
      profile,
      rowsRead: rowsDone,
      accepted: books.reduce((sum, { accepted }) => sum + accepted, 0),
      rejected: books.reduce((sum, { rejected }) => sum + rejected, 0),
      ignoredColumns: [],
    })),
  };
}

/**
 * Returns the label that the results of a store stand for.
 * @throws `usage` where another one is asked for: a store keeps the profiles' own.
 */
export function storedLabel(profiles: readonly Profile[], wanted: string | undefined): string | undefined {
  const own = [...new Set(profiles.flatMap(({ defaultLabel }) => (defaultLabel === undefined ? [] : [defaultLabel])))];
  if (wanted !== undefined && !own.includes(wanted)) {
    throw new AppError('usage', {
      reason: `a store keeps the label that its profiles name as their own${own.length === 0 ? '' : ` (${own.join(', ')})`}; ${wanted} can be taken from files alone`,
    });
  }
  return wanted ?? own[0];
}
