import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bulkLoad, copyTexts } from '../../../src/storage/database/bulk-load.ts';
import { onBothDatabases } from '../contracts/on-both-databases.ts';

onBothDatabases('bulkLoad', ({ database, empty }) => {
  it('loads any text and bytes as they are', async () => {
    const text = fc.string({ unit: 'binary' }).map((one) => one.replaceAll('\0', ''));
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(text, { maxLength: 20 }), fc.boolean(), async (some, isMany) => {
        // A few rows go by a statement, many by COPY.
        const texts = isMany ? [...some, ...Array.from({ length: 150 }, (_, index) => `filler ${index}`)] : some;
        await empty();
        await bulkLoad(
          database().db,
          'setting',
          ['name', 'value'],
          texts.map((one) => [one, `${one}\\N`]),
        );
        const rows = await database().db.selectFrom('setting').selectAll().execute();
        expect(new Map(rows.map(({ name, value }) => [name, value]))).toEqual(
          new Map(texts.map((one) => [one, `${one}\\N`])),
        );
      }),
      { numRuns: 30 },
    );
  });

  it('gives counts and bytes back as one type', async () => {
    await empty();
    const columns = [
      'file_name',
      'profile',
      'agency',
      'sha256',
      'byte_count',
      'received_at_ms',
      'handling',
      'state',
      'rows_total',
    ];
    const bytes = Uint8Array.of(0, 92, 255, 10);
    await bulkLoad(database().db, 'batch', columns, [['f', 'p', 'A', bytes, 2 ** 40, 1, '{}', 'loading', 0]]);
    const row = await database()
      .db.selectFrom('batch')
      .select(['sha256', 'byteCount', 'expiresOn'])
      .executeTakeFirstOrThrow();
    expect(Buffer.isBuffer(row.sha256)).toBe(true);
    expect([...row.sha256]).toEqual([...bytes]);
    expect(row.byteCount).toBe(2 ** 40);
    expect(row.expiresOn).toBeNull();
  });

  it('is taken back with its transaction', async () => {
    await empty();
    const failing = database()
      .db.transaction()
      .execute(async (trx) => {
        await bulkLoad(trx, 'setting', ['name', 'value'], [['a', 'b']]);
        throw new Error('no');
      });
    await expect(failing).rejects.toThrow('no');
    expect(await database().db.selectFrom('setting').selectAll().execute()).toEqual([]);
  });
});

it('cuts long loads into pieces of whole lines', () => {
  const rows = Array.from({ length: 3000 }, (_, index) => [index, 'x'.repeat(1000)]);
  const pieces = [...copyTexts(rows)];
  expect(pieces.length).toBeGreaterThan(1);
  for (const piece of pieces) expect(piece.endsWith('\n')).toBe(true);
  expect(pieces.join('').split('\n')).toHaveLength(3001);
});
