/** Workers that die and transports that go away. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { openQueues, type QueueTarget } from '../../src/queues/open-queues.ts';
import type { WorkAttempt } from '../../src/services/queue-ports.ts';
import { describeWithPostgres } from '../support/postgres.ts';
import { describeWithRedis } from '../support/redis.ts';
import type { ServerProcess } from '../support/server-process.ts';
import { startPostgres } from '../support/start-postgres.ts';
import { startRedis } from '../support/start-redis.ts';

const recoveryMs = 15_000;
const queue = 'train-model';

interface Server {
  readonly server: ServerProcess;
  readonly target: QueueTarget;
}

describeWithRedis('queues on a Redis that fails', () => {
  describeOutages(async () => {
    const server = await startRedis({ appendOnly: true });
    return { server, target: { kind: 'redis', url: server.socket } };
  });
});

describeWithPostgres('queues on a PostgreSQL that fails', () => {
  describeOutages(async () => {
    const server = await startPostgres();
    return { server, target: { kind: 'postgresql', url: server.url() } };
  });
});

function describeOutages(start: () => Promise<Server>): void {
  let server: ServerProcess;
  let target: QueueTarget;
  beforeAll(async () => {
    ({ server, target } = await start());
  });
  afterAll(() => server?.remove());

  const eventually = <T>(check: () => T | Promise<T>, timeout = 8_000) => vi.waitFor(check, { timeout, interval: 20 });

  it('reconnects after a restart, and refuses work at once until then', async () => {
    const errors: Error[] = [];
    const ran: number[] = [];
    const queues = await openQueues(target, { onError: (error) => errors.push(error) });
    let finish = (): void => {};
    const run = async ({ workId, reportProgress }: WorkAttempt) => {
      ran.push(workId);
      if (workId === 1) {
        await new Promise<void>((resolve) => {
          finish = resolve;
        });
        await reportProgress({ done: 1, total: 1 });
      }
      return 'done' as const;
    };
    const consumers = [
      await queues.consume(queue, run, { concurrency: 2 }),
      await queues.consume('rescore', run, { concurrency: 1 }),
    ];
    try {
      await queues.enqueue([{ queue, workId: 1, priority: 1 }]);
      await eventually(() => expect(ran).toEqual([1]));
      await server.stop();
      const fromMs = performance.now();
      for (const ask of [
        () => queues.enqueue([{ queue, workId: 2, priority: 1 }]),
        () => queues.withdraw(queue, 2),
        () => queues.counts(),
        () => queues.ping(),
        () => queues.consume(queue, run, { concurrency: 1 }),
      ]) {
        await expect(ask()).rejects.toMatchObject({ code: 'queue-unavailable' });
      }
      expect(performance.now() - fromMs).toBeLessThan(2_000);
      // What was in hand ends while nobody can be told.
      finish();
      await new Promise((resolve) => setTimeout(resolve, 500));
      await server.start();
      await eventually(() => queues.enqueue([{ queue, workId: 3, priority: 1 }]));
      await queues.enqueue([{ queue: 'rescore', workId: 4, priority: 1 }]);
      await eventually(() => expect(ran.toSorted()).toEqual([1, 3, 4]));
      await eventually(async () => {
        for (const counts of (await queues.counts()).values()) {
          expect(counts).toEqual({ waiting: 0, active: 0, delayed: 0 });
        }
      }, recoveryMs);
      expect(ran.toSorted()).toEqual([1, 3, 4]);
      expect(errors.length).toBeGreaterThan(0);
      // Told of, not flooded with.
      expect(errors.length).toBeLessThan(20);
    } finally {
      await Promise.all(consumers.map((consumer) => consumer.close(0)));
      await queues.close();
    }
  });

  it('closes while the transport is away', async () => {
    const queues = await openQueues(target, { onError: () => {} });
    await queues.consume(queue, async () => 'done', { concurrency: 1 });
    await server.stop();
    const fromMs = performance.now();
    await queues.close();
    expect(performance.now() - fromMs).toBeLessThan(8_000);
    await server.start();
  });

  it('hands the work of a dead worker to another within 15 s', async () => {
    const queues = await openQueues(target, { onError: () => {} });
    const file = fileURLToPath(new URL('./support/hanging-worker.ts', import.meta.url));
    const doomed = spawn(process.execPath, ['--import', 'tsx', file, JSON.stringify(target)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      await queues.enqueue([{ queue, workId: 7, priority: 1 }]);
      await once(doomed.stdout, 'data');
      const ran: number[] = [];
      const consumer = await queues.consume(
        queue,
        async ({ workId }) => {
          ran.push(workId);
          return 'done';
        },
        { concurrency: 1 },
      );
      doomed.kill('SIGKILL');
      await eventually(() => expect(ran).toEqual([7]), recoveryMs);
      await consumer.close(1_000);
    } finally {
      doomed.kill('SIGKILL');
      await queues.close();
    }
  });
}
