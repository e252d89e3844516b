/** One consignment at a time, from a file of one row to its score. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { resolveInput } from '../../src/services/read-records.ts';
import { submitBatch } from '../../src/services/submit-batch.ts';
import { startBenchWorker } from './bench-worker.ts';
import type { LoadBench } from './load-bench.ts';

const perSecond = 50;
/** Consignments that are under way at most; later ones wait, and their time runs. */
const underWay = 48;
const warmUp = 100;
const workers = 2;
const settleMs = 5000;

/** Milliseconds from the moment when it was to be handed over to the commit of its score, one a consignment. */
export interface SingleRun {
  readonly milliseconds: readonly number[];
  /** Consignments without a score a while after the last was handed over. */
  readonly missing: number;
}

/** Hands over so many consignments a second, those that come after the ones in the store. */
export async function measureSingle(bench: LoadBench): Promise<SingleRun> {
  const { ports, servers, world, base, folder, tell } = bench;
  const location = await servers.makeStore('single', base);
  const store = await ports.openStore(location);
  const queues = await ports.openQueues(location, () => {});
  const told = await listenToScores(location);
  const running = [];
  for (let index = 0; index < workers; index++) running.push(await startBenchWorker(location));
  try {
    const lines = world.single;
    const startedAt = new Map<string, number>();
    const handingOver: Promise<unknown>[] = [];
    const begun = performance.now();
    for (const [index, line] of lines.entries()) {
      const dueAt = begun + (index * 1000) / perSecond;
      await setTimeout(Math.max(0, dueAt - performance.now()));
      while (startedAt.size - told.at.size >= underWay) await setTimeout(2);
      const path = join(folder, `one-${index % 1000}.csv`);
      writeFileSync(path, `${world.header}\n${line}\n`);
      const input = await resolveInput(ports, path, 'kcs');
      startedAt.set(line.slice(0, line.indexOf(',')), dueAt);
      handingOver.push(submitBatch(ports, store, queues, input));
    }
    await Promise.all(handingOver);
    for (let waited = 0; told.at.size < lines.length && waited < settleMs; waited += 50) await setTimeout(50);
    const ids = [...startedAt.keys()];
    const ms = ids.slice(warmUp).flatMap((id) => (told.at.has(id) ? [told.at.get(id)! - startedAt.get(id)!] : []));
    tell(`${ms.length} single consignments scored`);
    await Promise.all(running.map((worker) => worker.stop()));
    return { milliseconds: ms, missing: ids.filter((id) => !told.at.has(id)).length };
  } finally {
    await told.end();
    await queues.close();
    await store.close();
  }
}

/** Notes when the first score of each consignment is committed: the database tells by itself, so that nobody has to ask. */
async function listenToScores(location: string) {
  const client = new pg.Client({ connectionString: location });
  await client.connect();
  await client.query(`create function bench_tell() returns trigger language plpgsql as $$ begin
    perform pg_notify('bench_score', (select reference from consignment where id = new.consignment_id)); return null;
  end $$`);
  await client.query(
    'create trigger bench_tell after insert on consignment_score for each row execute function bench_tell()',
  );
  const at = new Map<string, number>();
  client.on('notification', ({ payload = '' }) => {
    const id = payload.slice(payload.indexOf('/') + 1);
    if (!at.has(id)) at.set(id, performance.now());
  });
  await client.query('listen bench_score');
  return { at, end: () => client.end() };
}
