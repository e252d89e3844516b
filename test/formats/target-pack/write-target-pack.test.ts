import { inflateSync } from 'node:zlib';
import { read } from '@e965/xlsx';
import { parse } from 'csv-parse/sync';
import ExcelJS from 'exceljs';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Audience, audiences } from '../../../src/domain/audience.ts';
import { forAudience } from '../../../src/domain/for-audience.ts';
import { resultForm, returnsResults } from '../../../src/domain/result-form.ts';
import { targetColumns } from '../../../src/formats/target-pack/target-columns.ts';
import { targetsDocument, targetsLine } from '../../../src/formats/target-pack/target-schema.ts';
import {
  type PackFormat,
  type PackMeans,
  writeTargetPack,
} from '../../../src/formats/target-pack/write-target-pack.ts';
import { bytesOf, packMeans } from '../../factories/pack-means.ts';
import { packTarget, targetPack } from '../../factories/target-pack.ts';

let means: PackMeans;
beforeAll(async () => {
  means = await packMeans();
});

const write = (
  format: PackFormat,
  audience: Audience = 'own-unit',
  targets = [packTarget(), packTarget({ reference: 'T-2' })],
) =>
  bytesOf(
    writeTargetPack(
      forAudience(targetPack(targets), {
        audience,
        rightHolder: audience === 'right-holder' ? 'Velmonté Holdings' : undefined,
      }),
      format,
      means,
    ),
  );
const csvRows = (bytes: Buffer): Record<string, string>[] => parse(bytes, { columns: true, bom: true });

