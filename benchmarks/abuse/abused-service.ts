/** A service with two agencies, everybody's sessions and keys, and cases to quarrel about. */
import type { FastifyInstance } from 'fastify';
import { compose } from '../../src/compose.ts';
import { loadConfig } from '../../src/config.ts';
import { type Permission, permissionsOf, type Role, roles } from '../../src/domain/roles.ts';
import { createAuthenticate } from '../../src/http/authenticate.ts';
import type { Route } from '../../src/http/define-route.ts';
import { allRoutes } from '../../src/http/routes/all-routes.ts';
import { createServiceServer } from '../../src/http/service-server.ts';
import { commandAuthor } from '../../src/services/change-author.ts';
import { createApiKey } from '../../src/services/create-api-key.ts';
import { createPerson } from '../../src/services/create-person.ts';
import { indexConsignments } from '../../src/services/index-consignments.ts';
import { ingestBatch } from '../../src/services/ingest-batch.ts';
import { loadSamplePeople } from '../../src/services/load-sample-people.ts';
import type { Ports } from '../../src/services/ports.ts';
import { promoteModel } from '../../src/services/promote-model.ts';
import { resolveInput } from '../../src/services/read-records.ts';
import { refreshQueue } from '../../src/services/refresh-queue.ts';
import { revokeApiKey } from '../../src/services/revoke-api-key.ts';
import { scoreStoredConsignments } from '../../src/services/score-stored-consignments.ts';
import type { Store } from '../../src/services/store-ports.ts';
import { updateHistory } from '../../src/services/update-history.ts';

/** Somebody who makes requests. */
export interface Abuser {
  readonly name: string;
  readonly agency: string;
  /** Header that says who it is. */
  readonly headers: Readonly<Record<string, string>>;
  /** Undefined for whoever must not get past the door at all. */
  readonly permissions: readonly Permission[] | undefined;
}

/** A service under abuse. */
export interface AbusedService {
  readonly server: FastifyInstance;
  readonly routes: readonly Route[];
  readonly abusers: readonly Abuser[];
  /** Ids that occur in addresses, of both agencies. */
  readonly ids: readonly number[];
  /** Texts that belong to one agency alone. */
  readonly marksOf: ReadonlyMap<string, readonly string[]>;
  close(): Promise<void>;
}

/** The moment of the service: the sample's goods still wait to be released. */
const nowMs = Date.parse('2026-10-22T08:00:00Z');
const agencies = ['AURELIA', 'BOREALIS'] as const;
const password = 'correct horse battery 42';

/** Sets a service up on an empty store. */
export async function startAbusedService(location: string): Promise<AbusedService> {
  const clock = { ms: nowMs };
  const usual = compose(loadConfig(process.env));
  const ports: Ports = {
    ...usual,
    clock: { ...usual.clock, nowMs: () => clock.ms },
    log: { info: () => {}, warn: () => {}, error: () => {} },
  };
  const store = await ports.openStore(location);
  await fillStore(ports, store);
  const queues = await ports.openQueues('memory:', () => {});
  const means = { ports, store, queues };
  const server = await createServiceServer({
    means,
    routes: allRoutes,
    authenticate: createAuthenticate(means),
    pagesFolder: undefined,
    requestsPerMinute: 1_000_000,
  });
  const abusers = await makeAbusers(ports, store, server, clock);
  const marksOf = new Map<string, string[]>();
  for (const agency of agencies) marksOf.set(agency, [`${agency}/`, ...(await partiesOf(store, agency))]);
  const cases = await Promise.all(
    agencies.map((agency) =>
      store.asAgency({ agency, nowMs }, (view) => view.batches.list({ beforeId: undefined, limit: 5 })),
    ),
  );
  return {
    server,
    routes: allRoutes,
    abusers,
    ids: [...Array.from({ length: 60 }, (_, index) => index + 1), ...cases.flat().map(({ id }) => id)],
    marksOf,
    close: async () => {
      await server.close();
      await queues.close();
      await store.close();
    },
  };
}

async function fillStore(ports: Ports, store: Store): Promise<void> {
  await loadSamplePeople(ports, store, commandAuthor);
  await promoteModel(ports, store, 'sample');
  const folder = `${ports.folders.sample}/demo`;
  const files = [
    ['aurelia-declarations.csv', 'aurelia'],
    ['borealis-declarations.ndjson', 'borealis'],
    ['aurelia-examinations.csv', 'aurelia-examinations'],
    ['borealis-examinations.ndjson', 'borealis-examinations'],
    ['aurelia-measures.csv', 'aurelia-measures'],
    ['borealis-measures.ndjson', 'borealis-measures'],
  ] as const;
  for (const [name, profile] of files) {
    await ingestBatch(ports, store, await resolveInput(ports, `${folder}/${name}`, profile));
  }
  await updateHistory(store, await ports.keys.identityKey());
  await scoreStoredConsignments(ports, store, { isEverything: false });
  await indexConsignments(store);
  for (const agency of agencies) await refreshQueue(ports, store, agency);
}

