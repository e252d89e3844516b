/** The thread that does work: it composes what it needs by itself, and asks the process only to hand work to the queues. */
import { parentPort, workerData } from 'node:worker_threads';
import { compose } from '../src/compose.ts';
import { loadConfig } from '../src/config.ts';
import type { QueuedWork } from '../src/services/queue-ports.ts';
import { runWork } from '../src/services/run-work.ts';
import { createWorkHandlers } from '../src/services/work-handlers.ts';
import { lowerThreadPriority } from '../src/threads/lower-thread-priority.ts';
import type { FromWorkThread, ToWorkThread, WorkThreadStart } from '../src/threads/work-messages.ts';

const port = parentPort!;
const tell = (message: FromWorkThread): void => port.postMessage(message);
const { location, shared, environment } = workerData as WorkThreadStart;
const handlers = createWorkHandlers();
const aborts = new Map<number, AbortController>();
const handovers = new Map<number, { resolve: () => void; reject: (error: Error) => void }>();
let lastCall = 0;

const queues = {
  enqueue: (work: readonly QueuedWork[]) =>
    new Promise<void>((resolve, reject) => {
      const call = ++lastCall;
      handovers.set(call, { resolve, reject });
      tell({ kind: 'enqueue', call, work });
    }),
};

lowerThreadPriority();
try {
  const ports = compose(loadConfig(environment));
  const store = await ports.openStore(location, shared);
  const run = async (id: number, work: QueuedWork): Promise<void> => {
    const abort = new AbortController();
    aborts.set(id, abort);
    try {
      const outcome = await runWork(
        { ports, store, queues, handlers },
        {
          ...work,
          signal: abort.signal,
          reportProgress: async ({ done, total }) => tell({ kind: 'progress', run: id, done, total }),
          log: async (line) => tell({ kind: 'log', run: id, line }),
        },
      );
      tell({ kind: 'ended', run: id, outcome });
    } catch (error) {
      tell({ kind: 'failed', run: id, message: error instanceof Error ? error.message : String(error) });
    } finally {
      aborts.delete(id);
    }
  };
  port.on('message', (message: ToWorkThread) => {
    if (message.kind === 'run') void run(message.run, message.work);
    else if (message.kind === 'abort') aborts.get(message.run)?.abort();
    else if (message.kind === 'close') void store.close().then(() => port.close());
    else {
      const handover = handovers.get(message.call);
      handovers.delete(message.call);
      if (message.failure === undefined) handover?.resolve();
      else handover?.reject(new Error(message.failure));
    }
  });
  tell({ kind: 'ready' });
} catch (error) {
  const { message, code } = error as Error & { code?: string };
  tell({ kind: 'unusable', code, message });
  port.close();
}