describe('writeTargetPack', () => {
  it.each(['csv', 'xlsx', 'json', 'shift-pdf'] as const)(
    'gives the same bytes for the same pack: %s',
    async (format) => {
      expect((await write(format)).equals(await write(format))).toBe(true);
    },
  );

  it('writes workbooks that other libraries read: typed, filtered, locked, with lists to choose from', async () => {
    const bytes = await write('xlsx');
    const other = read(bytes, { cellDates: true });
    expect(other.SheetNames).toEqual(['Targets', 'Goods', 'Codes', 'Method and handling']);
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(bytes as unknown as ArrayBuffer);
    const sheet = book.getWorksheet('Targets')!;
    const titles = Array.from(sheet.getRow(2).values as string[]);
    const cell = (title: string) => sheet.getRow(3).getCell(titles.indexOf(title));
    expect(sheet.getCell('A1').value).toBe('TLP:AMBER · for: own unit');
    expect(cell('reference').value).toBe('T-7K3QF-9M2XD-8');
    expect(cell('cutOffUtc').value).toEqual(new Date('2026-10-03T01:10Z'));
    expect(cell('probability')).toMatchObject({ value: 0.437, numFmt: '0.0%' });
    expect(cell('valueAmount').value).toBeNull();
    expect(cell('hsCodes').value).toBe('42022100 42029100');
    expect(cell('reference').protection?.locked).not.toBe(false);
    expect(cell('outcome').protection?.locked).toBe(false);
    expect(cell('outcome').dataValidation).toMatchObject({
      type: 'list',
      formulae: [expect.stringMatching(/^Codes!\$\w\$3:\$\w\$12$/)],
    });
    expect(cell('examinedOn').dataValidation).toMatchObject({ type: 'date', operator: 'between' });
    expect(sheet.autoFilter).toBeTruthy();
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 2 });
    for (const one of book.worksheets) expect(one.getCell('A1').value).toContain('TLP:AMBER');
    expect(book.getWorksheet('Goods')!.rowCount).toBe(2 + 4);
  });

  it('puts the parts of a sheet in the order of its schema (ECMA-376, 18.3.1.99)', async () => {
    const { read: unzip } = await import('@e965/xlsx');
    const book = unzip(await write('xlsx'), { bookFiles: true }) as unknown as {
      files: Record<string, { content: Uint8Array }>;
    };
    const sheet = Buffer.from(book.files['xl/worksheets/sheet1.xml']!.content).toString();
    const parts = [
      '<sheetPr>',
      '<sheetViews>',
      '<cols>',
      '<sheetData>',
      '<sheetProtection',
      '<autoFilter',
      '<dataValidations',
      '<pageMargins',
      '<pageSetup ',
      '<headerFooter>',
    ];
    const places = parts.map((part) => sheet.indexOf(part));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
  });

  it.each(audiences)('writes CSV of the fields of the audience, and no other: %s', async (audience) => {
    const [row] = csvRows(await write('csv', audience));
    const titles = Object.keys(row!);
    expect(titles).toEqual([
      ...targetColumns(audience).map(({ title }) => title),
      ...(returnsResults(audience) ? resultForm.map(({ name }) => name) : []),
    ]);
    expect(new Set(titles).size).toBe(titles.length);
    expect(row!.handling).toBe('TLP:AMBER');
    const isOwn = audience === 'own-unit';
    for (const title of ['probability', 'lane', 'rank']) expect(titles.includes(title)).toBe(isOwn);
  });

  it.each(audiences)('writes JSON and NDJSON by the published shape: %s', async (audience) => {
    const document = targetsDocument.parse(JSON.parse((await write('json', audience)).toString()));
    expect(document.targets).toHaveLength(2);
    const lines = (await write('ndjson', audience)).toString().trimEnd().split('\n');
    const [head, ...targets] = lines.map((line) => targetsLine.parse(JSON.parse(line)));
    expect(head).toMatchObject({ kind: 'list', list: { id: '12', version: 1 } });
    expect(targets).toHaveLength(2);
  });

  it('writes PDF files with a page a target, handling on each, and nothing that runs', async () => {
    const bytes = await write('pdf');
    const text = bytes.toString('latin1');
    expect(text.startsWith('%PDF-')).toBe(true);
    expect(text.match(/\/Type \/Page\b/g)).toHaveLength(3);
    expect(text).not.toMatch(/\/(JavaScript|JS|OpenAction|AA|Launch|URI|EmbeddedFile)\b/);
  });

  it('lets no formula, element or control character through, in any format', async () => {
    const evil = [
      "=cmd|' /C calc'!A0",
      '@SUM(1)',
      '<script>x</script>',
      'a\u0000b\u202Ec',
      '\t=1+1',
      'x;=1+1',
      '_x003D_1',
      '+1+cmd',
    ];
    const targets = evil.map((text) =>
      packTarget({
        office: text,
        lookFor: [text],
        goods: [{ ...packTarget().goods[0]!, description: text, brand: text }],
      }),
    );
    for (const format of ['csv', 'shift-csv', 'json', 'ndjson'] as const) {
      const bytes = await write(format, 'own-unit', targets);
      expect(bytes.toString()).not.toMatch(/<script|(?![\n\r])\p{Cc}|\u202E/u);
    }
    for (const row of csvRows(await write('csv', 'own-unit', targets)))
      for (const value of Object.values(row)) expect(value).not.toMatch(/^\s*[=+@]/);
    for (const format of ['xlsx', 'shift-xlsx'] as const) {
      const book = read(await write(format, 'own-unit', targets));
      for (const sheet of Object.values(book.Sheets)) {
        for (const cell of Object.values(sheet)) {
          if (typeof cell !== 'object' || cell === null || !('t' in cell)) continue;
          expect(cell.f).toBeUndefined();
          if (typeof cell.v === 'string') expect(cell.v).not.toMatch(/^\s*[=+@]|<script|\p{Cc}|\u202E/u);
        }
      }
    }
    const pdf = await write('pdf', 'own-unit', targets);
    expect(inflated(pdf)).not.toMatch(/\/(JavaScript|JS|OpenAction|URI)\b|<script/);
  });
});

/** All streams of a PDF file that can be inflated, as text. */
function inflated(pdf: Buffer): string {
  const parts: string[] = [];
  for (let at = pdf.indexOf('stream\n'); at >= 0; at = pdf.indexOf('stream\n', at + 7)) {
    const end = pdf.indexOf('endstream', at);
    try {
      parts.push(inflateSync(pdf.subarray(at + 7, end)).toString('latin1'));
    } catch {
      // The word within another stream.
    }
  }
  return parts.join('\n');
}
