import { expect, it } from 'vitest';
import { runWorker } from '../../src/cli/run-worker.ts';
import type { Ports } from '../../src/services/ports.ts';

it('a worker whose thread dies gives back what it has and ends, so that it is started again', async () => {
  const closed: string[] = [];
  const closing = (name: string) => ({ close: async () => void closed.push(name) });
  let die = (_: Error): void => {};
  const ended = new Promise<Error>((resolve) => {
    die = resolve;
  });
  const ports = {
    clock: {
      nowMs: () => 0,
      sleep: async (ms: number) => new Promise((resolve) => setTimeout(resolve, Math.min(ms, 5))),
    },
    log: { info: () => {}, warn: () => {} },
    openStore: async () => closing('store'),
    openQueues: async () => ({ ...closing('queues'), consume: async () => closing('consumer') }),
    startWorkThread: async () => ({ ...closing('thread'), ended, run: async () => 'done' }),
  } as unknown as Ports;
  const running = runWorker(ports, { queues: ['rescore'], store: 'memory:', concurrency: 1, isWatched: false });
  die(new Error('out of memory'));
  await expect(running).rejects.toMatchObject({ code: 'internal', message: expect.stringContaining('out of memory') });
  expect(closed).toEqual(['consumer', 'thread', 'queues', 'store']);
});
