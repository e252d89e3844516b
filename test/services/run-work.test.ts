import { afterEach, describe, expect, it } from 'vitest';
import { AppError } from '../../src/errors.ts';
import type { Ports } from '../../src/services/ports.ts';
import { runWork, type WorkHandlers, type WorkSetting } from '../../src/services/run-work.ts';
import type { Store } from '../../src/services/store-ports.ts';
import { openStore } from '../../src/storage/open-store.ts';

let store: Store | undefined;
afterEach(async () => {
  await store?.close();
  store = undefined;
});

const away = (): AppError => new AppError('store-unusable', { reason: 'the database does not answer' });

/** A store in memory with one piece of work, and a handler for it. */
async function settingOf(handler: (attempt: number) => Promise<void>) {
  const opened = await openStore('memory:');
  store = opened;
  const [workId] = await opened.work.add([{ queue: 'update-history', payload: {}, priority: 1 }], 1);
  let slept = 0;
  let attempts = 0;
  const ports = {
    clock: {
      nowMs: () => 5,
      sleep: async () => {
        slept++;
      },
    },
  } as unknown as Ports;
  const run = async (): Promise<{ outcome: null }> => {
    await handler(++attempts);
    return { outcome: null };
  };
  const setting: WorkSetting = {
    ports,
    store: opened,
    queues: { enqueue: async () => {} },
    handlers: { 'update-history': run } as unknown as WorkHandlers,
  };
  const attempt = () =>
    runWork(setting, {
      queue: 'update-history',
      workId: workId!,
      priority: 1,
      signal: new AbortController().signal,
      reportProgress: async () => {},
      log: async () => {},
    });
  return { setting, attempt, workId: workId!, slept: () => slept };
}

describe('a piece of work', () => {
  it('is not given up because the database was away, however often', async () => {
    const { attempt, workId } = await settingOf(async (count) => {
      if (count <= 20) throw away();
    });
    for (let time = 0; time < 20; time++) expect(await attempt()).toBe('retry');
    expect(await store!.work.get(workId)).toMatchObject({ state: 'due', failures: 0, attempts: 20 });
    expect(await attempt()).toBe('done');
    expect(await store!.work.get(workId)).toMatchObject({ state: 'done' });
  });

  it('waits for a database that is away, instead of being tried in vain', async () => {
    const { setting, attempt, slept } = await settingOf(async (count) => {
      if (count === 1) throw away();
    });
    let pings = 0;
    const ping = async (): Promise<void> => {
      if (++pings < 4) throw away();
    };
    Object.assign(setting.store, { ping });
    expect(await attempt()).toBe('retry');
    expect([pings, slept()]).toEqual([4, 3]);
  });

  it('that cannot even begin, since the database is away, is tried again', async () => {
    const { setting, attempt } = await settingOf(async () => {});
    const { start } = setting.store.work;
    Object.assign(setting.store.work, { start: () => Promise.reject(away()) });
    expect(await attempt()).toBe('retry');
    Object.assign(setting.store.work, { start });
    expect(await attempt()).toBe('done');
  });

  it('keeps why it failed, also where the database is away just then', async () => {
    const { setting, attempt, workId } = await settingOf(async () => {
      throw new AppError('refused', { reason: 'no' });
    });
    const { fail } = setting.store.work;
    let tries = 0;
    Object.assign(setting.store.work, {
      fail: (...words: Parameters<typeof fail>) => (++tries < 3 ? Promise.reject(away()) : fail(...words)),
    });
    expect(await attempt()).toBe('done');
    expect(await store!.work.get(workId)).toMatchObject({ state: 'dead', failure: 'refused: no' });
  });

  it('is given up after eight failures of its own', async () => {
    const { attempt, workId } = await settingOf(async () => {
      throw new TypeError('defect');
    });
    for (let time = 1; time < 8; time++) expect(await attempt()).toBe('retry');
    expect(await attempt()).toBe('done');
    expect(await store!.work.get(workId)).toMatchObject({ state: 'dead', failures: 8, failure: 'TypeError: defect' });
  });
});
