/**
 * Global set-up of the tests: one private PostgreSQL and one private Redis for the whole run. Each is started when the first suite asks for it, so that
 * a run which needs none pays for none, and both end with the run.
 */
import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { TestProject } from 'vitest/node';
import { findServer } from './find-server.ts';
import { guardServer } from './guard-server.ts';
import { serverFolder } from './server-folder.ts';
import { serverHelp } from './server-help.ts';
import type { ServerProcess } from './server-process.ts';
import './shared-servers.ts';
import { startPostgres } from './start-postgres.ts';
import { startRedis } from './start-redis.ts';

/** Called by vitest before the first suite; returns what it calls after the last. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const missing = (['postgres', 'redis-server'] as const).filter((name) => findServer(name) === undefined);
  if (missing.length > 0) {
    const { command } = serverHelp(missing);
    process.stderr.write(`\n*** SKIPPED: every suite that needs ${missing.join(' or ')}. What helps: ${command}\n\n`);
  }
  const started = new Map<string, Promise<{ readonly server: ServerProcess; readonly address: string }>>();
  const starters = {
    postgres: () => startPostgres().then((server) => ({ server, address: server.url() })),
    redis: () => startRedis().then((server) => ({ server, address: server.socket })),
  };

  async function addressOf(name: string): Promise<string> {
    if (name !== 'postgres' && name !== 'redis') throw new Error(`no server ${name}`);
    const server = started.get(name) ?? starters[name]();
    started.set(name, server);
    return (await server).address;
  }

  const folder = serverFolder('tests');
  const callOff = guardServer(folder, 'TERM', true);
  const socket = join(folder, 'ask.sock');
  const desk = createServer((client) => {
    client.on('error', () => {});
    createInterface({ input: client }).once('line', (name) => {
      addressOf(name).then(
        (address) => client.end(JSON.stringify({ address })),
        (error: Error) => client.end(JSON.stringify({ failure: error.message })),
      );
    });
  });
  await new Promise<void>((resolve, reject) => desk.once('error', reject).listen(socket, resolve));
  project.provide('servers', {
    socket,
    hasPostgres: !missing.includes('postgres'),
    hasRedis: !missing.includes('redis-server'),
  });

  return async () => {
    desk.close();
    const outcomes = await Promise.allSettled(started.values());
    await Promise.all(outcomes.map((outcome) => outcome.status === 'fulfilled' && outcome.value.server.remove()));
    callOff();
    rmSync(folder, { recursive: true, force: true });
  };
}
