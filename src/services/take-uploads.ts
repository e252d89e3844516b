/** Takes small files in that were handed over: all that wait, in one go. */
import { AppError } from '../errors.ts';
import type { Ports } from './ports.ts';
import { loadProfile, loadRates, type ProfileMemory, type RateMemory } from './read-records.ts';
import { readSmallFile } from './read-small-file.ts';
import type { ScoringMeans } from './score-due-consignments.ts';
import type { Store } from './store-ports.ts';
import type { ReadUploads, SmallBatch, WaitingUpload } from './take-ports.ts';

/** What counts as small: rows and bytes of a file. */
const maximumRows = 200;
const maximumBytes = 64 * 1024;
/** Files, and rows of all of them, that are taken in together: more would hold the first up. */
const maximumUploads = 32;
const rowsAtOnce = 400;
/** Pieces of work that are remembered as done along with another. */
const doneRemembered = 4096;

/** What became of a piece of work: `due` where it is done and its consignments have still to be scored, `other` where it was left alone. */
export type TakeUploadsOutcome = 'scored' | 'due' | 'other';

/** Returns what takes in the file of a piece of work together with others that wait. */
export function createUploadTaker(profiles: ProfileMemory) {
  const rateMemory: RateMemory = {};
  const done = new Set<number>();
  const remember = (workIds: readonly number[]): void => {
    for (const id of workIds) done.add(id);
    for (const id of done) {
      if (done.size <= doneRemembered) break;
      done.delete(id);
    }
  };
  return async (
    ports: Ports,
    store: Pick<Store, 'takes'>,
    { key, scorer }: ScoringMeans,
    workId: number,
  ): Promise<TakeUploadsOutcome> => {
    if (done.delete(workId)) return 'scored';
    const rates = await loadRates(ports, rateMemory);
    let rows = 0;
    const readOne = async ({ profile: name, ...file }: WaitingUpload): Promise<SmallBatch | undefined> => {
      try {
        const profile = await loadProfile(ports, name, profiles);
        const small = await readSmallFile(file, { profile, rates, maximumRows });
        rows += small?.records.length ?? 0;
        return small;
      } catch (error) {
        if (error instanceof AppError && error.kind !== 'unavailable') return undefined;
        throw error;
      }
    };
    const read: ReadUploads = async (uploads) => {
      rows = 0;
      const batches = new Map<number, SmallBatch | undefined>();
      // The file of the work itself first, and then as many as there is room for.
      const own = uploads.filter((upload) => upload.workId === workId);
      for (const upload of [...own, ...uploads.filter((other) => other.workId !== workId)]) {
        if (rows < rowsAtOnce) batches.set(upload.workId, await readOne(upload));
      }
      return uploads.map((upload) => batches.get(upload.workId));
    };
    const request = { workId, maximumUploads, maximumBytes, keyId: key.id, nowMs: ports.clock.nowMs() };
    const taken = await store.takes.takeUploads(request, read, (fresh) => scorer.makeFresh(fresh));
    if (taken.outcome === 'other') return 'other';
    if (taken.outcome === 'gone') return 'scored';
    remember(taken.workIds.filter((id) => id !== workId));
    return taken.scores.length > 0 ? 'scored' : 'due';
  };
}
