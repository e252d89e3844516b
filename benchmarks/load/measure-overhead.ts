/** What the way through the queue costs beside the services themselves. */
import { join } from 'node:path';
import { resolveInput } from '../../src/services/read-records.ts';
import { submitBatch } from '../../src/services/submit-batch.ts';
import { projectRoot } from '../shared/project-root.ts';
import { runCommand } from '../shared/run-command.ts';
import { startBenchWorker } from './bench-worker.ts';
import type { LoadBench } from './load-bench.ts';
import { writeFiles } from './prepare-world.ts';
import { untilIdle } from './until-idle.ts';

const runs = 3;
const rows = 20_000;

/** Seconds for the same file, one entry a run. */
export interface OverheadRuns {
  readonly consignments: number;
  readonly direct: readonly number[];
  readonly queued: readonly number[];
}

/** Takes in, counts and scores a file in copies of one store, by turns directly and through one worker. */
export async function measureOverhead(bench: LoadBench): Promise<OverheadRuns> {
  const [file = ''] = writeFiles(bench.world, bench.folder, bench.world.lines.slice(0, rows), rows);
  const direct: number[] = [];
  const queued: number[] = [];
  for (let run = 0; run < runs; run++) {
    direct.push(await directSeconds(bench, file, run));
    queued.push(await queuedSeconds(bench, file, run));
    bench.tell(`${rows} consignments: ${direct.at(-1)!.toFixed(1)} s directly, ${queued.at(-1)!.toFixed(1)} s queued`);
  }
  return { consignments: Math.min(rows, bench.world.lines.length), direct, queued };
}

async function directSeconds({ servers, base }: LoadBench, file: string, run: number): Promise<number> {
  const location = await servers.makeStore(`direct_${run}`, base);
  const script = join(projectRoot, 'benchmarks/load/call-services.ts');
  return Number((await runCommand('npx', ['tsx', script, location, file])).stdout);
}

/** From the moment when the file is handed over whole until its last score. */
async function queuedSeconds({ ports, servers, base }: LoadBench, file: string, run: number): Promise<number> {
  const location = await servers.makeStore(`queued_${run}`, base);
  const store = await ports.openStore(location);
  const queues = await ports.openQueues(location, () => {});
  const worker = await startBenchWorker(location);
  try {
    await submitBatch(ports, store, queues, await resolveInput(ports, file, 'kcs'));
    await untilIdle(store);
    await worker.stop();
    const work = await store.work.list({ limit: 100 });
    const first = Math.min(...work.map(({ createdAtMs }) => createdAtMs));
    return (Math.max(...work.map(({ finishedAtMs }) => finishedAtMs ?? 0)) - first) / 1000;
  } finally {
    await queues.close();
    await store.close();
  }
}
