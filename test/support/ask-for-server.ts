import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { inject } from 'vitest';
import './shared-servers.ts';

/** Asks the global set-up for a server, which is started on the first call of the run; returns PostgreSQL's URL or the path of Redis' socket. */
export async function askForServer(name: 'postgres' | 'redis'): Promise<string> {
  const client = connect(inject('servers').socket);
  client.write(`${name}\n`);
  const answer = JSON.parse(await text(client)) as { readonly address?: string; readonly failure?: string };
  if (answer.address === undefined) throw new Error(answer.failure);
  return answer.address;
}
