import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportTargets } from '../../src/services/export-targets.ts';
import { ingestBatch } from '../../src/services/ingest-batch.ts';
import type { Ports } from '../../src/services/ports.ts';
import { rankTargets } from '../../src/services/rank-targets.ts';
import { loadProfile } from '../../src/services/read-records.ts';
import { reportStatus } from '../../src/services/report-status.ts';
import type { Store } from '../../src/services/store-ports.ts';
import { testPorts } from '../factories/test-ports.ts';

let folder: string;
let ports: Ports;
let store: Store;
const day = Date.parse('2026-10-20T00:00:00Z');

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rank-targets-'));
  const real = testPorts(folder);
  // The files speak of October 2026, and look-outs hold for a time.
  ports = { ...real, clock: { ...real.clock, nowMs: () => day } };
  store = await ports.openStore('memory:');
  for (const [profile, path] of [
    ['touchstone', 'data/sample/rights-records.csv'],
    ['aurelia', 'data/sample/demo/aurelia-declarations.csv'],
    ['aurelia-measures', 'data/sample/demo/aurelia-measures.csv'],
  ] as const) {
    await ingestBatch(ports, store, { path, profile: await loadProfile(ports, profile) });
  }
});
afterAll(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

const capacity = "capacity:\n  - { office: '*', channel: '*', shift: '*', examinations: 60 }\n";

describe('rankTargets without a model', () => {
  it('goes on with the random slice and look-outs, says that nothing is scored, and tells what may be done by the rights', async () => {
    const { problems, scores } = await reportStatus(ports, store, undefined);
    expect(problems).toMatchObject([{ code: 'no-model', isOutage: true }]);
    const { consignments } = scores.find(({ stage }) => stage === 'declaration')!;
    const report = await rankTargets(ports, store, { capacity, policy: 'default', seed: 1 });
    expect(report.candidates).toBe(consignments);
    const list = await store.targetLists.get(report.listId);
    expect(list.report).toMatchObject({ notScored: consignments, selected: report.selected });
    // The slice is a tenth; what look-outs do not fill stays free.
    expect(report.selected).toBeGreaterThanOrEqual(6);
    expect(report.selected).toBeLessThan(60);
    const targets = list.targets as { riskScore?: number; right: string; source?: string }[];
    expect(targets.every(({ riskScore, source }) => riskScore === undefined && source === undefined)).toBe(true);
    expect(new Set(targets.map(({ right }) => right))).toContain('no-right-found');
    const [head, ...lines] = list.csv.trim().split('\n');
    expect(head).toContain(',right,');
    expect(lines).toHaveLength(report.selected);
  });

  it('keeps files of the list, with their hash', async () => {
    const { listId, selected } = await rankTargets(ports, store, { capacity, policy: 'default', seed: 2 });
    for (const format of ['csv', 'ndjson'] as const) {
      const made = await exportTargets(ports, store, { listId, format });
      const kept = await store.targetLists.getExport(listId, format);
      expect(kept.bytes).toHaveLength(made.byteCount);
      expect(Buffer.from(kept.sha256).toString('hex')).toBe(made.sha256);
      const lines = Buffer.from(kept.bytes).toString().trim().split('\n');
      expect(lines).toHaveLength(format === 'csv' ? selected + 1 : selected);
      expect(await exportTargets(ports, store, { listId, format })).toEqual(made);
    }
    await expect(exportTargets(ports, store, { listId: 999, format: 'csv' })).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('refuses a capacity that is none', async () => {
    await expect(rankTargets(ports, store, { capacity: 'x: 1', policy: 'default', seed: 1 })).rejects.toMatchObject({
      code: 'settings-invalid',
    });
  });
});
