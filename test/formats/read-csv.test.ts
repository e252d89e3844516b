import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RawRow } from '../../src/formats/raw-row.ts';
import { readCsv } from '../../src/formats/read-csv.ts';
import { sourceOf } from '../factories/text-source.ts';

async function read(
  content: string | Uint8Array,
  options: { delimiter?: string; encoding?: string; pieceBytes?: number } = {},
): Promise<{ columns: readonly string[]; rows: RawRow[] }> {
  const { delimiter = ',', encoding = 'utf-8', pieceBytes = 65_536 } = options;
  const stream = await readCsv(sourceOf(content, 'a.csv', pieceBytes), { delimiter, encoding });
  const rows: RawRow[] = [];
  for await (const batch of stream.batches) rows.push(...batch);
  return { columns: stream.columns, rows };
}

describe('readCsv', () => {
  it('reads plain lines with their line numbers', async () => {
    const { columns, rows } = await read('a,b\n1,2\n\n3,\n');
    expect(columns).toEqual(['a', 'b']);
    expect(rows.map(({ row, fields }) => [row, fields])).toEqual([
      [2, ['1', '2']],
      [4, ['3', '']],
    ]);
  });

  it('reads quoted fields with delimiters, doubled quotes and line ends inside', async () => {
    const { rows } = await read('a,b\n"1,5","say ""hi"""\n"two\nlines",x\n');
    expect(rows.map(({ fields }) => fields)).toEqual([
      ['1,5', 'say "hi"'],
      ['two\nlines', 'x'],
    ]);
  });

  it('takes a quote inside a field for a character', async () => {
    const { rows } = await read('a,b\n15" screen,x\n');
    expect(rows[0]?.fields).toEqual(['15" screen', 'x']);
  });

  it('lets a stray opening quote cost its own line only', async () => {
    const lines = Array.from({ length: 120 }, (_, index) => (index === 10 ? '"open,1' : `${index},1`));
    const { rows } = await read(`a,b\n${lines.join('\n')}\n`);
    const bad = rows.filter(({ fault }) => fault !== undefined);
    expect(bad.map(({ row, fault }) => [row, fault?.code])).toEqual([[12, 'unclosed-quote']]);
    expect(rows).toHaveLength(120);
  });

  it('rejects rows of another width, with their raw text', async () => {
    const { rows } = await read('a,b\n1\n1,2,3\n1,2\n');
    expect(rows.map(({ fault, raw }) => [fault?.code, raw])).toEqual([
      ['wrong-column-count', '1'],
      ['wrong-column-count', '1,2,3'],
      [undefined, '1,2'],
    ]);
  });

  it('names NUL bytes and bytes that the encoding does not know by their column', async () => {
    const bytes = Buffer.concat([Buffer.from('a,b\nx,'), Buffer.from([0xff]), Buffer.from('\ny\0,2\n')]);
    const { rows } = await read(bytes);
    expect(rows.map(({ fault }) => [fault?.code, fault?.column])).toEqual([
      ['bad-encoding', 'b'],
      ['control-character', 'a'],
    ]);
  });

  it('lets a byte order mark decide the encoding', async () => {
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('a;b\nä;ü\n', 'utf16le')]);
    const { columns, rows } = await read(utf16, { delimiter: ';' });
    expect(columns).toEqual(['a', 'b']);
    expect(rows[0]?.fields).toEqual(['ä', 'ü']);
    const utf8 = await read('\ufeffa,b\r\n1,2\r\n');
    expect(utf8.columns).toEqual(['a', 'b']);
    expect(utf8.rows[0]?.fields).toEqual(['1', '2']);
  });

  it('reads windows-1252 as the profile says', async () => {
    const { rows } = await read(Buffer.from([0x61, 0x0a, 0xe4, 0x0a]), { encoding: 'windows-1252' });
    expect(rows[0]?.fields).toEqual(['ä']);
  });

  it('cuts a line of more than a million characters and goes on', async () => {
    const { rows } = await read(`a,b\n${'x'.repeat(1_200_000)}\n1,2\n`, { pieceBytes: 50_000 });
    expect(rows.map(({ row, fault }) => [row, fault?.code])).toEqual([
      [2, 'record-too-long'],
      [3, undefined],
    ]);
  });

  it.each([
    ['', 'empty'],
    ['PK\u0003\u0004rest', 'ZIP'],
    ['a\0b,c\n1,2\n', 'not text'],
    [Array.from({ length: 2001 }, (_, index) => `c${index}`).join(','), 'more than 2000 columns'],
  ])('refuses %j whole', async (content, reason) => {
    await expect(read(content)).rejects.toMatchObject({
      code: 'file-unreadable',
      message: expect.stringContaining(reason),
    });
  });

  it('gives back any table, however its bytes are cut into pieces', async () => {
    const cell = fc.stringMatching(/^[a-z0-9 ,;"\n.äß'-]{0,12}$/);
    const tables = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(tables, fc.integer({ min: 1, max: 50 }), async (table, pieceBytes) => {
        const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
        const text = `x,y,z\n${table.map((row) => row.map(quoted).join(',')).join('\n')}\n`;
        const { rows } = await read(text, { pieceBytes });
        expect(rows.map(({ fields }) => fields)).toEqual(table);
      }),
      { numRuns: 150 },
    );
  });
});
