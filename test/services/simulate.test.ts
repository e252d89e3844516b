import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseProfile } from '../../src/formats/profile.ts';
import { readProfileRows } from '../../src/formats/read-profile-rows.ts';
import type { FilePort, Folders } from '../../src/services/ports.ts';
import { simulate } from '../../src/services/simulate.ts';
import { createFileStorage } from '../../src/storage/file-storage.ts';

let outDir: string;
beforeEach(async () => {
  outDir = await mkdtemp(join(tmpdir(), 'simulate-'));
});
afterEach(() => rm(outDir, { recursive: true, force: true }));

const ports = (files: FilePort = createFileStorage()) => ({
  files,
  folders: { scenarios: 'data/scenarios' } as Folders,
});

/** Ids of the items in a file of our own format, as reading it gives them. */
async function idsOf(path: string): Promise<string[]> {
  const profile = parseProfile('touchstone', readFileSync('data/profiles/touchstone.yaml', 'utf8'));
  const files = createFileStorage();
  const rows = await readProfileRows({ name: path, open: () => files.open(path) }, profile, {
    rates: new Map(),
    label: undefined,
  });
  const ids: string[] = [];
  for await (const { records, rejects } of rows.batches) {
    expect(rejects).toEqual([]);
    for (const record of records) {
      if (record.kind === 'declaration') ids.push(`${record.consignment.id}#${record.item.itemNumber}`);
    }
  }
  return ids;
}

describe('simulate', () => {
  it('writes the same bytes for the same seed, and says their hash', async () => {
    const first = await simulate(ports(), { scenario: 'sample', rows: 800, seed: 9, outDir: join(outDir, 'a') });
    const second = await simulate(ports(), { scenario: 'sample', rows: 800, seed: 9, outDir: join(outDir, 'b') });
    const other = await simulate(ports(), { scenario: 'sample', rows: 800, seed: 10, outDir: join(outDir, 'c') });
    expect(second.files.map((file) => file.sha256)).toEqual(first.files.map((file) => file.sha256));
    expect(other.files[0]!.sha256).not.toBe(first.files[0]!.sha256);
    for (const file of first.files) {
      const bytes = await readFile(file.path);
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(file.sha256);
      expect(bytes.length).toBe(file.bytes);
    }
  });

  it('puts each phase into a folder and declares the rows that were asked for', async () => {
    const report = await simulate(ports(), { scenario: 'sample', rows: 600, seed: 2, outDir });
    expect(report.rows).toBe(600);
    const declared = report.files.filter((file) => file.path.includes('-declarations'));
    expect(declared).toHaveLength(4);
    expect(declared.reduce((sum, file) => sum + file.rows, 0)).toBe(600);
    expect((await readdir(outDir)).sort()).toEqual(['demo', 'rights-records.csv', 'training']);
  });

  it('writes the files of the sample that is kept in the repository, small and with bad rows', async () => {
    const report = await simulate(ports(), { scenario: 'sample', rows: undefined, seed: 1, outDir });
    const kept = report.files.filter((file) => !file.path.includes('/training/'));
    expect(kept.length).toBeGreaterThan(6);
    for (const file of kept) {
      const committed = await readFile(file.path.replace(outDir, 'data/sample'));
      expect(createHash('sha256').update(committed).digest('hex'), file.path).toBe(file.sha256);
    }
    expect(kept.reduce((sum, file) => sum + file.bytes, 0)).toBeLessThan(3_000_000);
    const declared = report.files.filter((file) => file.path.includes('-declarations'));
    const spoiledShare = declared.reduce((sum, file) => sum + file.spoiled, 0) / report.rows;
    expect(spoiledShare).toBeGreaterThan(0.005);
    expect(spoiledShare).toBeLessThan(0.05);
  });

  it('writes the oracle apart, one line for every declared item of its phase, under the id that reading gives it', async () => {
    const report = await simulate(ports(), { scenario: 'steady', rows: 3000, seed: 4, outDir });
    expect((await readdir(outDir)).sort()).toEqual(['oracle', 'rights-records.csv', 'test', 'train']);
    for (const phase of ['train', 'test']) {
      const [header, ...lines] = readFileSync(join(outDir, 'oracle', `${phase}.csv`), 'utf8')
        .trim()
        .split('\n');
      expect(header).toBe('id,agency,infringing,makerOdds,oracleMargin,evidence');
      const path = join(outDir, phase, 'touchstone-declarations.csv');
      const ids = await idsOf(path);
      expect(lines.map((line) => line.split(',')[0])).toEqual(ids);
      expect(new Set(ids).size).toBe(ids.length);
      expect(new Set(lines.map((line) => line.split(',')[1]))).toEqual(new Set(['AURELIA', 'BOREALIS']));
    }
    expect(report.oracleRecallAt5).toBeGreaterThan(0.4);
    expect(report.positives).toBeGreaterThan(0);
  });

  it('leaves nothing behind when writing fails', async () => {
    const files = createFileStorage();
    const failing: FilePort = {
      ...files,
      create: async (path) => {
        if (path.includes('measures')) throw new Error('disk full');
        return files.create(path);
      },
    };
    await expect(simulate(ports(failing), { scenario: 'sample', rows: 100, seed: 1, outDir })).rejects.toThrow(
      'disk full',
    );
    const left = await readdir(outDir, { recursive: true, withFileTypes: true });
    expect(left.filter((entry) => entry.isFile())).toEqual([]);
  });

  it('names the scenarios that there are when it is asked for another', async () => {
    await expect(simulate(ports(), { scenario: 'nowhere', rows: 1, seed: 1, outDir })).rejects.toThrow(
      /there are .*churn.*sample.*steady/,
    );
  });
});
