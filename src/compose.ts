/**
 * The only file that joins adapters to use cases. Servers, queues and the store are loaded when they are opened: most commands need one of them at most, and to load all takes longer than
 * what the command does.
 */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { MessagePort } from 'node:worker_threads';
import type { Queue } from 'bullmq';
import type { Config } from './config.ts';
import { createWebhooks } from './http/post-webhook.ts';
import { createLog } from './log.ts';
import { lookOutRules } from './services/look-out-rules.ts';
import type { Ports } from './services/ports.ts';
import type { QueuePort } from './services/queue-ports.ts';
import { createExchangeKeyStorage } from './storage/exchange/exchange-key-storage.ts';
import { createFileStorage } from './storage/file-storage.ts';
import { createKeyStorage } from './storage/key-storage.ts';
import { createPasswordHasher } from './storage/password-hasher.ts';
import { createSigningKeyStorage } from './storage/signing-key-storage.ts';

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
      solve: async (job) => {
        if (job.candidates.length <= solvedHere)
          return (await import('./services/operations/solve-plan.ts')).solvePlan(job);
        const { solveInThread } = await import('./threads/solve-in-thread.ts');
        return solveInThread('solve-plan', job, longestSolveMs);
      },
    },
    clock,
    process: {
      peakMemoryBytes: () => process.resourceUsage().maxRSS * 1024,
      seconds: () => performance.now() / 1000,
      nodeVersion: process.version,
    },
    log: createLog(config.logLevel),
    openStore: async (location, shared) => {
      const { openStore } = await import('./storage/open-store.ts');
      return openStore((shared as MessagePort | undefined) ?? location, { keys, lookOuts: lookOutRules });
    },
    startOperationsServer: async (store, queues) => {
      const { createOperationsServer } = await import('./http/operations-server.ts');
      const server = createOperationsServer({
        ports: { clock },
        store,
        queues,
        token: config.operationsToken,
        board: await boardOf(queues),
      });
      const url = await server.listen({ host: '127.0.0.1', port: config.operationsPort });
      return { url, close: () => server.close() };
    },
    startService: async (store, queues) => {
      const [{ createServiceServer }, { allRoutes }, { createAuthenticate }] = await Promise.all([
        import('./http/service-server.ts'),
        import('./http/routes/all-routes.ts'),
        import('./http/authenticate.ts'),
      ]);
      const means = { ports, store, queues };
      const pages = join(root, 'dist/web');
      const server = await createServiceServer({
        means,
        routes: allRoutes,
        authenticate: createAuthenticate(means),
        pagesFolder: existsSync(pages) ? pages : undefined,
        trustedProxies: config.trustedProxies,
        board: await boardOf(queues),
      });
      const url = await server.listen({ host: config.serviceHost, port: config.servicePort });
      return { url, close: () => server.close() };
    },
    startWorkThread: async (location, store, queues) => {
      const { WorkThreadClient } = await import('./threads/work-thread-client.ts');
      return WorkThreadClient.start(
        { location, shared: store.share?.() as MessagePort | undefined, environment: process.env },
        queues,
      );
    },
    openQueues: async (storeLocation, onError) => {
      const { openQueues } = await import('./queues/open-queues.ts');
      return openQueues(
        config.redisUrl !== undefined
          ? { kind: 'redis', url: config.redisUrl, prefix: config.queuePrefix }
          : /^postgres(ql)?:/.test(storeLocation)
            ? { kind: 'postgresql', url: storeLocation }
            : { kind: 'embedded' },
        { onError },
      );
    },
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
async function boardOf(queues: QueuePort): Promise<Queue[]> {
  const { BullQueues } = await import('./queues/bull-queues.ts');
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
