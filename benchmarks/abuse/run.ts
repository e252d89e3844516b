/** The service under abuse: `npm run bench:abuse`. */
import { join } from 'node:path';
import { z } from 'zod';
import type { Route } from '../../src/http/define-route.ts';
import { createRng } from '../../src/util/rng.ts';
import { startPostgres } from '../../test/support/start-postgres.ts';
import type { BenchOutcome } from '../shared/bench.ts';
import type { BenchRow } from '../shared/bench-row.ts';
import { inTemporaryFolder } from '../shared/in-temporary-folder.ts';
import { runBench } from '../shared/run-bench.ts';
import { type AbusedService, type Abuser, startAbusedService } from './abused-service.ts';
import { checkTexts } from './check-texts.ts';
import { type JsonSchema, ValueGenerator } from './value-generator.ts';

const requests = Number(process.env.BENCH_REQUESTS ?? 20_000);
const seed = 1;
const schemas = new Map<z.ZodType, JsonSchema>();
/** What streams for as long as it is listened to. */
const isStream = ({ path }: Route): boolean => path === '/events';

interface Findings {
  readonly statuses: Map<number, number>;
  readonly serverErrors: string[];
  readonly leaks: string[];
  readonly trespasses: string[];
}

await runBench({
  name: 'abuse',
  title: 'The service under abuse',
  measure: (tell) =>
    inTemporaryFolder(async (folder) => {
      process.env.TOUCHSTONE_HOME = join(folder, 'home');
      const postgres = await startPostgres();
      try {
        return await measure(postgres.url(), tell);
      } finally {
        await postgres.remove();
      }
    }),
});

async function measure(location: string, tell: (text: string) => void): Promise<BenchOutcome> {
  const service = await startAbusedService(location);
  try {
    tell(`${service.routes.length} routes, ${service.abusers.length} who make requests`);
    const findings = await fuzz(service, tell);
    const texts = await checkTexts(service);
    const probed = await probeSearch(service);
    const rows: BenchRow[] = [
      { name: 'requests', value: requests, unit: 'requests', goal: '>= 20000' },
      {
        name: 'routes that were asked',
        value: service.routes.filter((route) => !isStream(route)).length,
        unit: 'routes',
      },
      { name: 'answers of 5xx', value: findings.serverErrors.length, unit: 'answers', goal: '== 0' },
      { name: "answers with another agency's texts", value: findings.leaks.length, unit: 'answers', goal: '== 0' },
      { name: 'doors that opened without a right', value: findings.trespasses.length, unit: 'answers', goal: '== 0' },
      { name: 'hostile texts that came back changed', value: texts.changed, unit: 'texts', goal: '== 0' },
      { name: 'hostile texts that were stored', value: texts.stored, unit: 'texts', goal: '>= 1' },
      { name: 'searches let through in a minute', value: probed, unit: 'searches', goal: '<= 60' },
      ...[...findings.statuses]
        .sort(([a], [b]) => a - b)
        .map(([status, count]) => ({ name: `answers of ${status}`, value: count, unit: 'answers' })),
    ];
    for (const text of [...findings.serverErrors, ...findings.leaks, ...findings.trespasses].slice(0, 40)) tell(text);
    return { rows, versions: {}, notes: notesOf(service, findings) };
  } finally {
    await service.close();
  }
}

function notesOf({ abusers }: AbusedService, { serverErrors, leaks, trespasses }: Findings): string[] {
  const examples = [...serverErrors, ...leaks, ...trespasses].slice(0, 10);
  return [
    `Requests are drawn from the schemas of all routes (seed ${seed}): sound ones, ones at the edges, and one value in five of another type, nested, huge or hostile; addresses bear ids of both agencies. They are handed to the server without a socket, over PostgreSQL, with the sample's goods of two agencies that share nothing.`,
    `Who asks: ${abusers.length}, every role of either agency, an administrator of the installation, keys of one narrow scope, and whoever must not get in: nobody, sessions and keys that are made up, run out, revoked or signed out.`,
    `A door that opened: an answer other than 401 to one who must not get in, or 2xx to one without the permission of the route. Another agency's texts: its references and the longer names of its importers.`,
    ...examples.map((text) => `Found: ${text}`),
  ];
}

