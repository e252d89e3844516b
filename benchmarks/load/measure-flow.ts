/** Two workers take in everything, and rank it. */
import { runTouchstone } from '../shared/run-touchstone.ts';
import { startBenchWorker, type WorkerBlock } from './bench-worker.ts';
import { type WorkSeconds, workSeconds } from './flow-work.ts';
import type { LoadBench } from './load-bench.ts';
import { memoryGrowth } from './memory-growth.ts';
import { writeFiles } from './prepare-world.ts';
import { untilIdle } from './until-idle.ts';

const rowsOfFile = 10_000;
const workers = 2;
const listed = 1000;
const capacity = "capacity:\n  - { office: '*', channel: '*', shift: '*', examinations: 2000 }\n";

/** What a run gave. */
export interface FlowRun {
  readonly consignments: number;
  /** From the start of `touchstone ingest --queue` until the last score, and until the list of targets. */
  readonly scoredSeconds: number;
  readonly rankedSeconds: number;
  readonly spent: WorkSeconds;
  /** Of each worker. */
  readonly memoryGrowth: readonly number[];
  readonly peakMemoryMb: number;
  readonly longestBlock: WorkerBlock;
}

/** Hands the whole flow over and waits until it is ranked. */
export async function measureFlow({ ports, servers, world, base, folder, tell }: LoadBench): Promise<FlowRun> {
  const location = await servers.makeStore('flow', base);
  const store = await ports.openStore(location);
  const queues = await ports.openQueues(location, () => {});
  const running = [];
  for (let index = 0; index < workers; index++) running.push(await startBenchWorker(location));
  try {
    const files = writeFiles(world, folder, world.lines, rowsOfFile);
    const before = running.map(({ memoryMb }) => memoryMb.length);
    const started = performance.now();
    const seconds = (): number => (performance.now() - started) / 1000;
    await runTouchstone('ingest', '--queue', '--store', location, '--profile', 'kcs', ...files);
    tell(`${files.length} files handed over in ${seconds().toFixed(1)} s`);
    await untilIdle(store);
    const scoredSeconds = seconds();
    tell(`${world.lines.length} consignments scored in ${scoredSeconds.toFixed(1)} s`);
    const memory = running.map(({ memoryMb }, index) => memoryMb.slice(before[index]));
    const rank = { queue: 'rank-targets', payload: { capacity, policy: 'default', seed: 1 }, priority: 1 } as const;
    const [workId] = await store.work.add([rank], ports.clock.nowMs());
    await queues.enqueue([{ queue: rank.queue, priority: rank.priority, workId: workId! }]);
    await untilIdle(store);
    const rankedSeconds = seconds();
    const scored = (await store.scores.books()).reduce((sum, book) => sum + book.scored, 0);
    if (scored < world.lines.length) throw new Error(`${scored} consignments have a score, of ${world.lines.length}`);
    const blocks = await Promise.all(running.map((worker) => worker.stop()));
    return {
      consignments: world.lines.length,
      scoredSeconds,
      rankedSeconds,
      spent: workSeconds(await store.work.list({ limit: listed })),
      memoryGrowth: memory.map(memoryGrowth),
      peakMemoryMb: Math.max(...running.flatMap(({ memoryMb }) => memoryMb)),
      longestBlock: blocks.reduce((one, other) => (other.longest > one.longest ? other : one)),
    };
  } finally {
    await queues.close();
    await store.close();
  }
}
