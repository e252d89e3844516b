import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ingestBatch } from '../../src/services/ingest-batch.ts';
import { loadProfile } from '../../src/services/read-records.ts';
import { updateHistory } from '../../src/services/update-history.ts';
import { verifyHistory } from '../../src/services/verify-history.ts';
import { testPorts } from '../factories/test-ports.ts';
import { findServer } from '../support/find-server.ts';
import { describeWithPostgres, freshDatabase } from '../support/postgres.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backup-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describeWithPostgres('backup', () => {
  it('is restored by the commands of docs/operations.md, and the history agrees to the bit', async () => {
    const ports = testPorts(folder);
    const key = await ports.keys.identityKey();
    const [original, restored] = [await freshDatabase(), await freshDatabase()];
    // Debian puts the programs of a server beside it or into the path.
    const program = (name: string): string => {
      const beside = join(dirname(findServer('postgres')!), name);
      try {
        execFileSync(beside, ['--version']);
        return beside;
      } catch {
        return name;
      }
    };
    try {
      const store = await ports.openStore(original.url);
      for (const [profile, path] of [
        ['aurelia', 'data/sample/demo/aurelia-declarations.csv'],
        ['aurelia-measures', 'data/sample/demo/aurelia-measures.csv'],
      ] as const) {
        await ingestBatch(ports, store, { path, profile: await loadProfile(ports, profile) });
      }
      await updateHistory(store, key);
      const before = await store.history.state();
      await store.close();
      const dump = join(folder, 'touchstone.dump');
      execFileSync(program('pg_dump'), ['--format=custom', `--file=${dump}`, original.url]);
      execFileSync(program('pg_restore'), ['--no-owner', `--dbname=${restored.url}`, dump]);
      const back = await ports.openStore(restored.url);
      expect(await back.history.state()).toEqual(before);
      expect(await verifyHistory(back, key)).toMatchObject({ differenceCount: 0, dueCount: 0 });
      expect((await back.facts.listBatches()).map(({ state }) => state)).toEqual(['loaded', 'loaded']);
      // What is handed in again after the restore adds nothing.
      const again = await ingestBatch(ports, back, {
        path: 'data/sample/demo/aurelia-declarations.csv',
        profile: await loadProfile(ports, 'aurelia'),
      });
      expect(again).toMatchObject({ outcome: 'again', added: 0 });
      await back.close();
    } finally {
      await original.drop();
      await restored.drop();
    }
  });
});
