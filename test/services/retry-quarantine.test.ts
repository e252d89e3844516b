import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as XLSX from '@e965/xlsx';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ingestBatch } from '../../src/services/ingest-batch.ts';
import type { Ports } from '../../src/services/ports.ts';
import { loadProfile } from '../../src/services/read-records.ts';
import { retryQuarantine } from '../../src/services/retry-quarantine.ts';
import type { Store } from '../../src/services/store-ports.ts';
import { testPorts } from '../factories/test-ports.ts';

let folder: string;
let ports: Ports;
let store: Store;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'retry-'));
  await cp('data/profiles', join(folder, 'profiles'), { recursive: true });
  ports = testPorts(folder);
  ports = { ...ports, folders: { ...ports.folders, profiles: join(folder, 'profiles') } };
  store = await ports.openStore('memory:');
});
afterAll(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});
// One store for all tests: each has consignments of its own.
let lastTest = 0;
let rows: string[][];
beforeEach(() => {
  lastTest++;
  rows = rowsOf(`${lastTest}R`);
});

const columns = {
  'ref': 'references.declaration',
  'no': 'itemNumber',
  'day': 'occurredAt',
  'hs': 'item.hsCode',
  'way': 'channel',
} as const;
function rowsOf(prefix: string): string[][] {
  return [
    [`${prefix}1`, '1', '2024-03-01', '640399', 'SEA'],
    [`${prefix}2`, '1', '2024-03-01', '640399', 'TUBE'],
    [`${prefix}2`, '1', '2024-03-01', '640399', 'TUBE'],
    [`${prefix}3`, '1', 'never', '640399', 'SEA'],
    [`${prefix}1`, '1', '2024-03-01', '950300', 'TUBE'],
  ];
}

/** Writes a profile of a format; without `TUBE` three rows have a code that it does not know. */
async function writeProfile(format: string, path: (column: string) => string, knowsTube: boolean): Promise<void> {
  const targets = Object.entries(columns).map(([name, target]) =>
    name === 'way' ? `  ${path(name)}: { target: ${target}, codes: way }` : `  ${path(name)}: ${target}`,
  );
  await writeFile(
    join(folder, 'profiles/pipes.yaml'),
    `name: pipes
version: 1
description: A profile that learns a code
agency: TEST
recordKind: declaration
format: ${format}
tick: day
stage: declaration
columns:
${targets.join('\n')}
codes:
  way: { map: { SEA: cargo${knowsTube ? ', TUBE: post' : ''} }, unknown: reject }
`,
  );
}

type Format = readonly [
  name: string,
  format: string,
  path: (column: string) => string,
  bytes: () => string | Uint8Array,
];

const xml = (fields: readonly string[]): string =>
  `<msg>${Object.keys(columns)
    .map((name, index) => `<${name}>${fields[index]}</${name}>`)
    .join('')}</msg>`;
const formats: readonly Format[] = [
  [
    'CSV',
    "{ type: csv, delimiter: ',', encoding: utf-8, date: ISO, timeZone: UTC }",
    (name) => name,
    () => [Object.keys(columns), ...rows].map((row) => row.join(',')).join('\n'),
  ],
  [
    'NDJSON',
    '{ type: ndjson, encoding: utf-8, date: ISO, timeZone: UTC }',
    (name) => `a.${name}`,
    () =>
      rows
        .map((row) =>
          JSON.stringify({ a: Object.fromEntries(Object.keys(columns).map((name, index) => [name, row[index]])) }),
        )
        .join('\n'),
  ],
  [
    'XML',
    '{ type: xml, document: msg, date: ISO, timeZone: UTC }',
    (name) => name,
    () => `<all>${rows.map(xml).join('')}</all>`,
  ],
  [
    'XLSX',
    '{ type: xlsx, date: ISO, timeZone: UTC }',
    (name) => name,
    () => {
      const book = XLSX.utils.book_new();
      XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet([Object.keys(columns), ...rows]), 'rows');
      return new Uint8Array(XLSX.write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer);
    },
  ],
];

async function ingest(bytes: string | Uint8Array, name = 'file') {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return ingestBatch(ports, store, { path, profile: await loadProfile(ports, 'pipes') });
}

