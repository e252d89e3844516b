import { readFileSync } from 'node:fs';
import { utils, type WorkBook, write } from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import type { GoodsItemRecord } from '../../src/domain/goods-item.ts';
import { parseProfile } from '../../src/formats/profile.ts';
import type { RawRow } from '../../src/formats/raw-row.ts';
import { readProfileRows } from '../../src/formats/read-profile-rows.ts';
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

  it('reads the one sheet that is visible and not empty, and does not guess among several', async () => {
    const sheets = (...states: [string, unknown[][], number][]): Uint8Array => {
      const book: WorkBook = utils.book_new();
      for (const [name, rows] of states) utils.book_append_sheet(book, utils.aoa_to_sheet(rows), name);
      book.Workbook = { Sheets: states.map(([name, , hidden]) => ({ name, Hidden: hidden as 0 | 1 | 2 })) };
      return write(book, { type: 'buffer', bookType: 'xlsx' }) as Uint8Array;
    };
    const codes: [string, unknown[][], number] = ['Codes', [['x'], ['y']], 1];
    const data: [string, unknown[][], number] = ['Data', [['a'], ['1']], 0];
    expect((await read(sheets(codes, data, ['Notes', [], 0]))).columns).toEqual(['a']);
    expect((await read(sheets(codes, data), 'Codes')).columns).toEqual(['x']);
    await expect(read(sheets(data, ['More', [['b'], ['2']], 0]))).rejects.toMatchObject({
      code: 'file-unreadable',
      message: expect.stringContaining('2 sheets with content (Data, More); name one in the profile'),
    });
    await expect(read(sheets(codes, data), 'Datos')).rejects.toMatchObject({
      message: expect.stringContaining('no sheet Datos; its sheets are Codes, Data'),
    });
    await expect(read(sheets(data, ['Gone', [], 2]).fill(0, 0, 4))).rejects.toMatchObject({ code: 'file-unreadable' });
  });

  it('rejects a number with more digits than a sheet keeps', async () => {
    const { rows } = await read(
      workbook([
        ['a', 'b'],
        ['x', 1234567890123456],
        ['y', '1234567890123456'],
      ]),
    );
    expect(rows[0]).toMatchObject({ row: 2, fault: { code: 'number-not-exact', column: 'b' } });
    expect(rows[1]!.fields).toEqual(['y', '1234567890123456']);
  });

  it('rejects a row with an error in a cell', async () => {
    const sheet = utils.aoa_to_sheet([
      ['a', 'b'],
      ['1', '2'],
    ]);
    sheet.B2 = { t: 'e', v: 0x2a };
    const book = utils.book_new();
    utils.book_append_sheet(book, sheet, 'Data');
    const { rows } = await read(write(book, { type: 'buffer', bookType: 'xlsx' }) as Uint8Array);
    expect(rows[0]).toMatchObject({ row: 2, fault: { code: 'error-cell', column: 'b' } });
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

describe('a workbook by a profile', () => {
  const profile = parseProfile('corvia-parcels', readFileSync('data/profiles/corvia-parcels.yaml', 'utf8'));
  const header = ['Envío', 'Partida', 'Admitido', 'Código SA', 'Peso neto (g)', 'Valor (EUR)', 'Teléfono'];
  const parcel = 'EE473124829CN';

  async function readBy(rows: unknown[][], date1904 = false) {
    const book = utils.book_new();
    const sheet = utils.aoa_to_sheet([header, ...rows]);
    for (const [address, cell] of Object.entries(sheet)) {
      if (/^C[2-9]/.test(address) && cell.t === 'n') cell.z = 'dd/mm/yyyy hh:mm';
    }
    utils.book_append_sheet(book, sheet, 'Envíos');
    book.Workbook = { WBProps: { date1904 } };
    const source = sourceOf(write(book, { type: 'buffer', bookType: 'xlsx' }) as Uint8Array);
    const read = await readProfileRows(source, profile, { rates: new Map() });
    const records: GoodsItemRecord[] = [];
    const rejects: unknown[] = [];
    for await (const batch of read.batches) {
      records.push(...(batch.records as GoodsItemRecord[]));
      rejects.push(...batch.rejects.map(({ row, column, code }) => [row, column, code]));
    }
    return { records, rejects };
  }

  it('reads dates as cells and as texts, and numbers as cells and as texts', async () => {
    // 46082.4375 is 2026-03-01 10:30.
    const { records, rejects } = await readBy([
      [parcel, 1, 46_082.4375, '010121', 250, 9.5, '0034 600'],
      [parcel, '2', '2026-03-01T10:30Z', 10_121, '250', '9.5', 600],
      [parcel, 3, '01/03/2026', '010121', 250, 9.5, ''],
      [parcel, 4, 46_082.4375, '010121', '250 g', 9.5, ''],
      [parcel, 5, 46_082.4375, '010121', 250, '9,50', ''],
    ]);
    const moment = { epochMs: Date.parse('2026-03-01T10:30Z'), precision: 'hour' };
    expect(
      records.map(({ consignment, item }) => [consignment.occurredAt, item.hsCode, item.netMassKg, item.valueAmount]),
    ).toEqual([
      [moment, '010121', 0.25, 9.5],
      [moment, '010121', 0.25, 9.5],
    ]);
    expect(rejects).toEqual([
      [4, 'Admitido', 'not-a-date'],
      [5, 'Peso neto (g)', 'not-a-number'],
      [6, 'Valor (EUR)', 'not-a-number'],
    ]);
  });

  it('counts days from 1904 where the workbook does', async () => {
    const { records } = await readBy([[parcel, 1, 46_082.4375 - 1462, '010121', 250, 9.5, '']], true);
    expect(records[0]!.consignment.occurredAt.epochMs).toBe(Date.parse('2026-03-01T10:30Z'));
  });
});
