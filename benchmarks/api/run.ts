/** The service's interface: `npm run bench:api`. */
import { join } from 'node:path';
import { compose } from '../../src/compose.ts';
import { loadConfig } from '../../src/config.ts';
import { type BenchServers, serverSettings, startServers } from '../load/bench-servers.ts';
import { percentile } from '../load/percentile.ts';
import type { BenchOutcome } from '../shared/bench.ts';
import { inTemporaryFolder } from '../shared/in-temporary-folder.ts';
import { runBench } from '../shared/run-bench.ts';
import { measureLists } from './measure-lists.ts';
import { measurePosts } from './measure-posts.ts';

const postgresRows = Number(process.env.BENCH_ROWS ?? 1_000_000);
const embeddedRows = Math.min(postgresRows, 100_000);
const requests = 600;
const posts = Number(process.env.BENCH_POSTS ?? 6000);

await runBench({
  name: 'api',
  title: "The service's interface",
  measure: (tell) =>
    inTemporaryFolder(async (folder) => {
      const servers = await startServers();
      process.env.TOUCHSTONE_HOME = join(folder, 'home');
      process.env.REDIS_URL = servers.redis;
      try {
        return await measure(servers, folder, tell);
      } finally {
        await servers.end();
      }
    }),
});

async function measure(servers: BenchServers, folder: string, tell: (text: string) => void): Promise<BenchOutcome> {
  const usual = compose(loadConfig(process.env));
  const ports = { ...usual, log: { ...usual.log, info: () => {} } };
  const posted = await measurePosts(ports, await servers.makeStore('posts'), posts);
  tell(`${posted.milliseconds.length} consignments posted`);
  const embedded = await measureLists(ports, join(folder, 'store'), { rows: embeddedRows, requests });
  tell(`lists of ${embeddedRows} on PGlite, filled in ${embedded.fillSeconds.toFixed(0)} s`);
  const server = await measureLists(ports, await servers.makeStore('lists'), { rows: postgresRows, requests });
  tell(`lists of ${postgresRows} on PostgreSQL, filled in ${server.fillSeconds.toFixed(0)} s`);
  const ms = (name: string, values: readonly number[], share: number, goal?: string) => ({
    name,
    value: percentile(values, share),
    unit: 'ms',
    ...(goal === undefined ? {} : { goal }),
  });
  return {
    rows: [
      ms('a consignment posted at 100/s, p50', posted.milliseconds, 0.5, '<= 8'),
      ms('a consignment posted at 100/s, p99', posted.milliseconds, 0.99, '<= 40'),
      { name: 'posts without a score and reasons', value: posted.failures, unit: 'posts', goal: '== 0' },
      ms('list, PostgreSQL, p50', server.lists, 0.5),
      ms('list, PostgreSQL, p99', server.lists, 0.99, '<= 60'),
      ms('search, PostgreSQL, p50', server.searches, 0.5),
      ms('search, PostgreSQL, p99', server.searches, 0.99, '<= 60'),
      ms('list, PGlite, p99', embedded.lists, 0.99, '<= 300'),
      ms('search, PGlite, p99', embedded.searches, 0.99, '<= 300'),
      {
        name: 'lists and searches that failed',
        value: server.failures + embedded.failures,
        unit: 'requests',
        goal: '== 0',
      },
    ],
    versions: {
      'server settings': Object.entries(serverSettings)
        .map((pair) => pair.join(' = '))
        .join(', '),
    },
    notes: [
      `Posts: ${posts} consignments of one item, 100 a second whether or not those before are answered, after 500 to warm up, to \`touchstone start\` over PostgreSQL in a process of its own, with a key; sent by another process on the same two cores. Milliseconds from the moment when one was to be sent to the end of its reply, which bears score and reasons. The store has the sample's 4,000 goods items behind it; history is counted, and the search filled, by the same service meanwhile.`,
      `Lists and searches: ${requests} of either, one after the other, of six and ten kinds in turn, handed to the server without a socket, as supervisors of three agencies; ${postgresRows} consignments with a case each on PostgreSQL, ${embeddedRows} on PGlite, written into the tables by SQL (names, HS codes and countries drawn with a skew). Row-level security holds, totals are counted to 1,000, and every search is logged.`,
    ],
  };
}
