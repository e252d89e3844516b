/** A whole service in this process, with a clock that can be moved. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { compose } from '../../../src/compose.ts';
import { loadConfig } from '../../../src/config.ts';
import { createAuthenticate } from '../../../src/http/authenticate.ts';
import { allRoutes } from '../../../src/http/routes/all-routes.ts';
import { createServiceServer } from '../../../src/http/service-server.ts';
import type { Ports, WorkThread } from '../../../src/services/ports.ts';
import { queueNames } from '../../../src/services/queue-ports.ts';
import { reportStatus } from '../../../src/services/report-status.ts';
import { runWork } from '../../../src/services/run-work.ts';
import { serveQueues } from '../../../src/services/serve-queues.ts';
import { setUpFirstAdministrator } from '../../../src/services/set-up-first-administrator.ts';
import { tendQueues } from '../../../src/services/tend-queues.ts';
import { createWorkHandlers } from '../../../src/services/work-handlers.ts';

/** A service that runs. */
export interface OpenService {
  readonly url: string;
  /** Name and one-time password that the first start tells. */
  readonly administrator: { readonly name: string; readonly oneTimePassword: string };
  /** Time goes on from a later moment. */
  moveClock(byMs: number): void;
  nowMs(): number;
  /** Waits until no work is due, the history has counted everything, and all scores are made. */
  untilIdle(): Promise<void>;
  close(): Promise<void>;
}

/** Starts an empty service over an embedded store, as `npm start` would; once the clock was moved, its work runs in this thread and so by this clock. */
export async function openService(): Promise<OpenService> {
  const folder = await mkdtemp(join(tmpdir(), 'touchstone-service-'));
  // The thread that works composes for itself, from the environment of this process.
  process.env.TOUCHSTONE_HOME = join(folder, 'home');
  process.env.TOUCHSTONE_LOG = 'error';
  const composed = compose(loadConfig(process.env));
  let movedMs = 0;
  const clock: Ports['clock'] = { ...composed.clock, nowMs: () => Date.now() + movedMs };
  const ports: Ports = { ...composed, clock };
  const location = join(folder, 'store');
  const store = await ports.openStore(location);
  const queues = await ports.openQueues(location, () => {});
  const handlers = createWorkHandlers();
  const thread = await ports.startWorkThread(location, store, queues);
  const run: WorkThread['run'] = (attempt) =>
    movedMs === 0 ? thread.run(attempt) : runWork({ ports, store, queues, handlers }, attempt);
  const served = await serveQueues(
    { ports, store, queues, thread: { run } },
    { queues: queueNames, concurrency: 1, sweepEveryMs: 500, onError: () => {} },
  );
  const means = { ports, store, queues };
  const server = await createServiceServer({
    means,
    routes: allRoutes,
    authenticate: createAuthenticate(means),
    pagesFolder: join(process.cwd(), 'dist/web'),
    // Two officers on one machine press keys faster than people do.
    requestsPerMinute: 100_000,
  });
  const tended = tendQueues({ ports, store, queues });
  const administrator = await setUpFirstAdministrator(ports, store);
  if (administrator === undefined) throw new Error('the store is not empty');
  return {
    url: await server.listen({ host: '127.0.0.1', port: 0 }),
    administrator,
    moveClock: (byMs) => {
      movedMs += byMs;
    },
    nowMs: clock.nowMs,
    untilIdle: async () => {
      for (;;) {
        const { history, scores, work } = await reportStatus(ports, store, undefined);
        if (work.some(({ dead }) => dead > 0)) throw new Error('work has failed for good');
        const due = history.due + [...scores, ...work].reduce((sum, each) => sum + each.due, 0);
        if (due === 0) return;
        await setTimeout(300);
      }
    },
    close: async () => {
      await server.close();
      await tended.close();
      await served.close(5_000);
      await thread.close();
      await queues.close();
      await store.close();
      // What PGlite still writes when it is closed must not keep the folder.
      await setTimeout(50);
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
