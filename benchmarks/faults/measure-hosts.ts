/** Workers on three hosts, one of which is cut off and comes back. */
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { openDatabase } from '../../src/storage/database/open-database.ts';
import { startService } from './bench-service.ts';
import { compareStores } from './compare-stores.ts';
import { copyScores } from './copy-scores.ts';
import type { FaultTally, TalliedFault } from './fault-tally.ts';
import { createHosts, type HostNetwork } from './host-network.ts';
import type { Flow } from './make-flow.ts';
import { type Disturbance, runFlow } from './run-flow.ts';
import { sendingOrder } from './sending-order.ts';
import { storeEnd } from './store-end.ts';
import { deathOf, recovered, workerAtWork } from './watch-deaths.ts';
import { eventsSince, watchWork } from './watch-work.ts';

/** What is measured. */
export interface HostsPlan {
  readonly flow: Flow;
  readonly folder: string;
  readonly tell: (text: string) => void;
}

const hosts = 3;
const seed = 13;
const postgresPort = 5432;
const redisPort = 6379;
/** Share of the flow at which the host is cut off, and for how long at least. */
const cutAt = 0.2;
const cutMs = 25_000;
const backPatienceMs = 180_000;
const pollMs = 500;

/** Runs a flow on three hosts, undisturbed and with one of them cut off for a while, and compares what is left. */
export async function measureHosts({ flow, folder, tell }: HostsPlan): Promise<FaultTally> {
  const network = createHosts(hosts);
  try {
    const service = await startService(folder, { address: network.address, postgresPort, redisPort });
    try {
      await letIn(service.postgres.folder, service.postgres.url(), network.subnet);
      const shared = { service, flow, workers: hosts, prefix: network.enter, onScored: copyScores };
      const calm = await runFlow({ ...shared, files: flow.batches, tell: (text) => tell(`undisturbed: ${text}`) });
      const faults: TalliedFault[] = [];
      const sent = sendingOrder(flow.batches, flow.poison, seed);
      const say = (text: string): void => tell(`one cut off: ${text}`);
      const disturb = cutOff(network, { faults, tell: say });
      const rough = await runFlow({ ...shared, files: sent, disturb, tell: say });
      const [wanted, found] = [await openDatabase(calm.location), await openDatabase(rough.location)];
      try {
        const first = await compareStores(wanted.db, found.db, 'first scores');
        return {
          wiring: 'three hosts',
          faults,
          flow,
          sent,
          repeats: rough.sending.repeats,
          end: await storeEnd(service.ports, rough.location),
          facts: await compareStores(wanted.db, found.db, 'facts'),
          history: await compareStores(wanted.db, found.db, 'history'),
          scores: await compareStores(wanted.db, found.db, 'scores'),
          firstScores: { differing: first.missing, all: first.all },
          desertions: [...calm.desertions, ...rough.desertions],
          seconds: rough.seconds,
          undisturbedSeconds: calm.seconds,
        };
      } finally {
        await Promise.all([wanted.close(), found.close()]);
      }
    } finally {
      await service.end();
    }
  } finally {
    network.remove();
  }
}

/** Lets the hosts of a subnet into a private server. */
async function letIn(folder: string, url: string, subnet: string): Promise<void> {
  appendFileSync(join(folder, 'data/pg_hba.conf'), `host all touchstone ${subnet} trust\n`);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('select pg_reload_conf()');
  await client.end();
}

/** Returns a disturbance that cuts off a host whose worker is at work, waits until the others have gone on with it, and lets it come back. */
function cutOff(
  network: HostNetwork,
  { faults, tell }: { readonly faults: TalliedFault[]; readonly tell: (text: string) => void },
): Disturbance {
  return async ({ store, location, crew, progress }) => {
    const { db, close } = await openDatabase(location, { maximumConnections: 2 });
    try {
      await watchWork(db);
      while ((await progress()) < cutAt) await sleep(pollMs);
      const worker = await workerAtWork(db, () => crew.names);
      if (worker === undefined) throw new Error('no host is at work');
      const place = crew.placeOf(worker)!;
      network.setCable(place, 'down');
      const death = await deathOf(db, worker);
      const seconds = await recovered(db, death);
      faults.push({ kind: 'host cut off', recoverySeconds: seconds, workInHand: death.work.length });
      tell(`${death.work.length} pieces of work go on after ${seconds?.toFixed(1) ?? 'more than 60'} s`);
      await sleep(Math.max(0, death.atMs + cutMs - Date.now()));
      network.setCable(place, 'up');
      const backMs = Date.now();
      // Where the flow is over by now there is still something to do for it.
      const offer = () => store.work.add([{ queue: 'score-consignments', payload: {}, priority: 1 }], Date.now());
      const again = await worksAgain(() => eventsSince(db, backMs), worker, { backMs, offer });
      faults.push({ kind: 'host back', recoverySeconds: again, workInHand: 0 });
      tell(`the host is back, and its worker works again after ${again?.toFixed(1) ?? 'more than 180'} s`);
    } finally {
      await close();
    }
  };
}

async function worksAgain(
  events: () => ReturnType<typeof eventsSince>,
  worker: string,
  { backMs, offer }: { readonly backMs: number; readonly offer: () => Promise<unknown> },
): Promise<number | undefined> {
  while (Date.now() - backMs < backPatienceMs) {
    const event = (await events()).find((one) => one.worker === worker);
    if (event !== undefined) return (event.atMs - backMs) / 1000;
    await offer();
    await sleep(pollMs);
  }
  return undefined;
}
