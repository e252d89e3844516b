/** The only file that joins adapters to use cases. */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { MessagePort } from 'node:worker_threads';
import type { Queue } from 'bullmq';
import type { Config } from './config.ts';
import { createAuthenticate } from './http/authenticate.ts';
import { createOperationsServer } from './http/operations-server.ts';
import { createWebhooks } from './http/post-webhook.ts';
import { allRoutes } from './http/routes/all-routes.ts';
import { createServiceServer } from './http/service-server.ts';
import { createLog } from './log.ts';
import { BullQueues } from './queues/bull-queues.ts';
import { openQueues } from './queues/open-queues.ts';
import { lookOutRules } from './services/look-out-rules.ts';
import { solvePlan } from './services/operations/solve-plan.ts';
import type { Ports } from './services/ports.ts';
import type { QueuePort } from './services/queue-ports.ts';
import { createExchangeKeyStorage } from './storage/exchange/exchange-key-storage.ts';
import { createFileStorage } from './storage/file-storage.ts';
import { createKeyStorage } from './storage/key-storage.ts';
import { openStore } from './storage/open-store.ts';
import { createPasswordHasher } from './storage/password-hasher.ts';
import { createSigningKeyStorage } from './storage/signing-key-storage.ts';
import { solveInThread } from './threads/solve-in-thread.ts';
import { WorkThreadClient } from './threads/work-thread-client.ts';

/** Plans of so few consignments take less than 50 ms. */
const solvedHere = 100;
const longestSolveMs = 120_000;

/** Returns the ports of a command-line process. */
export function compose(config: Config): Ports {
  const root = programRoot();
  const keys = createKeyStorage(config.homeFolder);
  const clock: Ports['clock'] = {
    nowMs: () => Date.now(),
    sleep: (ms, signal) => setTimeout(ms, undefined, { signal, ref: signal === undefined }).catch(() => {}),
  };
  const ports: Ports = {
    files: createFileStorage(),
    keys,
    signingKeys: createSigningKeyStorage(config.homeFolder),
    exchangeKeys: createExchangeKeyStorage(config.homeFolder),
    passwords: createPasswordHasher(),
    secrets: { bytes: (count) => randomBytes(count) },
    webhooks: createWebhooks(),
    plans: {
      solve: async (job) =>
        job.candidates.length <= solvedHere ? solvePlan(job) : solveInThread('solve-plan', job, longestSolveMs),
    },
    clock,
    process: {
      peakMemoryBytes: () => process.resourceUsage().maxRSS * 1024,
      seconds: () => performance.now() / 1000,
      nodeVersion: process.version,
    },
    log: createLog(config.logLevel),
    openStore: (location, shared) =>
      openStore((shared as MessagePort | undefined) ?? location, { keys, lookOuts: lookOutRules }),
    startOperationsServer: async (store, queues) => {
      const server = createOperationsServer({
        ports: { clock },
        store,
        queues,
        token: config.operationsToken,
        board: boardOf(queues),
      });
      const url = await server.listen({ host: '127.0.0.1', port: config.operationsPort });
      return { url, close: () => server.close() };
    },
    startService: async (store, queues) => {
      const means = { ports, store, queues };
      const pages = join(root, 'dist/web');
      const server = await createServiceServer({
        means,
        routes: allRoutes,
        authenticate: createAuthenticate(means),
        pagesFolder: existsSync(pages) ? pages : undefined,
        trustedProxies: config.trustedProxies,
        board: boardOf(queues),
      });
      const url = await server.listen({ host: config.serviceHost, port: config.servicePort });
      return { url, close: () => server.close() };
    },
    startWorkThread: (location, store, queues) =>
      WorkThreadClient.start(
        { location, shared: store.share?.() as MessagePort | undefined, environment: process.env },
        queues,
      ),
    openQueues: (storeLocation, onError) =>
      openQueues(
        config.redisUrl !== undefined
          ? { kind: 'redis', url: config.redisUrl, prefix: config.queuePrefix }
          : /^postgres(ql)?:/.test(storeLocation)
            ? { kind: 'postgresql', url: storeLocation }
            : { kind: 'embedded' },
        { onError },
      ),
    caseRules: config.caseRules,
    folders: {
      profiles: join(root, 'data/profiles'),
      recipes: join(root, 'data/recipes'),
      policies: join(root, 'data/policies'),
      models: config.modelsFolder ?? join(root, 'models'),
      codeLists: join(root, 'data/code-lists'),
      sample: join(root, 'data/sample'),
      scenarios: join(root, 'data/scenarios'),
      procedures: join(root, 'data/procedures'),
      calendars: join(root, 'data/calendars'),
      operations: join(root, 'data/operations'),
      offices: join(root, 'data/offices'),
      fonts: join(packageFolder('dejavu-fonts-ttf'), 'ttf'),
      worldMap: join(packageFolder('world-atlas'), 'land-110m.json'),
      store: config.storeLocation ?? join(config.homeFolder, 'store'),
    },
  };
  return ports;
}

/** Queues that the board can show: those in Redis. */
function boardOf(queues: QueuePort): Queue[] {
  return queues instanceof BullQueues ? [...queues.queues.values()] : [];
}

/** The folder of a package that this one depends on. */
function packageFolder(name: string): string {
  return dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
}

/** The folder that holds package.json, whether this runs from `src/` or from `dist/src/`. */
function programRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
}