async function fuzz(service: AbusedService, tell: (text: string) => void): Promise<Findings> {
  const rng = createRng(seed);
  const generator = new ValueGenerator(rng, service.ids);
  const routes = service.routes.filter((route) => !isStream(route));
  const findings: Findings = { statuses: new Map(), serverErrors: [], leaks: [], trespasses: [] };
  for (let n = 0; n < requests; n++) {
    const route = routes[n % routes.length]!;
    const abuser = generator.pick(service.abusers);
    // Whoever signs out or changes passwords would end the sessions of all that follow.
    if (route.path.startsWith('/session') && abuser.permissions !== undefined && route.method !== 'GET') continue;
    await ask(service, route, abuser, generator, findings);
    if (n % 2000 === 1999) tell(`${n + 1} requests, ${findings.serverErrors.length} of 5xx`);
  }
  return findings;
}

async function ask(
  { server, marksOf }: AbusedService,
  route: Route,
  abuser: Abuser,
  generator: ValueGenerator,
  findings: Findings,
): Promise<void> {
  const url = addressOf(route, generator);
  const body = route.body === undefined ? undefined : generator.value(schemaOf(route.body));
  const payload =
    route.uploadBytes !== undefined
      ? { payload: Buffer.from(String(generator.junk())), headers: { 'content-type': 'application/octet-stream' } }
      : body === undefined
        ? {}
        : { payload: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
  const reply = await server.inject({
    method: route.method,
    url,
    ...payload,
    headers: { ...payload.headers, ...abuser.headers, ...(generator.pick([true, false]) ? { 'if-match': '"1"' } : {}) },
  });
  const { statusCode } = reply;
  const what = `${statusCode} ${route.method} ${url.slice(0, 200)} by ${abuser.name} ${JSON.stringify(body)?.slice(0, 200) ?? ''}`;
  findings.statuses.set(statusCode, (findings.statuses.get(statusCode) ?? 0) + 1);
  if (statusCode >= 500) findings.serverErrors.push(what);
  const isLetIn = statusCode < 300;
  if (abuser.permissions === undefined && route.permission !== 'everybody' && statusCode !== 401) {
    // A request that the router cannot read is refused before anybody asks who it is from.
    if (isLetIn || ![400, 404, 414].includes(statusCode)) findings.trespasses.push(what);
  }
  const isNamed = route.permission !== 'everybody' && route.permission !== 'signed-in';
  if (isNamed && isLetIn && abuser.permissions?.includes(route.permission as never) === false)
    findings.trespasses.push(what);
  for (const [agency, marks] of marksOf) {
    if (agency === abuser.agency) continue;
    const mark = marks.find((text) => reply.body.includes(text) && !what.includes(text));
    if (mark !== undefined) findings.leaks.push(`${what}: ${mark}`);
  }
}

function addressOf(route: Route, generator: ValueGenerator): string {
  const parameters = (route.params === undefined ? {} : generator.value(schemaOf(route.params))) as Record<
    string,
    unknown
  >;
  const path = route.path.replace(
    /:(\w+)/g,
    (_, name: string) => encoded(parameters[name] ?? generator.pick(['1', 'x'])) || '1',
  );
  if (route.query === undefined) return `/api${path}`;
  const query = generator.value(schemaOf(route.query)) as Record<string, unknown>;
  const pairs = Object.entries(query).map(([name, value]) => `${encoded(name)}=${encoded(value)}`);
  return `/api${path}?${pairs.join('&')}`;
}

function encoded(value: unknown): string {
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  try {
    return encodeURIComponent(text.slice(0, 3000));
  } catch {
    // Half of a pair of surrogates has no encoding.
    return '%ED%A0%80';
  }
}

function schemaOf(schema: z.ZodType): JsonSchema {
  let known = schemas.get(schema);
  if (known === undefined) {
    known = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
    schemas.set(schema, known);
  }
  return known;
}

/** How many searches one officer gets through in a minute. */
async function probeSearch({ server, abusers }: AbusedService): Promise<number> {
  const officer = abusers.find(({ name }) => name === 'aurelia-planner')!;
  let through = 0;
  for (let n = 0; n < 300; n++) {
    const reply = await server.inject({ url: `/api/consignments?text=probe${n}`, headers: officer.headers });
    if (reply.statusCode === 200) through++;
  }
  return through;
}
