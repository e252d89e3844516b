/** Does one piece of due work, and writes down how it ended. */
import { AppError, type ErrorKind } from '../errors.ts';
import type { Ports } from './ports.ts';
import type { AttemptOutcome, QueueName, QueuePort, WorkAttempt } from './queue-ports.ts';
import type { Store } from './store-ports.ts';
import { parsePayload, type WorkPayload } from './work-payloads.ts';
import type { NewWork, Work } from './work-ports.ts';

/** What a handler is given beside the payload. */
export interface WorkContext {
  readonly ports: Ports;
  readonly store: Store;
  readonly signal: AbortSignal;
  onProgress(rowsDone: number, rowsTotal: number | undefined): Promise<void>;
  log(line: string): Promise<void>;
}

/** What a handler has done, and what follows. */
export interface WorkResult {
  /** Kept with the work as JSON. */
  readonly outcome: unknown;
  readonly follow?: readonly NewWork[] | undefined;
  /** Clears away what the work no longer needs, once its end is committed. */
  readonly afterwards?: (() => Promise<void>) | undefined;
}

/** A handler for each queue. Each is idempotent: an attempt may be cut off anywhere and made again, also while another one still runs. */
export type WorkHandlers = {
  readonly [Q in QueueName]: (payload: WorkPayload<Q>, context: WorkContext) => Promise<WorkResult>;
} & {
  readonly quick?: QuickHandlers | undefined;
};

/** Handlers that do a piece of work whole, from its beginning to its end in the database, in one go; false leaves it to the handler of its queue. */
type QuickHandlers = {
  readonly [Q in QueueName]?: (workId: number, context: Pick<WorkContext, 'ports' | 'store'>) => Promise<boolean>;
};

/** Everything that doing work needs. */
export interface WorkSetting {
  readonly ports: Ports;
  readonly store: Store;
  readonly queues: Pick<QueuePort, 'enqueue'>;
  readonly handlers: WorkHandlers;
}

/** Failures that no retry heals; anything else may be a passing trouble of machine or network. */
const finalKinds: ReadonlySet<ErrorKind> = new Set(['invalid-input', 'not-found', 'precondition', 'too-large']);
/** After so many failures what may heal is taken for what will not. */
const maximumFailures = 8;
/** How often a database that is away is looked for. */
const lookAgainMs = 500;

/**
 * Does the work of an attempt. Work that is done already, cancelled, or not due yet is let go.
 * What fails for good goes to the dead-letter list with its reason, and the rest is tried again by the transport. A database that is away is no fault of the work: it is waited
 * for, and then the work is tried again.
 */
export async function runWork(setting: WorkSetting, attempt: WorkAttempt): Promise<AttemptOutcome> {
  const { store, ports } = setting;
  let work: Work | undefined;
  try {
    if (await isQuicklyDone(setting, attempt)) return 'done';
    work = await store.work.start(attempt.workId, ports.clock.nowMs());
    if (work === undefined) return 'done';
    const { outcome, follow = [], afterwards } = await handle(setting, attempt, work);
    const ids = await store.work.finish(work.id, outcome, follow, ports.clock.nowMs());
    await handOver(setting, follow, ids);
    // What stays behind here is cleared away by the next cleaning.
    await afterwards?.().catch(() => {});
    return 'done';
  } catch (error) {
    // Given back by a worker that shuts down: no fault of the work.
    if (attempt.signal.aborted) return 'retry';
    if (isAway(error)) {
      await waitForStore(setting, attempt.signal);
      return 'retry';
    }
    if (work === undefined) throw error;
    const isFinal = (error instanceof AppError && finalKinds.has(error.kind)) || work.failures + 1 >= maximumFailures;
    await noteFailure(setting, attempt, { work, failure: failureText(error), isFinal });
    return isFinal ? 'done' : 'retry';
  }
}

async function isQuicklyDone({ handlers, ports, store }: WorkSetting, attempt: WorkAttempt): Promise<boolean> {
  const quick = handlers.quick?.[attempt.queue];
  if (quick === undefined) return false;
  try {
    return await quick(attempt.workId, { ports, store });
  } catch (error) {
    if (isAway(error)) throw error;
    // The handler meets what is wrong again, and says so where it belongs.
    const { name, code } = error as Error & { code?: string };
    ports.log.warn('quick-work-failed', { workId: attempt.workId, name, code });
    return false;
  }
}

async function noteFailure(
  setting: WorkSetting,
  attempt: WorkAttempt,
  { work, failure, isFinal }: { readonly work: Work; readonly failure: string; readonly isFinal: boolean },
): Promise<void> {
  const { store, ports } = setting;
  for (;;) {
    try {
      await store.work.fail(work.id, failure, isFinal, ports.clock.nowMs());
      return;
    } catch (error) {
      if (!isAway(error) || attempt.signal.aborted) throw error;
      await waitForStore(setting, attempt.signal);
    }
  }
}

function isAway(error: unknown): boolean {
  return error instanceof AppError && error.kind === 'unavailable';
}

async function waitForStore({ store, ports }: WorkSetting, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await store.ping();
      return;
    } catch {
      await ports.clock.sleep(lookAgainMs, signal);
    }
  }
}

function handle(setting: WorkSetting, attempt: WorkAttempt, work: Work): Promise<WorkResult> {
  const handler = setting.handlers[work.queue] as (payload: unknown, context: WorkContext) => Promise<WorkResult>;
  return handler(parsePayload(work.queue, work.payload), {
    ports: setting.ports,
    store: setting.store,
    signal: attempt.signal,
    log: (line) => attempt.log(line),
    onProgress: async (rowsDone, rowsTotal) => {
      await setting.store.work.progress(work.id, rowsDone, rowsTotal);
      await attempt.reportProgress({ done: rowsDone, total: rowsTotal });
    },
  });
}

/** Hands new work to the queues right after its commit. Where that fails the sweeper will: nothing is lost. */
async function handOver(setting: WorkSetting, follow: readonly NewWork[], ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  try {
    await setting.queues.enqueue(ids.map((workId, index) => ({ ...queued(follow[index]!), workId })));
    await setting.store.work.markEnqueued(ids, setting.ports.clock.nowMs());
  } catch {
    // The rows stay due and unqueued, which is what the sweeper looks for.
  }
}

function queued({ queue, priority }: NewWork): { queue: QueueName; priority: number } {
  return { queue, priority };
}

/** An error's message; of a defect with its kind, so that the list tells it from a bad file. */
function failureText(error: unknown): string {
  if (error instanceof AppError) return `${error.code}: ${error.message}`;
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