async function books(batchId: number) {
  const batch = (await store.facts.listBatches()).find(({ id }) => id === batchId);
  const sum = (field: 'accepted' | 'rejected' | 'added' | 'revised' | 'duplicate') =>
    batch!.books.reduce((total, book) => total + book[field], 0);
  return {
    rows: batch!.rowsTotal,
    accepted: sum('accepted'),
    rejected: sum('rejected'),
    added: sum('added'),
    revised: sum('revised'),
    duplicate: sum('duplicate'),
  };
}

describe('retryQuarantine', () => {
  it.each(formats)(
    'takes in rows of %s that the profile has learnt, without the file, and the books balance',
    async (_, format, path, bytes) => {
      await writeProfile(format, path, false);
      const { batchId } = await ingest(bytes());
      await rm(join(folder, 'file'));
      expect(await books(batchId)).toEqual({ rows: 5, accepted: 1, rejected: 4, added: 1, revised: 0, duplicate: 0 });
      const [again] = await retryQuarantine(ports, store, { batchId });
      expect(again).toMatchObject({ retried: 4, accepted: 0, waiting: 4, withoutFields: 0 });
      await writeProfile(format, path, true);
      const [report] = await retryQuarantine(ports, store, { batchId });
      expect(report).toMatchObject({ retried: 4, accepted: 3, added: 1, revised: 1, duplicate: 1, waiting: 1 });
      expect(await books(batchId)).toEqual({ rows: 5, accepted: 4, rejected: 1, added: 2, revised: 1, duplicate: 1 });
      const waiting = await store.quarantine.list({ batchId, limit: 10 });
      expect(waiting).toMatchObject([{ column: path('day'), retries: 2, state: 'waiting' }]);
      const accepted = await store.quarantine.list({ batchId, limit: 10, state: 'accepted' });
      expect(accepted.map(({ raw, fields }) => [raw.length, fields])).toEqual([
        [0, undefined],
        [0, undefined],
        [0, undefined],
      ]);
      const references: string[] = [];
      for await (const some of store.facts.currentRecords(['declaration']))
        for (const one of some)
          if (one.kind === 'declaration' && one.consignment.id.startsWith(`TEST/${lastTest}R`))
            references.push(`${one.consignment.id} ${one.item.hsCode} ${one.consignment.channel}`);
      expect(references).toHaveLength(2);
      expect(references).toContain(`TEST/${lastTest}R2 640399 post`);
      expect(await retryQuarantine(ports, store, { batchId })).toMatchObject([{ retried: 1, accepted: 0 }]);
    },
  );

  it('leaves rows that were never cut into fields, and keeps every row whole', async () => {
    await writeProfile(formats[0]![1], (name) => name, false);
    const long = `R9,1,2024-03-01,640399,${'T'.repeat(50_000)}`;
    const { batchId } = await ingest(
      `${Object.keys(columns).join(',')}\nR1,1,2024-03-01\n${long}\nR2,1,2024-03-01,640399,TUBE\n`,
    );
    const kept = await store.quarantine.list({ batchId, limit: 10 });
    expect(kept.map(({ raw, fields }) => [raw.length, fields?.length])).toEqual([
      [15, undefined],
      [long.length, 5],
      [27, 5],
    ]);
    await writeProfile(formats[0]![1], (name) => name, true);
    expect(await retryQuarantine(ports, store, { batchId })).toMatchObject([
      { retried: 2, accepted: 1, waiting: 2, withoutFields: 1 },
    ]);
  });

  it('takes another profile of the same name, and names what is not there', async () => {
    await writeProfile(formats[0]![1], (name) => name, false);
    const { batchId } = await ingest(formats[0]![3]());
    await writeProfile(formats[0]![1], (name) => name, true);
    await writeFile(join(folder, 'pipes.yaml'), await readFile(join(folder, 'profiles/pipes.yaml')));
    await writeProfile(formats[0]![1], (name) => name, false);
    expect(await retryQuarantine(ports, store, { batchId, profile: 'kcs' })).toEqual([]);
    const everything = await retryQuarantine(ports, store, { batchId: undefined });
    expect(everything.map((one) => one.batchId)).toContain(batchId);
    expect(await retryQuarantine(ports, store, { batchId, profile: join(folder, 'pipes.yaml') })).toMatchObject([
      { accepted: 3 },
    ]);
    await expect(retryQuarantine(ports, store, { batchId: 700 })).rejects.toMatchObject({ code: 'not-found' });
  });
});
