/** Workers under load: `npm run bench:load`. */
import { join } from 'node:path';
import { compose } from '../../src/compose.ts';
import { loadConfig } from '../../src/config.ts';
import { promoteModel } from '../../src/services/promote-model.ts';
import type { BenchOutcome } from '../shared/bench.ts';
import { inTemporaryFolder } from '../shared/in-temporary-folder.ts';
import { runBench } from '../shared/run-bench.ts';
import { runTouchstone } from '../shared/run-touchstone.ts';
import { type BenchServers, serverSettings, startServers } from './bench-servers.ts';
import type { LoadBench } from './load-bench.ts';
import { flowRows, overheadRows, singleRows } from './load-rows.ts';
import { measureFlow } from './measure-flow.ts';
import { measureOverhead } from './measure-overhead.ts';
import { measureSingle } from './measure-single.ts';
import { prepareWorld } from './prepare-world.ts';

const base = 'base';
const handedOverAlone = 1600;
const rows = process.env.BENCH_ROWS === undefined ? undefined : Number(process.env.BENCH_ROWS);

await runBench({
  name: 'load',
  title: 'Workers under load',
  measure: (tell) =>
    inTemporaryFolder(async (folder) => {
      const servers = await startServers();
      // Child processes get it too: nobody's own key, models and queues are touched.
      process.env.TOUCHSTONE_HOME = join(folder, 'home');
      process.env.TOUCHSTONE_MODELS = join(folder, 'models');
      process.env.REDIS_URL = servers.redis;
      try {
        return await measure(servers, folder, tell);
      } finally {
        await servers.end();
      }
    }),
});

async function measure(servers: BenchServers, folder: string, tell: (text: string) => void): Promise<BenchOutcome> {
  const world = await prepareWorld(folder, rows, handedOverAlone);
  tell(`${world.lines.length} consignments simulated`);
  const location = await servers.makeStore(base);
  await runTouchstone('train', `kcs:${world.train}`, '--name', 'load');
  await runTouchstone('ingest', `kcs:${world.train}`, '--store', location);
  const ports = compose(loadConfig(process.env));
  const store = await ports.openStore(location);
  await promoteModel(ports, store, 'load');
  await store.close();
  await runTouchstone('score', '--store', location);
  tell('a model is trained, promoted, and has scored what it learnt from');
  const bench: LoadBench = { ports, servers, world, base, folder, tell };
  const overhead = await measureOverhead(bench);
  const flow = await measureFlow(bench);
  const single = await measureSingle({ ...bench, base: 'flow' });
  return {
    rows: [...flowRows(flow), ...overheadRows(overhead), ...singleRows(single)],
    versions: {
      'server settings': Object.entries(serverSettings)
        .map((pair) => pair.join(' = '))
        .join(', '),
    },
    notes: [
      `${world.lines.length} declarations of one item each without results, in the columns of the KCS file (\`simulate\`, benchmarks/load/load-world.yaml), in files of 10,000 by one \`touchstone ingest --queue\` into a store that holds 40,000 earlier ones with their results, scored by the champion: the default recipe, trained on those. Until ranked: a \`rank-targets\` work at the end, over all scores of the store.`,
      `Two processes \`touchstone worker\` with all queues, PostgreSQL and Redis (append-only file, every second) on the same machine over sockets. Seconds by part are those of both workers' work added up, with what each waited for the other and for the processor in them: work of several queues is under way at once in each worker, and the history is counted by one at a time.`,
      `Memory: resident, a sample every 250 ms from the handing over to the last score; median of the last quarter over that of the second, the larger of both workers. Block: how late a timer of ten milliseconds was at most in a worker's main thread, which renews locks, until it was told to stop.`,
      `Queue overhead: one file of ${overhead.consignments} into copies of the same store, by turns through the services in one process and through one worker, from the moment the file is handed over; the fastest of ${overhead.direct.length} each. Both include what a fresh process takes to get warm.`,
      `One consignment: ${single.milliseconds.length} files of one row, 50 a second, handed over into the store with everything that flowed in before, from the call until the database tells that its score is committed; two workers.`,
    ],
  };
}
