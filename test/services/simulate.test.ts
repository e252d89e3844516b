import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
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

  it('wrote the sample that is kept in the repository', async () => {
    const report = await simulate(ports(), { scenario: 'sample', rows: undefined, seed: 1, outDir });
    const kept = report.files.filter((file) => !file.path.includes('/training/'));
    expect(kept.length).toBeGreaterThan(6);
    for (const file of kept) {
      const bytes = readFileSync(file.path.replace(outDir, 'data/sample'));
      expect(createHash('sha256').update(bytes).digest('hex'), file.path).toBe(file.sha256);
    }
    expect(kept.reduce((sum, file) => sum + file.bytes, 0)).toBeLessThan(3_000_000);
    const declared = report.files.filter((file) => file.path.includes('-declarations'));
    const spoiledShare = declared.reduce((sum, file) => sum + file.spoiled, 0) / report.rows;
    expect(spoiledShare).toBeGreaterThan(0.005);
    expect(spoiledShare).toBeLessThan(0.05);
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
      /there are churn, sample/,
    );
  });
});
