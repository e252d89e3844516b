import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ports } from '../../src/services/ports.ts';
import type { QueuePort } from '../../src/services/queue-ports.ts';
import { runDoctor } from '../../src/services/run-doctor.ts';
import type { Store } from '../../src/services/store-ports.ts';
import { testPorts } from '../factories/test-ports.ts';

let folder: string;
let ports: Ports;
let store: Store;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'doctor-'));
  const real = testPorts(folder);
  store = await real.openStore('memory:');
  const queues = {
    describe: async () => ({ transport: 'a queue', warnings: [{ text: 'forgets', help: 'remember' }] }),
    close: async () => {},
  } as unknown as QueuePort;
  ports = { ...real, openStore: async () => ({ ...store, close: async () => {} }), openQueues: async () => queues };
});
afterAll(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

const stateOf = async (changed: Ports, check: string) =>
  (await runDoctor(changed, 'here')).filter((finding) => finding.check === check);

describe('runDoctor', () => {
  it('finds a machine in order, and says what to do about each warning', async () => {
    const findings = await runDoctor(ports, 'here');
    expect(findings.filter(({ state }) => state === 'bad')).toEqual([]);
    for (const { state, help } of findings) expect(help === undefined).toBe(state === 'good');
    expect(findings.map(({ check }) => check)).toEqual(['node', 'disk', 'store', 'clock', 'queues', 'queues']);
    expect(findings[2]!.text).toContain('power loss');
  });

  it('minds an old Node, a full disk and a clock that is off', async () => {
    const old = { ...ports, process: { ...ports.process, nodeVersion: 'v18.20.1' } };
    expect(await stateOf(old, 'node')).toMatchObject([{ state: 'bad', help: expect.stringContaining('20.19') }]);
    const full = { ...ports, files: { ...ports.files, freeBytes: async () => 10_000 } };
    expect(await stateOf(full, 'disk')).toMatchObject([{ state: 'bad' }]);
    const late = { ...ports, clock: { ...ports.clock, nowMs: () => Date.now() + 60_000 } };
    expect(await stateOf(late, 'clock')).toMatchObject([{ state: 'bad', help: expect.stringContaining('NTP') }]);
  });

  it('minds queues and a store that are away, and a champion whose files are gone', async () => {
    const away = { ...ports, openQueues: () => Promise.reject(new Error('ECONNREFUSED')) };
    expect(await stateOf(away, 'queues')).toMatchObject([{ state: 'bad', text: 'ECONNREFUSED' }]);
    const gone = { ...ports, openStore: () => Promise.reject(new Error('no server')) };
    expect((await runDoctor(gone, 'here')).at(-1)).toMatchObject({ check: 'store', state: 'bad', text: 'no server' });
    const champion = { name: 'lost', version: '1', stage: 'declaration', role: 'champion', needsRetraining: false };
    const models = { ...store.models, list: async () => [champion] } as unknown as Store['models'];
    const lost = { ...ports, openStore: async () => ({ ...store, models, close: async () => {} }) };
    expect(await stateOf(lost, 'model')).toMatchObject([
      { state: 'bad', help: expect.stringContaining('models folder') },
    ]);
  });
});
