import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { usualCaseRules } from '../../src/services/case-author.ts';
import type { ReviewCase } from '../../src/services/case-ports.ts';
import { claimNext } from '../../src/services/claim-next.ts';
import { decideCase } from '../../src/services/decide-case.ts';
import { keepQueuesFresh } from '../../src/services/keep-queues-fresh.ts';
import { type OpenQueue, openQueue, openRecord } from '../factories/open-queue.ts';
import { personOf } from '../factories/serve-routes.ts';

const hourMs = 3_600_000;

describe('an agency’s queue', () => {
  let queue: OpenQueue;
  beforeAll(async () => {
    queue = await openQueue();
    await queue.store.people.agencies.setCapacity('TEST', 'capacity:\n  - examinations: 4\n');
    const times = { received: undefined, eta: undefined, arrived: undefined, presented: undefined };
    const cutOffOf = (index: number) =>
      index < 5 ? undefined : { epochMs: queue.nowMs() + index * hourMs, precision: 'hour' as const };
    await queue.load(
      Array.from({ length: 10 }, (_, index) =>
        openRecord(`R${index}`, {
          item: { valueUsd: 10 ** (index / 3) },
          consignment: { times: { ...times, releaseCutOff: cutOffOf(index) } },
        }),
      ),
    );
    await queue.score();
  }, 120_000);
  afterAll(() => queue?.close());

  const list = (list: 'waiting' | 'all') =>
    queue.store.asAgency({ agency: 'TEST', nowMs: queue.nowMs() }, async ({ cases }) => {
      const page = await cases.list({ list, nowMs: queue.nowMs(), personId: 1, limit: 100 });
      return page.cases;
    });
  const targetsOf = (cases: readonly ReviewCase[]) => cases.filter(({ isTarget }) => isTarget);

  it('fills the capacity, the targets first, and gives the same again where nothing changed', async () => {
    const first = await queue.refresh();
    expect(first).toMatchObject({ candidates: 10, targets: 4, capacity: 4, written: 10, moved: 0, closed: 0 });
    const cases = await list('waiting');
    expect(cases.map(({ isTarget }) => isTarget)).toEqual([...Array(4).fill(true), ...Array(6).fill(false)]);
    expect(cases.every(({ reasons }) => reasons?.length === 3)).toBe(true);
    const again = await queue.refresh();
    expect(again).toMatchObject({ written: 0, moved: 0, closed: 0, targets: 4 });
    expect((await list('waiting')).map(({ reference, version }) => [reference, version])).toEqual(
      cases.map(({ reference, version }) => [reference, version]),
    );
  });

  it('gives nobody the place of what an officer has decided to examine today', async () => {
    const actor = personOf('TEST', 'targeting-officer', 1);
    const scope = { agency: 'TEST', nowMs: queue.nowMs() };
    const by = { actor, nowMs: queue.nowMs() };
    const decided = await queue.store.asAgency(scope, async (view) => {
      const { id, version } = (await claimNext(view, by, {}, usualCaseRules))!;
      const input = { caseId: id, version, note: undefined, operatorId: undefined, suppressUntilMs: undefined };
      return decideCase(
        view,
        by,
        { ...input, decision: 'physical-examination', reason: 'price' },
        { rules: usualCaseRules, secrets: queue.ports.secrets },
      );
    });
    await queue.refresh();
    expect(targetsOf(await list('waiting'))).toHaveLength(3);
    expect((await list('all')).find(({ id }) => id === decided.id)).toMatchObject({ state: 'decided', isTarget: true });
  });

  it('closes what can no longer be examined, and has other targets instead', async () => {
    queue.setNow(queue.nowMs() + 8 * hourMs);
    const report = await queue.refresh();
    const closed = (await list('all')).filter(({ state }) => state === 'closed');
    expect(closed.length).toBe(report.closed);
    expect(closed.every(({ releaseCutOffMs }) => releaseCutOffMs! <= queue.nowMs())).toBe(true);
    expect(closed.length).toBeGreaterThanOrEqual(3);
    expect(targetsOf(await list('waiting'))).toHaveLength(3);
  });

  it('is ranked again when something says so, and only then', async () => {
    const queued: unknown[] = [];
    const queues = { enqueue: async (work: readonly unknown[]) => void queued.push(...work) };
    const look = () => keepQueuesFresh(queue.ports, queue.store, queues);
    const finish = async () => {
      for (const work of await queue.store.work.list({ state: 'due', queue: 'rank-targets', limit: 9 })) {
        await queue.store.work.start(work.id, queue.nowMs());
        const { queueOf } = work.payload as { queueOf: string };
        await queue.refresh(queueOf);
        await queue.store.work.finish(work.id, {}, [], queue.nowMs());
      }
    };
    await queue.refresh('OTHER');
    queue.setNow(queue.nowMs() + 5 * 60_000);
    await queue.refresh();
    queue.setNow(queue.nowMs() + 5 * 60_000);
    expect(await look()).toBeUndefined();
    await queue.load([openRecord('N1')]);
    await queue.score();
    expect(await look()).toBe('TEST');
    expect(queued).toHaveLength(1);
    expect(await look()).toBeUndefined();
    queue.setNow(queue.nowMs() + 1);
    await finish();
    queue.setNow(queue.nowMs() + 5 * 60_000);
    expect(await look()).toBeUndefined();
    await queue.store.people.agencies.setCapacity('TEST', 'capacity:\n  - examinations: 2\n');
    expect(await look()).toBe('TEST');
    await finish();
    await queue.store.asAgency({ agency: 'OTHER', nowMs: queue.nowMs() }, ({ cases }) =>
      cases.requestRanking(queue.nowMs()),
    );
    expect(await look()).toBe('OTHER');
  });
});
