import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SourceRecord } from '../../src/domain/record.ts';
import type { Reject } from '../../src/formats/raw-row.ts';
import type { Folders } from '../../src/services/ports.ts';
import { type FileReport, loadRates, readRecords, resolveInput } from '../../src/services/read-records.ts';
import { type SimulateReport, simulate } from '../../src/services/simulate.ts';
import { createFileStorage } from '../../src/storage/file-storage.ts';

const folders = { scenarios: 'data/scenarios', profiles: 'data/profiles', codeLists: 'data/code-lists' } as Folders;
const ports = { files: createFileStorage(), folders };
let outDir: string;
let report: SimulateReport;
beforeAll(async () => {
  outDir = await mkdtemp(join(tmpdir(), 'formats-'));
  report = await simulate(ports, { scenario: 'formats', rows: undefined, seed: 1, outDir });
});
afterAll(() => rm(outDir, { recursive: true, force: true }));

const kept = [
  ['corvia', 'corvia-declarations.xml', 'declaration'],
  ['corvia-parcels', 'corvia-parcels.xlsx', 'declaration'],
  ['corvia-postal-items', 'corvia-postal-items.xml', 'manifest'],
  ['corvia-entry-summaries', 'corvia-entry-summaries.xml', 'manifest'],
  ['corvia-examinations', 'corvia-examinations.csv', 'examination'],
  ['corvia-measures', 'corvia-measures.csv', 'measure'],
] as const;

describe('the samples of formats', () => {
  it('come out of the simulator byte for byte', async () => {
    expect(report.files).toHaveLength(kept.length + 1);
    for (const { path } of report.files) {
      const [made, committed] = await Promise.all([
        readFile(path),
        readFile(path.replace(outDir, 'data/sample-formats')),
      ]);
      expect(made.equals(committed), path).toBe(true);
    }
    expect(report.files.reduce((sum, file) => sum + file.bytes, 0)).toBeLessThan(1_000_000);
  });

  it.each(kept)(
    'are read by the profile %s, with the bad rows that were planted and no others',
    async (profile, name, kind) => {
      const path = `data/sample-formats/corvia/${name}`;
      const { records, rejects, books } = await read(`${profile}:${path}`);
      const made = report.files.find((file) => file.path.endsWith(name))!;
      expect(books).toMatchObject({ rowsRead: made.rows, rejected: made.spoiled });
      expect(records).toHaveLength(made.rows - made.spoiled);
      expect(new Set(records.map((record) => record.kind))).toEqual(new Set([kind]));
      for (const reject of rejects) expect(reject).toMatchObject({ file: path, column: expect.any(String) });
    },
  );
});

async function read(word: string): Promise<{ records: SourceRecord[]; rejects: Reject[]; books: FileReport }> {
  const reports: FileReport[] = [];
  const records: SourceRecord[] = [];
  const rejects: Reject[] = [];
  const input = await resolveInput(ports, word, undefined);
  const onReject = (reject: Reject): void => {
    rejects.push(reject);
  };
  for await (const batch of readRecords(ports, [input], { rates: await loadRates(ports), reports, onReject })) {
    records.push(...batch);
  }
  return { records, rejects, books: reports[0]! };
}
