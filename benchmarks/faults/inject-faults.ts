/** Does to workers and servers what happens to them in service. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import { openDatabase } from '../../src/storage/database/open-database.ts';
import type { Tables } from '../../src/storage/database/tables.ts';
import type { BenchService } from './bench-service.ts';
import { slowestQueue, type WorkerDeath } from './recovery-seconds.ts';
import type { Disturbance } from './run-flow.ts';
import { deathOf, recovered, workerAtWork } from './watch-deaths.ts';
import { eventsSince, watchWork } from './watch-work.ts';
import type { WorkerCrew } from './worker-crew.ts';

/** What is done to a service. */
type FaultKind = 'worker killed' | 'Redis restarted' | 'Redis emptied' | 'PostgreSQL restarted';

/** A fault and what came of it. */
export interface Fault {
  readonly kind: FaultKind;
  /** Share of the flow at which it came. */
  readonly atShare: number;
  /** Pieces of work in the hands of a worker that was killed. */
  readonly workInHand: number;
  /** Seconds until all of them, or after other faults any work, went on; undefined where that took longer than patience lasts. */
  readonly recoverySeconds: number | undefined;
  /** Of a worker. */
  readonly death: WorkerDeath | undefined;
}

/** What came of a fault. */
type Overcome = Pick<Fault, 'workInHand' | 'recoverySeconds' | 'death'>;

const patienceMs = 60_000;
const downMs = 2_000;
const pollMs = 100;

/** The order of faults: workers die between all others. */
export const faultOrder: readonly (readonly [FaultKind, 'stop' | 'kill'])[] = [
  ['worker killed', 'kill'],
  ['Redis restarted', 'stop'],
  ['worker killed', 'kill'],
  ['PostgreSQL restarted', 'stop'],
  ['worker killed', 'kill'],
  ['worker killed', 'kill'],
  ['Redis emptied', 'kill'],
  ['worker killed', 'kill'],
  ['PostgreSQL restarted', 'kill'],
  ['worker killed', 'kill'],
  ['Redis restarted', 'kill'],
  ['worker killed', 'kill'],
  ['worker killed', 'kill'],
  ['PostgreSQL restarted', 'kill'],
  ['worker killed', 'kill'],
  ['Redis restarted', 'kill'],
  ['worker killed', 'kill'],
];

/** Returns a disturbance that does all faults of an order, spread over the flow, each after the one before is overcome, and notes them. */
export function injectFaults(
  service: BenchService,
  order: typeof faultOrder,
  { faults, tell }: { readonly faults: Fault[]; readonly tell: (text: string) => void },
): Disturbance {
  return async ({ location, crew, progress }) => {
    const { db, close } = await openDatabase(location, { maximumConnections: 2 });
    try {
      await watchWork(db);
      for (const [index, [kind, how]] of order.entries()) {
        const wanted = (index + 0.5) / (order.length + 1);
        while ((await progress()) < wanted) await sleep(pollMs);
        const atShare = await progress();
        const overcome: Overcome =
          kind === 'worker killed' ? await killWorker(db, crew) : await disturbServer(db, service, { kind, how });
        const { workInHand: held, recoverySeconds: seconds, death } = overcome;
        const last = death === undefined ? undefined : slowestQueue(death, await eventsSince(db, death.atMs));
        faults.push({ kind, atShare, ...overcome });
        tell(
          `${kind} at ${(atShare * 100).toFixed(0)}%${held > 0 ? ` with ${held} pieces of work` : ''}: goes on after ${seconds?.toFixed(1) ?? 'more than 60'} s${last === undefined ? '' : `, ${last} last`}`,
        );
      }
    } finally {
      await close();
    }
  };
}

/** Kills a worker while it has work in its hands, and waits until another has gone on with all of it. */
async function killWorker(db: Kysely<Tables>, crew: WorkerCrew): Promise<Overcome> {
  for (;;) {
    const worker = await workerAtWork(db, () => crew.names);
    if (worker === undefined) return { workInHand: 0, recoverySeconds: undefined, death: undefined };
    await crew.kill(worker);
    const death = await deathOf(db, worker);
    // It had ended its work in the very moment.
    if (death.work.length === 0) continue;
    const seconds = await recovered(db, death);
    return { workInHand: death.work.length, recoverySeconds: seconds, death };
  }
}

async function disturbServer(
  db: Kysely<Tables>,
  service: BenchService,
  { kind, how }: { readonly kind: FaultKind; readonly how: 'stop' | 'kill' },
): Promise<Overcome> {
  if (kind === 'Redis emptied') await service.flush();
  else {
    const server = kind === 'Redis restarted' ? service.redis : service.postgres;
    await server[how]();
    await sleep(downMs);
    await server.start();
  }
  const backMs = Date.now();
  while (Date.now() - backMs < patienceMs) {
    const events = await eventsSince(db, backMs).catch(() => []);
    if (events.length > 0)
      return { workInHand: 0, recoverySeconds: (events[0]!.atMs - backMs) / 1000, death: undefined };
    await sleep(pollMs);
  }
  return { workInHand: 0, recoverySeconds: undefined, death: undefined };
}
