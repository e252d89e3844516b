/** How long a consignment takes from its posting to its score and reasons. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { commandAuthor } from '../../src/services/change-author.ts';
import { createApiKey } from '../../src/services/create-api-key.ts';
import { loadSamplePeople } from '../../src/services/load-sample-people.ts';
import type { Ports } from '../../src/services/ports.ts';
import { promoteModel } from '../../src/services/promote-model.ts';
import { createRng, type Rng } from '../../src/util/rng.ts';
import { projectRoot } from '../shared/project-root.ts';
import { runTouchstone } from '../shared/run-touchstone.ts';

const perSecond = 100;
const warmUp = 500;
const headings = ['640399', '420221', '852990', '611020', '950300', '330300', '901380', '711719'];
const countries = ['CN', 'HK', 'TR', 'VN', 'IN', 'DE', 'US', 'MY'];

/** Milliseconds from the moment when each was to be sent to the end of its reply. */
export interface PostRun {
  readonly milliseconds: readonly number[];
  /** Replies without a score, or other than 201. */
  readonly failures: number;
}

/** Posts so many consignments to a service of its own over PostgreSQL, a hundred a second, whether or not those before are answered. */
export async function measurePosts(ports: Ports, location: string, posts: number): Promise<PostRun> {
  const sample = `${ports.folders.sample}/demo`;
  await runTouchstone(
    'ingest',
    `aurelia:${sample}/aurelia-declarations.csv`,
    `borealis:${sample}/borealis-declarations.ndjson`,
    '--store',
    location,
  );
  const store = await ports.openStore(location);
  await promoteModel(ports, store, 'sample');
  await loadSamplePeople(ports, store, commandAuthor);
  const { key } = await createApiKey(ports, store, commandAuthor, {
    name: 'bench',
    agency: 'AURELIA',
    scopes: ['post-consignments'],
    operatorId: undefined,
    days: 1,
  });
  await store.close();
  await runTouchstone('score', '--store', location);
  const service = spawn(process.execPath, [join(projectRoot, 'dist/src/cli/main.js'), 'start', '--store', location], {
    env: {
      ...process.env,
      TOUCHSTONE_PORT: '0',
      TOUCHSTONE_OPERATIONS_PORT: '0',

      TOUCHSTONE_LOG: 'warn',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const address = await addressOf(service.stdout);
    return await postAll(`${address}/api/consignments`, key, posts);
  } finally {
    service.kill('SIGTERM');
    if (service.exitCode === null) await once(service, 'exit');
  }
}

async function addressOf(output: AsyncIterable<Buffer>): Promise<string> {
  let said = '';
  for await (const part of output) {
    said += part.toString();
    const address = /listens at (\S+)/.exec(said)?.[1];
    if (address !== undefined) return address;
  }
  throw new Error('the service ended before it listened');
}

async function postAll(url: string, key: string, posts: number): Promise<PostRun> {
  const rng = createRng(1);
  const milliseconds: number[] = [];
  let failures = 0;
  const underWay: Promise<void>[] = [];
  const begun = performance.now();
  for (let n = 0; n < posts + warmUp; n++) {
    const dueAt = begun + (n * 1000) / perSecond;
    await setTimeout(Math.max(0, dueAt - performance.now()));
    const body = JSON.stringify(consignment(n, rng));
    underWay.push(
      post(url, key, body).then((isScored) => {
        if (n < warmUp) return;
        milliseconds.push(performance.now() - dueAt);
        if (!isScored) failures++;
      }),
    );
  }
  await Promise.all(underWay);
  return { milliseconds, failures };
}

async function post(url: string, key: string, body: string): Promise<boolean> {
  const reply = await fetch(url, {
    method: 'POST',
    headers: { 'authorization': `Bearer ${key}`, 'content-type': 'application/json' },
    body,
  }).catch(() => undefined);
  if (reply === undefined) return false;
  const said = (await reply.json()) as { score?: { reasons: readonly unknown[] } | null };
  return reply.status === 201 && (said.score?.reasons.length ?? 0) > 0;
}

/** A parcel: most senders come again, most receivers do not. */
function consignment(n: number, rng: Rng): unknown {
  const sender = Math.floor(rng.next() ** 2 * 2000);
  const receiver = rng.next() < 0.6 ? `one-off ${n}` : String(rng.nextInt(3000));
  return {
    references: { declaration: `POST-${n}` },
    occurredAt: new Date().toISOString().replace(/\.\d+/, ''),
    departureCountry: countries[rng.nextInt(countries.length)],
    destinationCountry: 'DE',
    channel: 'express',
    parties: {
      seller: { id: `S${sender}`, name: `Sender ${sender} Trading Ltd`, country: 'CN' },
      importer: { name: `Receiver ${receiver}`, address: `Street ${rng.nextInt(500)}, 13684 Dunmere`, country: 'DE' },
    },
    handling: { tlp: 'TLP:AMBER', purposes: ['customs-risk-analysis'] },
    items: [
      {
        itemNumber: 1,
        hsCode: headings[rng.nextInt(headings.length)],
        description: 'goods of daily use',
        originCountry: countries[rng.nextInt(countries.length)],
        valueAmount: 10 + rng.nextInt(500),
        currency: 'USD',
        netMassKg: 0.1 + rng.next() * 5,
        quantity: 1 + rng.nextInt(10),
        unitCode: 'H87',
      },
    ],
  };
}
