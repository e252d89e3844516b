/** Faults of the one process that an embedded store has. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { compose } from '../../src/compose.ts';
import { loadConfig } from '../../src/config.ts';
import { queueNames } from '../../src/services/queue-ports.ts';
import { serveQueues } from '../../src/services/serve-queues.ts';
import type { Store } from '../../src/services/store-ports.ts';
import { openDatabase } from '../../src/storage/database/open-database.ts';
import { createRng } from '../../src/util/rng.ts';
import { cliFile } from '../ingest/start-cli.ts';
import { projectRoot } from '../shared/project-root.ts';
import { compareStores } from './compare-stores.ts';
import { copyScores } from './copy-scores.ts';
import type { FaultTally } from './fault-tally.ts';
import type { Flow, FlowFile } from './make-flow.ts';
import { prepareStore } from './prepare-store.ts';
import { sendFiles } from './send-files.ts';
import { sendingOrder } from './sending-order.ts';
import { storeEnd } from './store-end.ts';
import { waitIdle } from './wait-idle.ts';

/** What is measured. */
export interface EmbeddedPlan {
  readonly flow: Flow;
  readonly folder: string;
  readonly kills: number;
  readonly tell: (text: string) => void;
}

const seed = 11;
const patienceMs = 15 * 60_000;
const waitingFiles = 64;
const sweepEveryMs = 500;
const startPatienceMs = 60_000;
/** A process is killed so long after it serves, at random. */
const killAfterMs = { least: 1_000, more: 4_000 } as const;

/** Runs a flow in one process, undisturbed and killed again and again, and compares what is left. */
export async function measureEmbedded({ flow, folder, kills, tell }: EmbeddedPlan): Promise<FaultTally> {
  const environment = { TOUCHSTONE_HOME: join(folder, 'home'), TOUCHSTONE_LOG: 'silent' };
  // The work thread reads it there.
  Object.assign(process.env, environment);
  const ports = compose(loadConfig(environment));
  const calmFolder = join(folder, 'calm-store');
  const roughFolder = join(folder, 'rough-store');

  /** Opens a folder, does something with it, and lets it go. */
  async function opened<T>(location: string, run: (store: Store) => Promise<T>): Promise<T> {
    const store = await ports.openStore(location);
    try {
      return await run(store);
    } finally {
      await store.close();
    }
  }

  async function send(store: Store, location: string, files: readonly FlowFile[]): Promise<number> {
    const queues = await ports.openQueues(location, () => {});
    try {
      return (await sendFiles(ports, store, queues, files)).repeats;
    } finally {
      await queues.close();
    }
  }

  /** Does all that is due in this process, as `touchstone worker` does. */
  async function finish(store: Store, location: string): Promise<void> {
    const queues = await ports.openQueues(location, () => {});
    const thread = await ports.startWorkThread(location, store, queues);
    const options = { queues: queueNames, concurrency: 1, sweepEveryMs, onError: () => {} };
    const served = await serveQueues({ ports, store, queues, thread }, options);
    try {
      await waitIdle(store, patienceMs);
    } finally {
      await served.close(1_000);
      await thread.close();
      await queues.close();
    }
  }

  async function toScores(location: string): Promise<number> {
    const started = performance.now();
    await opened(location, (store) => finish(store, location));
    const seconds = (performance.now() - started) / 1000;
    await copyScores(location);
    await opened(location, async (store) => {
      await store.work.add([{ queue: 'rescore', payload: {}, priority: 1 }], Date.now());
      await finish(store, location);
    });
    return seconds;
  }

  await opened(calmFolder, async (store) => {
    await prepareStore(ports, store, flow);
    await send(store, calmFolder, flow.batches);
  });
  const calmSeconds = await toScores(calmFolder);
  tell(`undisturbed: scored in ${calmSeconds.toFixed(0)} s`);

  const sent = sendingOrder(flow.batches, flow.poison, seed);
  // They wait for a worker that is yet to come.
  if (sent.length > waitingFiles) throw new Error(`${sent.length} files are more than may wait`);
  const repeats = await opened(roughFolder, async (store) => {
    await prepareStore(ports, store, flow);
    return send(store, roughFolder, sent);
  });
  const rng = createRng(seed).fork('kills');
  const faults: { kind: 'process killed'; recoverySeconds: number; workInHand: number }[] = [];
  const started = performance.now();
  for (let kill = 0; kill < kills; kill++) {
    const servesAfter = await serveAndKill(roughFolder, environment, killAfterMs.least + rng.next() * killAfterMs.more);
    const left = await opened(roughFolder, async (store) =>
      (await store.work.counts()).reduce((sum, { due }) => sum + due, 0),
    );
    faults.push({ kind: 'process killed', recoverySeconds: servesAfter, workInHand: left });
    tell(`process killed, with ${left} pieces of work left; it had served after ${servesAfter.toFixed(1)} s`);
  }
  await toScores(roughFolder);
  const seconds = (performance.now() - started) / 1000;
  const end = await storeEnd(ports, roughFolder);
  const [wanted, found] = [await openDatabase(calmFolder), await openDatabase(roughFolder)];
  try {
    const first = await compareStores(wanted.db, found.db, 'first scores');
    return {
      wiring: 'embedded',
      faults,
      flow,
      sent,
      repeats,
      end,
      facts: await compareStores(wanted.db, found.db, 'facts'),
      history: await compareStores(wanted.db, found.db, 'history'),
      scores: await compareStores(wanted.db, found.db, 'scores'),
      firstScores: { differing: first.missing, all: first.all },
      desertions: [],
      seconds,
      undisturbedSeconds: calmSeconds,
    };
  } finally {
    await Promise.all([wanted.close(), found.close()]);
  }
}

/** Starts a worker at a folder that a dead process has left, kills it some time after it serves, and returns the seconds until it served. */
async function serveAndKill(
  location: string,
  environment: Readonly<Record<string, string>>,
  afterMs: number,
): Promise<number> {
  const started = performance.now();
  const child = spawn(process.execPath, [cliFile, 'worker', '--store', location], {
    cwd: projectRoot,
    env: { ...process.env, ...environment, TOUCHSTONE_LOG: 'info' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = once(child, 'exit');
  let said = '';
  const serves = new Promise<boolean>((resolve) => {
    child.stderr.on('data', (bytes: Buffer) => {
      said += bytes.toString();
      if (said.includes('worker-started')) resolve(true);
    });
    child.once('exit', () => resolve(false));
  });
  if (!(await Promise.race([serves, sleep(startPatienceMs, false)]))) {
    child.kill('SIGKILL');
    throw new Error(`a worker of ${location} did not serve: ${said}`);
  }
  const seconds = (performance.now() - started) / 1000;
  await sleep(afterMs);
  child.kill('SIGKILL');
  await ended;
  return seconds;
}
