import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import type { BullQueues } from '../../../src/queues/bull-queues.ts';
import { type QueueConsumer, type QueueName, queueNames, type WorkAttempt } from '../../../src/services/queue-ports.ts';

/** A wiring under test. */
export interface QueueWiring {
  open(onError: (error: Error) => void): Promise<BullQueues>;
  /** Another process' view of the same transport; undefined where no other process sees it. */
  readonly openOther: ((onError: (error: Error) => void) => Promise<BullQueues>) | undefined;
  /** Takes everything out of the transport, behind the back of whoever is connected. */
  empty(queues: BullQueues): Promise<void>;
}

/** What every wiring of queues does alike. */
export function describeQueues(wiring: QueueWiring): void {
  let queues: BullQueues;
  let queue: QueueName;
  let used = 0;
  const errors: Error[] = [];
  const consumers: QueueConsumer[] = [];

  beforeAll(async () => {
    queues = await wiring.open((error) => errors.push(error));
  });
  afterAll(() => queues?.close());
  beforeEach(() => {
    queue = queueNames[used++ % queueNames.length]!;
    errors.length = 0;
  });
  afterEach(async () => {
    await Promise.all(consumers.splice(0).map((consumer) => consumer.close(0)));
    await queues.queues.get(queue)!.obliterate({ force: true });
  });

  const enqueue = (workId: number, priority = 10) => queues.enqueue([{ queue, workId, priority }]);
  const consume = async (
    handler: (attempt: WorkAttempt) => Promise<'done' | 'retry'>,
    { concurrency = 1, on = queues } = {},
  ): Promise<QueueConsumer> => {
    const consumer = await on.consume(queue, handler, { concurrency });
    consumers.push(consumer);
    return consumer;
  };
  const countsNow = async () => (await queues.counts()).get(queue);
  const eventually = <T>(check: () => T | Promise<T>) => vi.waitFor(check, { timeout: 8_000, interval: 20 });
  const untilEmpty = () =>
    eventually(async () => expect(await countsNow()).toEqual({ waiting: 0, active: 0, delayed: 0 }));
  /** A handler that does not end before it is told to. */
  const gate = () => {
    let open = (): void => {};
    const opened = new Promise<void>((resolve) => {
      open = resolve;
    });
    return { open, opened };
  };

  it('runs work that is handed over twice once, and again once it is done', async () => {
    const ran: number[] = [];
    const { open, opened } = gate();
    await enqueue(1);
    await enqueue(1);
    await consume(
      async ({ workId }) => {
        ran.push(workId);
        await opened;
        return 'done';
      },
      { concurrency: 2 },
    );
    await eventually(() => expect(ran).toEqual([1]));
    await enqueue(1);
    await sleep(50);
    open();
    await untilEmpty();
    expect(ran).toEqual([1]);
    await enqueue(1);
    await eventually(() => expect(ran).toEqual([1, 1]));
    expect(errors).toEqual([]);
  });

  it('hands out the most urgent first, and what is alike in order of arrival', async () => {
    const ran: number[] = [];
    await queues.enqueue([
      { queue, workId: 1, priority: 5 },
      { queue, workId: 2, priority: 2_097_151 },
      { queue, workId: 3, priority: 5 },
      { queue, workId: 4, priority: 1 },
    ]);
    await enqueue(5, 3);
    await consume(async ({ workId, priority }) => {
      ran.push(workId);
      expect(priority).toBe([5, 2_097_151, 5, 1, 3][workId - 1]);
      return 'done';
    });
    await eventually(() => expect(ran).toEqual([4, 5, 1, 3, 2]));
    await untilEmpty();
  });

  it('tries again with back-off, whether a handler asks for it or throws', async () => {
    const atMs: number[] = [];
    await enqueue(1);
    await consume(async () => {
      atMs.push(performance.now());
      if (atMs.length === 1) return 'retry';
      if (atMs.length === 2) throw new Error('out of luck');
      return 'done';
    });
    await eventually(() => expect(atMs.length).toBe(3));
    expect(atMs[1]! - atMs[0]!).toBeGreaterThan(450);
    expect(atMs[2]! - atMs[1]!).toBeGreaterThan(950);
    await untilEmpty();
    expect(errors.map(({ message }) => message)).toEqual(['out of luck']);
  });

  it('goes on with the next piece where one fails', async () => {
    const ran: number[] = [];
    await enqueue(1, 1);
    await enqueue(2, 2);
    await consume(async ({ workId }) => {
      if (workId === 1) throw new Error('poison');
      ran.push(workId);
      return 'done';
    });
    await eventually(() => expect(ran).toEqual([2]));
    await eventually(async () => expect(await countsNow()).toEqual({ waiting: 0, active: 0, delayed: 1 }));
    expect(await queues.withdraw(queue, 1)).toBe(true);
  });

  it('lets what runs finish when it closes', async () => {
    let done = 0;
    let aborted = false;
    await enqueue(1, 1);
    await enqueue(2, 2);
    const started = gate();
    const consumer = await consume(async ({ signal }) => {
      started.open();
      await sleep(200);
      aborted = signal.aborted;
      done++;
      return 'done';
    });
    await started.opened;
    await consumer.close(5_000);
    expect({ done, aborted }).toEqual({ done: 1, aborted: false });
    expect(await countsNow()).toEqual({ waiting: 1, active: 0, delayed: 0 });
  });

  it('gives back what does not finish in time, and another takes it at once', async () => {
    const signals: AbortSignal[] = [];
    await enqueue(1, 1);
    await enqueue(2, 2);
    const first = await consume(
      async ({ workId, signal }) => {
        signals.push(signal);
        // The first one stops when it is told to, the second never.
        await new Promise((_, reject) => {
          if (workId === 1) signal.addEventListener('abort', () => reject(signal.reason));
        });
        return 'done';
      },
      { concurrency: 2 },
    );
    await eventually(() => expect(signals.length).toBe(2));
    const ran: number[] = [];
    await consume(async ({ workId }) => {
      ran.push(workId);
      return 'done';
    });
    await first.close(50);
    const givenBackMs = performance.now();
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]);
    await eventually(() => expect(ran.toSorted()).toEqual([1, 2]));
    expect(performance.now() - givenBackMs).toBeLessThan(2_000);
    await untilEmpty();
  });

  it('works on as many pieces at once as it was told', async () => {
    let now = 0;
    let most = 0;
    let done = 0;
    await queues.enqueue(Array.from({ length: 9 }, (_, i) => ({ queue, workId: i + 1, priority: 1 })));
    await consume(
      async () => {
        most = Math.max(most, ++now);
        await sleep(40);
        now--;
        done++;
        return 'done';
      },
      { concurrency: 3 },
    );
    await eventually(() => expect(done).toBe(9));
    expect(most).toBe(3);
  });

  it('takes back what waits, and nothing that is in hand or unknown', async () => {
    const { open, opened } = gate();
    const ran: number[] = [];
    await enqueue(1, 1);
    await consume(async ({ workId }) => {
      ran.push(workId);
      await opened;
      return 'done';
    });
    await eventually(() => expect(ran).toEqual([1]));
    await enqueue(2);
    expect(await queues.withdraw(queue, 1)).toBe(false);
    expect(await queues.withdraw(queue, 2)).toBe(true);
    expect(await queues.withdraw(queue, 2)).toBe(false);
    expect(await queues.withdraw(queue, 99)).toBe(false);
    open();
    await untilEmpty();
    expect(ran).toEqual([1]);
  });

  it('counts what waits, is in hand and will be tried again', async () => {
    const { open, opened } = gate();
    await queues.enqueue([1, 2, 3].map((workId) => ({ queue, workId, priority: workId })));
    expect(await countsNow()).toEqual({ waiting: 3, active: 0, delayed: 0 });
    await consume(async ({ workId }) => {
      if (workId === 1) return 'retry';
      await opened;
      return 'done';
    });
    await eventually(async () => expect(await countsNow()).toEqual({ waiting: 1, active: 1, delayed: 1 }));
    expect([...(await queues.counts()).keys()]).toEqual([...queueNames]);
    open();
  });

  it('works on after its transport was emptied', async () => {
    const ran: number[] = [];
    const { open, opened } = gate();
    await consume(
      async ({ workId }) => {
        ran.push(workId);
        if (workId === 1) await opened;
        return 'done';
      },
      { concurrency: 2 },
    );
    await enqueue(1, 1);
    await eventually(() => expect(ran).toEqual([1]));
    await wiring.empty(queues);
    await enqueue(2, 1);
    await eventually(() => expect(ran).toEqual([1, 2]));
    // The end of what was in hand is no news to an empty transport, and harms nobody.
    open();
    await enqueue(3, 1);
    await eventually(() => expect(ran).toEqual([1, 2, 3]));
    await untilEmpty();
  });

  it('shares work between workers', async () => {
    const other = (await wiring.openOther?.((error) => errors.push(error))) ?? queues;
    try {
      const ran: string[] = [];
      const run = (name: string) => async (attempt: WorkAttempt) => {
        ran.push(`${name} ${attempt.workId}`);
        await sleep(10);
        return 'done' as const;
      };
      await consume(run('a'));
      const second = await consume(run('b'), { on: other });
      await queues.enqueue(Array.from({ length: 40 }, (_, i) => ({ queue, workId: i + 1, priority: 1 })));
      await eventually(() => expect(ran.length).toBe(40));
      expect(new Set(ran.map((line) => line.split(' ')[1])).size).toBe(40);
      for (const name of ['a', 'b']) expect(ran.filter((line) => line.startsWith(name)).length).toBeGreaterThan(5);
      await second.close(1_000);
    } finally {
      if (other !== queues) await other.close();
    }
  });

  it('shows how far work has come', async () => {
    const { open, opened } = gate();
    const told = gate();
    await enqueue(1);
    await consume(async (attempt) => {
      await attempt.reportProgress({ done: 3, total: 7 });
      await attempt.log('three of seven');
      told.open();
      await opened;
      return 'done';
    });
    await told.opened;
    const bull = queues.queues.get(queue)!;
    expect((await bull.getJob('work-1'))?.progress).toEqual({ done: 3, total: 7 });
    expect((await bull.getJobLogs('work-1')).logs).toEqual(['three of seven']);
    open();
    await untilEmpty();
  });

  it('drops a job of an unknown payload, and says so', async () => {
    let ran = 0;
    await queues.queues
      .get(queue)!
      .add(queue, { version: 2, workId: 1 } as never, { jobId: 'odd', removeOnFail: true });
    await enqueue(1);
    await consume(async () => {
      ran++;
      return 'done';
    });
    await eventually(() => expect(ran).toBe(1));
    await untilEmpty();
    expect(errors.map(({ message }) => message)).toEqual([
      `a job of ${queue} has a payload that this program does not know`,
    ]);
    await expect(enqueue(0)).rejects.toMatchObject({ code: 'internal' });
  });
}