/** Longer names of an agency's importers that stand in no record of another: the agencies share some traders. */
async function partiesOf(store: Store, agency: string): Promise<string[]> {
  const names = new Set<string>();
  const others: string[] = [];
  for await (const records of store.facts.currentRecords(['declaration'])) {
    for (const record of records) {
      if (record.kind !== 'declaration') continue;
      if (record.consignment.agency !== agency) others.push(JSON.stringify(record.consignment.parties));
      const name = record.consignment.agency === agency ? record.consignment.parties.importer?.name : undefined;
      if (name !== undefined && name.length > 12) names.add(name);
    }
  }
  const elsewhere = others.join('\n');
  return [...names].filter((name) => !elsewhere.includes(name));
}

async function makeAbusers(
  ports: Ports,
  store: Store,
  server: FastifyInstance,
  clock: { ms: number },
): Promise<Abuser[]> {
  const abusers: Abuser[] = [];
  const cookieOf = async (name: string, oneTimePassword: string): Promise<string> => {
    const signIn = async (given: string): Promise<string> => {
      const reply = await server.inject({
        method: 'POST',
        url: '/api/session',
        payload: { name, password: given },
        headers: { 'x-touchstone': '1' },
      });
      const [cookie] = String(reply.headers['set-cookie']).split(';');
      return cookie!;
    };
    const cookie = await signIn(oneTimePassword);
    await server.inject({
      method: 'POST',
      url: '/api/session/password',
      payload: { password: oneTimePassword, newPassword: password },
      headers: { 'x-touchstone': '1', cookie },
    });
    return signIn(password);
  };
  const add = async (role: Role, agency: string): Promise<{ name: string; cookie: string }> => {
    const name = `${agency || 'installation'}-${role}`.toLowerCase();
    const made = await createPerson(ports, store, commandAuthor, { name, displayName: name, agency, role });
    const cookie = await cookieOf(name, made.oneTimePassword);
    abusers.push({
      name,
      agency,
      headers: { cookie, 'x-touchstone': '1' },
      permissions: permissionsOf[role],
    });
    return { name, cookie };
  };
  for (const agency of agencies) for (const role of roles) await add(role, agency);
  await add('administrator', '');
  const outside = (name: string, headers: Readonly<Record<string, string>>): void =>
    void abusers.push({
      name,
      agency: 'AURELIA',
      headers: { 'x-touchstone': '1', ...headers },
      permissions: undefined,
    });
  outside('nobody', {});
  outside('somebody with a made-up session', { cookie: 'touchstone=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' });
  outside('somebody with a made-up key', { authorization: `Bearer tsk_aaaaaaaaaa_${'A'.repeat(43)}` });
  const left = await createPerson(ports, store, commandAuthor, {
    name: 'signed-out',
    displayName: 'Signed out',
    agency: 'AURELIA',
    role: 'supervisor',
  });
  const leftCookie = await cookieOf('signed-out', left.oneTimePassword);
  await server.inject({ method: 'DELETE', url: '/api/session', headers: { cookie: leftCookie, 'x-touchstone': '1' } });
  outside('somebody who has signed out', { cookie: leftCookie });
  const scopes = ['see-batches'] as const;
  const keyOf = (name: string, agency: string, days: number) =>
    createApiKey(ports, store, commandAuthor, { name, agency, scopes, operatorId: undefined, days });
  for (const agency of agencies) {
    const { key } = await keyOf(`narrow key of ${agency}`, agency, 30);
    abusers.push({
      name: `narrow key of ${agency}`,
      agency,
      headers: { authorization: `Bearer ${key}` },
      permissions: scopes,
    });
  }
  const revoked = await keyOf('revoked', 'AURELIA', 30);
  await revokeApiKey(ports, store, commandAuthor, revoked.id);
  outside('a revoked key', { authorization: `Bearer ${revoked.key}` });
  // Made a long time ago, as far as the service knows.
  clock.ms -= 40 * 86_400_000;
  const expired = await keyOf('expired', 'AURELIA', 30);
  const old = await createPerson(ports, store, commandAuthor, {
    name: 'long-ago',
    displayName: 'Long ago',
    agency: 'AURELIA',
    role: 'supervisor',
  });
  const oldCookie = await cookieOf('long-ago', old.oneTimePassword);
  clock.ms = nowMs;
  outside('an expired key', { authorization: `Bearer ${expired.key}` });
  outside('a session that has run out', { cookie: oldCookie });
  return abusers;
}
