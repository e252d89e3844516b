/** Small files that wait are taken in together, each as a batch of its own. */
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Ports } from '../../src/services/ports.ts';
import { publishedKey } from '../../src/services/published-key.ts';
import { runWork } from '../../src/services/run-work.ts';
import type { Store } from '../../src/services/store-ports.ts';
import { createWorkHandlers } from '../../src/services/work-handlers.ts';
import { openStore } from '../../src/storage/open-store.ts';
import { testPorts } from '../factories/test-ports.ts';

const [header, ...lines] = readFileSync('data/sample/demo/aurelia-declarations.csv', 'latin1').trimEnd().split('\n');
/** Lines of one consignment each, which has no other. */
const references = lines.map((line) => line.split(';')[0]!);
const alone = lines.filter(
  (_, index) => references.indexOf(references[index]!) === references.lastIndexOf(references[index]!),
);

let store: Store;
let ports: Ports;
let handlers: ReturnType<typeof createWorkHandlers>;

beforeEach(async () => {
  const plain = testPorts('/nowhere');
  ports = {
    ...plain,
    keys: { ...plain.keys, identityKey: async () => publishedKey },
    folders: { ...plain.folders, models: 'models' },
  };
  store = await openStore('memory:', { keys: ports.keys });
  handlers = createWorkHandlers();
  await store.models.promote({ name: 'sample', version: '1', stage: 'declaration' }, 1);
});
afterEach(() => store.close());

async function handIn(text: string, name: string): Promise<number> {
  const file = { fileName: name, receivedAtMs: 5, bytes: Buffer.from(`${header}\n${text}\n`, 'latin1') };
  const work = { queue: 'ingest-batch', payload: { profile: 'aurelia' }, priority: 1 } as const;
  return (await store.uploads.handIn(file, work, 5)).workId;
}

const run = (workId: number) =>
  runWork(
    { ports, store, handlers, queues: { enqueue: async () => {} } },
    {
      queue: 'ingest-batch',
      workId,
      priority: 1,
      signal: new AbortController().signal,
      reportProgress: async () => {},
      log: async () => {},
    },
  );
const states = async (ids: readonly number[]): Promise<string[]> =>
  Promise.all(ids.map(async (id) => (await store.work.get(id)).state));

it('takes in all that wait with the first, and each once', async () => {
  const ids: number[] = [];
  for (const [index, line] of alone.slice(0, 3).entries()) ids.push(await handIn(line, `${index}.csv`));
  expect(await run(ids[1]!)).toBe('done');
  expect(await states(ids)).toEqual(['done', 'done', 'done']);
  for (const id of ids) expect(await run(id)).toBe('done');
  const batches = await store.facts.listBatches();
  expect(batches.map(({ fileName, state }) => [fileName, state])).toEqual([
    ['0.csv', 'loaded'],
    ['1.csv', 'loaded'],
    ['2.csv', 'loaded'],
  ]);
  for (const { books } of batches) expect(books).toMatchObject([{ accepted: 1, added: 1, duplicate: 0 }]);
  expect(await store.scores.books()).toMatchObject([{ consignments: 3, scored: 3, due: 0, lost: 0 }]);
  const work = await store.work.get(ids[0]!);
  expect(work).toMatchObject({ attempts: 1, outcome: { file: '0.csv', outcome: 'loaded', rowsRead: 1, accepted: 1 } });
  const { uploadId } = work.payload as { uploadId: number };
  await expect(store.uploads.get(uploadId)).rejects.toMatchObject({ code: 'not-found' });
});

it('leaves a file with a bad row, and one that came before, to the long way, and takes the others', async () => {
  const bad = await handIn(`${alone[0]}\n,,,`, 'bad.csv');
  const first = await handIn(alone[1]!, 'first.csv');
  const again = await handIn(alone[1]!, 'again.csv');
  expect(await run(first)).toBe('done');
  expect(await states([bad, first, again])).toEqual(['due', 'done', 'due']);
  expect([await run(bad), await run(again)]).toEqual(['done', 'done']);
  expect((await store.work.get(bad)).outcome).toMatchObject({ accepted: 1, rejected: 1 });
  expect((await store.work.get(again)).outcome).toMatchObject({ outcome: 'again', duplicate: 1 });
  expect(await store.scores.books()).toMatchObject([{ consignments: 2, scored: 2, lost: 0 }]);
});

it('lets work go that is done or cancelled', async () => {
  const id = await handIn(alone[0]!, 'a.csv');
  await store.work.cancel(id, 6);
  expect(await run(id)).toBe('done');
  expect(await store.facts.listBatches()).toEqual([]);
});
