/** One run of the flow through workers to its scores. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Store } from '../../src/services/store-ports.ts';
import type { BenchService } from './bench-service.ts';
import type { Flow, FlowFile } from './make-flow.ts';
import { prepareStore } from './prepare-store.ts';
import { type Sending, sendFiles } from './send-files.ts';
import { waitIdle } from './wait-idle.ts';
import { WorkerCrew } from './worker-crew.ts';

/** What happens beside the flow. */
export type Disturbance = (run: {
  readonly store: Store;
  readonly location: string;
  readonly crew: WorkerCrew;
  /** How far the flow is, from 0 to 1. */
  readonly progress: () => Promise<number>;
}) => Promise<void>;

/** How the flow is run. */
export interface FlowRun {
  readonly service: BenchService;
  readonly flow: Flow;
  /** Files in the order in which they are sent. */
  readonly files: readonly FlowFile[];
  readonly workers: number;
  /** Words before a worker's program, by its place. */
  readonly prefix?: (place: number) => readonly string[];
  readonly disturb?: Disturbance;
  /** Called when all is scored, before everything is scored again. */
  readonly onScored?: (location: string) => Promise<void>;
  readonly tell: (text: string) => void;
}

/** What came of a run; its store stays. */
export interface FlowOutcome {
  readonly location: string;
  readonly sending: Sending;
  readonly desertions: readonly string[];
  /** Until everything was scored. */
  readonly seconds: number;
}

const patienceMs = 30 * 60_000;
const progressMs = 15_000;

/** Runs a flow in a new store, waits until all is scored, and asks for all scores again. */
export async function runFlow(run: FlowRun): Promise<FlowOutcome> {
  const { ports } = run.service;
  const location = await run.service.freshStore();
  const store = await ports.openStore(location);
  const queues = await ports.openQueues(location, () => {});
  await prepareStore(ports, store, run.flow);
  const started = performance.now();
  const crew = new WorkerCrew({
    size: run.workers,
    store: location,
    environment: run.service.environment,
    ...(run.prefix === undefined ? {} : { prefix: run.prefix }),
  });
  const telling = new AbortController();
  try {
    const progress = (): Promise<number> => progressOf(run.flow, store);
    void tellProgress(run.tell, progress, telling.signal);
    const [sending] = await Promise.all([
      sendFiles(ports, store, queues, run.files),
      run.disturb?.({ store, location, crew, progress }),
    ]);
    await waitIdle(store, patienceMs);
    const seconds = (performance.now() - started) / 1000;
    run.tell(`${run.files.length} files scored in ${seconds.toFixed(0)} s`);
    await run.onScored?.(location);
    await store.work.add([{ queue: 'rescore', payload: {}, priority: 1 }], Date.now());
    await waitIdle(store, patienceMs);
    run.tell('everything scored again');
    return { location, sending, desertions: crew.desertions, seconds };
  } finally {
    telling.abort();
    await crew.end();
    await queues.close();
    await store.close();
  }
}

/** Half of the way is loaded, half is scored. */
async function progressOf(flow: Flow, store: Store): Promise<number> {
  const { loaded } = await store.facts.countBatches();
  const share = Math.max(0, loaded - flow.rights.length) / flow.batches.length;
  const books = await store.scores.books();
  const consignments = books.reduce((sum, book) => sum + book.consignments, 0);
  const scored = books.reduce((sum, book) => sum + book.scored, 0);
  return share / 2 + (consignments === 0 ? 0 : (share * scored) / consignments / 2);
}

async function tellProgress(
  tell: (text: string) => void,
  progress: () => Promise<number>,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    await sleep(progressMs, undefined, { signal }).catch(() => {});
    const share = await progress().catch(() => undefined);
    if (!signal.aborted) tell(share === undefined ? 'the database is away' : `${(share * 100).toFixed(0)}%`);
  }
}
