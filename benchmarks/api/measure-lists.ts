/** How long lists and searches take under row-level security. */
import type { Role } from '../../src/domain/roles.ts';
import type { Authenticated } from '../../src/http/authenticated.ts';
import { allRoutes } from '../../src/http/routes/all-routes.ts';
import { createServiceServer } from '../../src/http/service-server.ts';
import type { Ports } from '../../src/services/ports.ts';
import { openDatabase } from '../../src/storage/database/open-database.ts';
import { createRng } from '../../src/util/rng.ts';
import { fillLists, listAgencies, partyWords } from './fill-lists.ts';

const dayMs = 86_400_000;
const countries = ['CN', 'HK', 'VN', 'TR', 'IN', 'US', 'DE', 'TH', 'MY', 'ID'];
const role: Role = 'supervisor';

/** Milliseconds of every request, in the order in which they were made. */
export interface ListRun {
  readonly lists: readonly number[];
  readonly searches: readonly number[];
  readonly fillSeconds: number;
  /** Answers other than 200. */
  readonly failures: number;
}

/** Fills a store and asks for lists and searches, one after the other, each kind in turn. */
export async function measureLists(
  ports: Ports,
  location: string,
  { rows, requests }: { readonly rows: number; readonly requests: number },
): Promise<ListRun> {
  const nowMs = ports.clock.nowMs();
  const started = performance.now();
  const database = await openDatabase(location);
  await fillLists(database.db, rows, nowMs);
  const words = await partyWords(database.db);
  await database.close();
  const fillSeconds = (performance.now() - started) / 1000;
  const store = await ports.openStore(location);
  const queues = await ports.openQueues('memory:', () => {});
  let asks: Authenticated | undefined;
  const server = await createServiceServer({
    means: { ports, store, queues },
    // Rates are tested elsewhere.
    routes: allRoutes.map(({ rate: _, ...route }) => route),
    authenticate: async () => asks,
    pagesFolder: undefined,
    requestsPerMinute: 1_000_000_000,
  });
  const rng = createRng(1);
  const pick = <T>(values: readonly T[]): T => values[rng.nextInt(values.length)]!;
  const skewed = (bound: number): number => Math.floor(rng.next() ** 3 * bound);
  const chapter = (): string => String(1 + Math.floor(rng.next() ** 2 * 96)).padStart(2, '0');
  const listKinds: readonly (() => string)[] = [
    () => '/queue',
    () => `/queue?lane=${pick(['red', 'yellow', 'blue', 'green'])}`,
    () => `/queue?office=O${rng.nextInt(20)}`,
    () => `/queue?channel=${pick(['post', 'express', 'cargo'])}&lane=yellow`,
    () => `/queue?hsPrefix=${chapter()}`,
    () => '/queue?state=all',
  ];
  const searchKinds: readonly (() => string)[] = [
    () => '/consignments?limit=50',
    () => `/consignments?party=${words[skewed(words.length)]}`,
    () => `/consignments?party=${words[skewed(words.length)]!.slice(0, 4)}`,
    () => `/consignments?party=${pick(['trading', 'shenzhen', 'electronics'])}`,
    () => `/consignments?hsPrefix=${chapter()}`,
    () => `/consignments?departure=${pick(countries)}&destination=${pick(['DE', 'FR', 'NL'])}`,
    () => `/consignments?minScore=${50 + rng.nextInt(50)}`,
    () => `/consignments?minScore=80&departure=${pick(countries)}&hsPrefix=${chapter()}`,
    () => `/consignments?reference=26${String((rng.nextInt(rows) * 7919) % 100_000_000).padStart(12, '0')}`,
    () => {
      const fromMs = nowMs - rng.nextInt(350) * dayMs;
      return `/consignments?fromMs=${fromMs}&toMs=${fromMs + 10 * dayMs}&hsPrefix=${chapter()}`;
    },
  ];
  let failures = 0;
  const ask = async (kinds: readonly (() => string)[]): Promise<number[]> => {
    const milliseconds: number[] = [];
    for (let n = -kinds.length * 3; n < requests; n++) {
      asks = {
        actor: { kind: 'person', id: 1, name: 'bench', agency: pick(listAgencies), role },
        isByCookie: true,
        mustChangePassword: false,
      };
      const url = `/api${kinds[(n + kinds.length * 3) % kinds.length]!()}`;
      const begun = performance.now();
      const reply = await server.inject({ url });
      const took = performance.now() - begun;
      if (reply.statusCode !== 200) failures++;
      // The first of each kind warm caches up.
      if (n >= 0) milliseconds.push(took);
    }
    return milliseconds;
  };
  try {
    return { lists: await ask(listKinds), searches: await ask(searchKinds), fillSeconds, failures };
  } finally {
    await server.close();
    await queues.close();
    await store.close();
  }
}
