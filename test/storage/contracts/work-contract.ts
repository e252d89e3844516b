/** What every port of due work, and of files that wait, keeps to. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { NewWork, UploadPort, WorkPort } from '../../../src/services/work-ports.ts';

/** Ports on one database. */
export interface WorkContract {
  readonly work: () => WorkPort;
  readonly uploads: () => UploadPort;
  readonly empty: () => Promise<void>;
}

const some = (changes: Partial<NewWork> = {}): NewWork => ({
  queue: 'update-history',
  payload: {},
  priority: 1000,
  ...changes,
});

/** Defines the contract's tests. */
export function describeWorkContract({ work, uploads, empty }: WorkContract): void {
  beforeEach(() => empty());

  describe('due work', () => {
    it('is handed over once, and again when the queue has had it for long', async () => {
      const [one, two] = await work().add([some(), some({ notBeforeMs: 500 })], 100);
      expect((await work().unqueued(200, 0, 10)).map(({ id }) => id)).toEqual([one]);
      await work().markEnqueued([one!], 200);
      expect(await work().unqueued(300, 150, 10)).toEqual([]);
      expect((await work().unqueued(600, 250, 10)).map(({ id }) => id)).toEqual([one, two]);
    });

    it('comes to one end, with what follows in the same transaction', async () => {
      const [id] = await work().add([some({ payload: { a: [1, 'x'] } })], 1);
      const begun = await work().start(id!, 2);
      expect(begun).toMatchObject({ id, attempts: 1, payload: { a: [1, 'x'] }, state: 'due', startedAtMs: 2 });
      await work().progress(id!, 5, 9);
      const follow = await work().finish(id!, { rows: 3 }, [some({ queue: 'score-consignments' })], 3);
      expect(follow).toHaveLength(1);
      expect(await work().finish(id!, {}, [some()], 4)).toEqual([]);
      expect(await work().start(id!, 5)).toBeUndefined();
      expect(await work().get(id!)).toMatchObject({
        state: 'done',
        outcome: { rows: 3 },
        rowsDone: 5,
        rowsTotal: 9,
        finishedAtMs: 3,
      });
      expect(await work().counts()).toEqual([{ queue: 'score-consignments', due: 1, dead: 0, oldestDueMs: 3 }]);
    });

    it('goes to the dead with its reason, and comes back from there', async () => {
      const [id] = await work().add([some()], 1);
      await work().start(id!, 2);
      await work().fail(id!, 'network', false, 3);
      expect(await work().get(id!)).toMatchObject({ state: 'due', failure: 'network', failures: 1 });
      await work().start(id!, 4);
      await work().fail(id!, 'bad file', true, 5);
      expect(await work().list({ state: 'dead', limit: 5 })).toMatchObject([{ id, failure: 'bad file', attempts: 2 }]);
      expect(await work().counts()).toEqual([{ queue: 'update-history', due: 0, dead: 1, oldestDueMs: undefined }]);
      expect(await work().retry(id!, 6)).toBe(true);
      expect(await work().retry(id!, 6)).toBe(false);
      expect(await work().start(id!, 7)).toMatchObject({ attempts: 1, failures: 0 });
    });

    it('can be cancelled while it is due', async () => {
      const [id] = await work().add([some()], 1);
      expect(await work().cancel(id!, 2)).toBe(true);
      expect(await work().cancel(id!, 2)).toBe(false);
      expect(await work().start(id!, 3)).toBeUndefined();
      expect(await work().finish(id!, {}, [some()], 4)).toEqual([]);
    });

    it('that is found elsewhere stands there so many times at most', async () => {
      const made = await Promise.all(Array.from({ length: 6 }, () => work().ensure(some(), 2, 1)));
      expect(made.filter((id) => id !== undefined)).toHaveLength(2);
      expect(await work().ensure(some({ queue: 'rescore' }), 1, 1)).toBeDefined();
    });

    it('that is found elsewhere and failed for good is tried again a minute later, and does not pile up', async () => {
      const id = await work().ensure(some(), 1, 1);
      await work().start(id!, 2);
      await work().fail(id!, 'another key', true, 3);
      expect(await work().ensure(some(), 1, 60_002)).toBeUndefined();
      expect(await work().ensure(some({ queue: 'rescore' }), 1, 60_002)).toBeDefined();
      expect(await work().ensure(some(), 1, 60_003)).toBe(id);
      expect(await work().get(id!)).toMatchObject({ state: 'due', failures: 0, failure: 'another key' });
      expect(await work().ensure(some(), 1, 60_004)).toBeUndefined();
    });

    it('that is not there is not found', async () => {
      await expect(work().get(77)).rejects.toMatchObject({ code: 'not-found' });
    });
  });

  describe('files that wait', () => {
    it('come back byte for byte, and bring their work when they are whole', async () => {
      const id = await uploads().begin('a.csv', 5);
      await uploads().append(id, 0, Uint8Array.of(0, 255));
      await uploads().append(id, 1, Uint8Array.of(10));
      expect(await work().counts()).toEqual([]);
      const workId = await uploads().complete(id, some({ queue: 'ingest-batch', payload: { uploadId: id } }), 6);
      expect(await work().get(workId)).toMatchObject({ payload: { uploadId: id } });
      expect(await uploads().get(id)).toMatchObject({
        fileName: 'a.csv',
        receivedAtMs: 5,
        byteCount: 3,
        isComplete: true,
      });
      const bytes: number[] = [];
      for await (const part of uploads().read(id)) bytes.push(...part);
      expect(bytes).toEqual([0, 255, 10]);
    });

    it('are whole or not there, also when they are removed while they are read', async () => {
      const id = await uploads().begin('a.csv', 5);
      for (const part of [0, 1]) await uploads().append(id, part, Uint8Array.of(part));
      await uploads().complete(id, some({ queue: 'ingest-batch', payload: { uploadId: id } }), 6);
      const reading = uploads().read(id)[Symbol.asyncIterator]();
      await reading.next();
      await uploads().remove(id);
      await expect(reading.next()).rejects.toMatchObject({ code: 'not-found' });
    });

    it('are cleared away once they were taken in, and kept while their work is due or dead', async () => {
      const id = await uploads().begin('a.csv', 5);
      const payload = { uploadId: id };
      const workId = await uploads().complete(id, some({ queue: 'ingest-batch', payload }), 6);
      expect(await uploads().removeAbandoned(9)).toBe(0);
      await work().start(workId, 7);
      await work().fail(workId, 'bad file', true, 8);
      expect(await uploads().removeAbandoned(9)).toBe(0);
      await work().retry(workId, 9);
      await work().finish(workId, {}, [], 10);
      expect(await uploads().removeAbandoned(5)).toBe(0);
      expect(await uploads().removeAbandoned(9)).toBe(1);
    });

    it('may be empty, are removed with their parts, and do not stay half done', async () => {
      const id = await uploads().begin('empty.csv', 5);
      await uploads().complete(id, some({ payload: { uploadId: id } }), 6);
      expect(await uploads().get(id)).toMatchObject({ byteCount: 0 });
      const half = await uploads().begin('half.csv', 5);
      await uploads().append(half, 0, Uint8Array.of(1));
      expect(await uploads().removeAbandoned(5)).toBe(0);
      expect(await uploads().removeAbandoned(6)).toBe(1);
      await uploads().remove(id);
      await expect(uploads().get(id)).rejects.toMatchObject({ code: 'not-found' });
    });
  });
}
