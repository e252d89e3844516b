import { utils, write } from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import type { RawRow } from '../../src/formats/raw-row.ts';
import { readXlsx } from '../../src/formats/read-xlsx.ts';
import { sourceOf } from '../factories/text-source.ts';

function workbook(rows: unknown[][], sheet = 'Data'): Uint8Array {
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet(rows, { cellDates: true, UTC: true }), sheet);
  return write(book, { type: 'buffer', bookType: 'xlsx' }) as Uint8Array;
}

async function read(bytes: Uint8Array, sheet?: string): Promise<{ columns: readonly string[]; rows: RawRow[] }> {
  const stream = await readXlsx(sourceOf(bytes), { sheet, decimalMark: '.' });
  const rows: RawRow[] = [];
  for await (const batch of stream.batches) rows.push(...batch);
  return { columns: stream.columns, rows };
}

describe('readXlsx', () => {
  it('reads numbers, texts with leading zeros and dates as texts', async () => {
    const bytes = workbook([
      ['hs', 'mass', 'day'],
      ['010121', 2.5, new Date(Date.UTC(2026, 2, 1))],
    ]);
    const { columns, rows } = await read(bytes);
    expect(columns).toEqual(['hs', 'mass', 'day']);
    expect(rows[0]?.fields).toEqual(['010121', '2.5', '2026-03-01']);
  });

  it('skips blank rows and pads short ones', async () => {
    const { rows } = await read(workbook([['a', 'b'], ['1'], [], ['2', 'x']]));
    expect(rows.map(({ row, fields }) => [row, fields])).toEqual([
      [2, ['1', undefined]],
      [4, ['2', 'x']],
    ]);
  });

  it('names the sheet that is not there', async () => {
    await expect(read(workbook([['a'], ['1']]), 'Other')).rejects.toMatchObject({
      code: 'file-unreadable',
      message: expect.stringContaining('no sheet Other'),
    });
  });

  it('refuses broken containers, whatever is broken', async () => {
    const sound = workbook([['a', 'b'], ...Array.from({ length: 50 }, (_, index) => [index, 'x'])]);
    let refused = 0;
    for (let index = 0; index < 120; index++) {
      const broken = Uint8Array.from(sound);
      const at = (index * 2_654_435_761) % broken.length;
      for (let byte = at; byte < Math.min(at + 40, broken.length); byte++) broken[byte] = (index * 31 + byte) & 0xff;
      try {
        await read(broken);
      } catch (error) {
        expect(error).toMatchObject({ code: 'file-unreadable' });
        refused++;
      }
    }
    expect(refused).toBeGreaterThan(100);
    await expect(read(sound.subarray(0, 200))).rejects.toMatchObject({ code: 'file-unreadable' });
  });
});
