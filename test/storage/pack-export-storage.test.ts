import { beforeEach, describe, expect, it } from 'vitest';
import type { AgencyView } from '../../src/services/agency-view-ports.ts';
import type { NewPackExport } from '../../src/services/pack-export-ports.ts';
import { asAgency } from '../../src/storage/agency-view.ts';
import { eraseFromLists } from '../../src/storage/erasure/erase-from-lists.ts';
import { openAgencyView } from '../../src/storage/open-agency-view.ts';
import { createPackExportStorage } from '../../src/storage/pack-export-storage.ts';
import { createTargetListStorage } from '../../src/storage/target-list-storage.ts';
import { onBothDatabases } from './contracts/on-both-databases.ts';

onBothDatabases('exports', ({ database, empty }) => {
  const view = <T>(agency: string, use: (view: AgencyView) => Promise<T>) =>
    asAgency(database().db, { agency, nowMs: 1 }, openAgencyView, use);
  const all = () => createPackExportStorage(database().db);
  let listId: number;
  const asked = (): NewPackExport => ({
    listId,
    format: 'csv',
    audience: 'operator',
    rightHolder: undefined,
    purpose: 'customs-control',
    gateway: undefined,
    askedBy: 'person:1',
    askedAtMs: 5,
  });
  const made = { madeAtMs: 6, expiresAtMs: 9, manifest: { a: 1 }, sent: { b: 2 }, bytes: Buffer.from('x') };
  beforeEach(async () => {
    await empty();
    listId = await createTargetListStorage(database().db).add({
      madeAtMs: 1,
      policy: 'p',
      seed: 1,
      report: {},
      targets: [{ consignmentId: 'A/1' }],
      csv: 'consignment\nA/1\n',
    });
  });

  describe('an export', () => {
    it("is there for its own agency alone, and can be made in nobody else's name", async () => {
      const id = await view('A', ({ packExports }) => packExports.add(asked()));
      expect(await view('A', ({ packExports }) => packExports.find(id))).toMatchObject({
        ...asked(),
        id,
        agency: 'A',
        state: 'waiting',
      });
      expect(await view('B', ({ packExports }) => packExports.find(id))).toBeUndefined();
      await all().finish(id, made);
      expect(await view('A', ({ packExports }) => packExports.bytesOf(id))).toEqual(made.bytes);
      expect(await view('B', ({ packExports }) => packExports.bytesOf(id))).toBeUndefined();
      expect(await all().get(id)).toMatchObject({ state: 'ready', manifest: { a: 1 }, expiresAtMs: 9 });
      expect(await all().sentOf(id)).toEqual({ b: 2 });
    });

    it('loses its bytes when it expires, and what was sent stays', async () => {
      const id = await view('A', ({ packExports }) => packExports.add(asked()));
      await all().finish(id, made);
      expect([await all().expire(8), await all().expire(9), await all().expire(10)]).toEqual([0, 1, 0]);
      expect(await view('A', ({ packExports }) => packExports.bytesOf(id))).toBeUndefined();
      expect(await all().get(id)).toMatchObject({ state: 'expired' });
      expect(await all().sentOf(id)).toEqual({ b: 2 });
    });

    it('fails with a reason, and is gone with an erased consignment of its list', async () => {
      const id = await view('A', ({ packExports }) => packExports.add(asked()));
      await all().fail(id, 'no');
      expect(await all().get(id)).toMatchObject({ state: 'failed', failure: 'no' });
      await database()
        .db.transaction()
        .execute((trx) => eraseFromLists(trx, ['A/1']));
      await expect(all().get(id)).rejects.toMatchObject({ code: 'not-found' });
      await expect(all().sentOf(id)).rejects.toMatchObject({ code: 'not-found' });
    });
  });
});
