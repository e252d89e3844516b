/** Watches what becomes of the work of a worker that dies or is cut off. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import type { Tables } from '../../src/storage/database/tables.ts';
import { recoverySeconds, type WorkerDeath } from './recovery-seconds.ts';
import { eventsSince, workInHand } from './watch-work.ts';

const patienceMs = 60_000;
const pollMs = 100;
/** A worker is at work once it has had it for so long. */
const atWorkMs = 150;

/** Waits until one of some workers is at work and returns it; undefined where none is for a minute. */
export async function workerAtWork(db: Kysely<Tables>, workers: () => readonly string[]): Promise<string | undefined> {
  const deadline = Date.now() + patienceMs;
  while (Date.now() < deadline) {
    const names = workers();
    const held = (await workInHand(db)).find(
      ({ worker, atMs }) => names.includes(worker) && Date.now() - atMs > atWorkMs,
    );
    if (held !== undefined) return held.worker;
    await sleep(pollMs);
  }
  return undefined;
}

/** Returns the death of a worker now, with what it had in hand. */
export async function deathOf(db: Kysely<Tables>, worker: string): Promise<WorkerDeath> {
  const atMs = Date.now();
  const held = (await workInHand(db)).filter((one) => one.worker === worker);
  return { worker, atMs, work: held };
}

/** Waits until others have gone on with all of a dead worker's work and returns after how many seconds; undefined after a minute. */
export async function recovered(db: Kysely<Tables>, death: WorkerDeath): Promise<number | undefined> {
  while (Date.now() - death.atMs < patienceMs) {
    const seconds = recoverySeconds(death, await eventsSince(db, death.atMs));
    if (seconds !== undefined) return seconds;
    await sleep(pollMs);
  }
  return undefined;
}
