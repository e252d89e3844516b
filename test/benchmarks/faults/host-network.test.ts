import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHosts, type HostNetwork, whyNoHosts } from '../../../benchmarks/faults/host-network.ts';

const why = whyNoHosts();
if (why !== undefined) process.stderr.write(`*** SKIPPED: hosts on a bridge: ${why}\n`);

/** Asks the server at an address from a host; resolves with whether it answered within a second. */
async function reaches(network: HostNetwork, host: number, port: number): Promise<boolean> {
  const script = `const socket = require('node:net').connect(${port}, '${network.address}');
    socket.on('data', () => process.exit(0)).on('error', () => process.exit(1));
    setTimeout(() => process.exit(2), 1000);`;
  const [command, ...words] = [...network.enter(host), process.execPath, '-e', script];
  const [code] = await once(spawn(command!, words, { stdio: 'ignore' }), 'exit');
  return code === 0;
}

describe.skipIf(why !== undefined)('hosts on a bridge', () => {
  let network: HostNetwork;
  const server = createServer((client) => client.on('error', () => {}).end('here'));
  let port: number;
  beforeAll(async () => {
    network = createHosts(2);
    await once(server.listen(0, network.address), 'listening');
    port = (server.address() as { port: number }).port;
  });
  afterAll(() => {
    server.close();
    network?.remove();
  });

  it('reach this one, each by its own cable', async () => {
    expect(await Promise.all([reaches(network, 0, port), reaches(network, 1, port)])).toEqual([true, true]);
    network.setCable(0, 'down');
    expect(await Promise.all([reaches(network, 0, port), reaches(network, 1, port)])).toEqual([false, true]);
    network.setCable(0, 'up');
    await expect.poll(() => reaches(network, 0, port), { timeout: 10_000 }).toBe(true);
  });
});
