import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Audience } from '../../../src/domain/audience.ts';
import { noPlaces } from '../../../src/domain/office-places.ts';
import type { PackFormat } from '../../../src/formats/target-pack/write-target-pack.ts';
import { writeCsvRows } from '../../../src/formats/write-csv.ts';
import { loadRates, readRecords, resolveInput } from '../../../src/services/read-records.ts';
import { importResultsToFiles } from '../../../src/services/target-packs/import-results.ts';
import { packListedTargets } from '../../../src/services/target-packs/pack-listed-targets.ts';
import { parseSentList, type SentList } from '../../../src/services/target-packs/sent-list.ts';
import { verifyFiles } from '../../../src/services/target-packs/verify-files.ts';
import { writeTargetFiles } from '../../../src/services/target-packs/write-target-files.ts';
import { testPorts } from '../../factories/test-ports.ts';

const folder = mkdtempSync(join(tmpdir(), 'round-trip-'));
const nowMs = Date.parse('2026-10-22T09:00Z');
const base = testPorts(folder);
const ports = { ...base, clock: { ...base.clock, nowMs: () => nowMs } };
const at = (name: string): string => join(folder, name);
let sent: SentList;

const lines = [
  'recordKind,agency,references.declaration,itemNumber,occurredAt,item.hsCode,item.description,departureCountry,destinationCountry,office',
  ...['D1', 'D2', 'D3', 'D4', 'D5'].flatMap((name) => [
    `declaration,AURELIA,${name},1,2026-10-20T08:00Z,420221,Handbags,CN,DE,AU3001`,
    `declaration,AURELIA,${name},2,2026-10-20T08:00Z,640399,Shoes,CN,DE,AU3001`,
  ]),
];

async function exportFor(audience: Audience, formats: PackFormat[], name: string) {
  const files = [await resolveInput(ports, `touchstone:${at('records.csv')}`, undefined)];
  const { pack } = await packListedTargets(ports, {
    listPath: at('list.csv'),
    files,
    places: noPlaces,
    listVersion: 1,
    head: { title: 'List', operation: undefined, madeAtMs: nowMs, policy: undefined, model: undefined, contacts: [] },
  });
  return writeTargetFiles(ports, pack, {
    audience,
    purpose: 'customs-control',
    formats,
    folder,
    name,
    places: noPlaces,
    nowMs,
  });
}

beforeAll(async () => {
  writeFileSync(at('records.csv'), `${lines.join('\n')}\n`);
  writeFileSync(
    at('list.csv'),
    writeCsvRows([
      ['place', 'consignment', 'lane', 'riskScore', 'shift', 'healthAndSafety', 'reasons'],
      ...['D1', 'D2', 'D3', 'D4', 'D5'].map((name, index) => [
        index + 1,
        `AURELIA/${name}`,
        'red',
        40 - index,
        '2026-10-22',
        undefined,
        'price | route',
      ]),
    ]),
  );
  await exportFor('examination-officer', ['xlsx', 'csv'], 'sent');
  sent = parseSentList('sent', readFileSync(at('sent.sent.json'), 'utf8'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Filled = Readonly<Record<string, string | number | Date>>;

/** Fills rows in as a partner does, by another program. */
async function fillIn(name: string, rows: readonly (Filled | undefined)[]): Promise<string> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(at('sent.xlsx'));
  const sheet = book.getWorksheet('Targets')!;
  const titles = Array.from(sheet.getRow(2).values as string[]);
  rows.forEach((values = {}, index) => {
    for (const [title, value] of Object.entries(values))
      sheet.getRow(index + 3).getCell(titles.indexOf(title)).value = value;
  });
  await book.xlsx.writeFile(at(name));
  return at(name);
}

const out = { resultsPath: at('results.csv'), rejectsPath: at('rejects.csv') };
const found = {
  execution: 'examined',
  controlDone: 'physical',
  depth: 'full',
  iprChecked: 'yes',
  examinedOn: new Date('2026-10-22'),
  outcome: 'detained',
  itemNumber: 2,
  foundBrand: 'Velmonté',
  articlesCount: 12,
  measureKind: 'detention',
};

describe('exported files', () => {
  it('are verified by their manifest, and one changed byte shows', async () => {
    const { manifest, manifestPath } = await exportFor('own-unit', ['json', 'csv'], 'checked');
    expect(await verifyFiles(ports, { path: manifestPath, publicKey: manifest.publicKey })).toMatchObject({
      isIntact: true,
      isExpectedKey: true,
    });
    expect(await verifyFiles(ports, { path: manifestPath, publicKey: 'another' })).toMatchObject({
      isIntact: false,
      isExpectedKey: false,
    });
    appendFileSync(at('checked.csv'), ' ');
    expect(await verifyFiles(ports, { path: manifestPath })).toMatchObject({
      isIntact: false,
      files: [
        { name: 'checked.json', state: 'unchanged' },
        { name: 'checked.csv', state: 'changed' },
      ],
    });
    expect(await verifyFiles(ports, { path: at('checked.json') })).toMatchObject({ isIntact: true });
    rmSync(at('checked.csv'));
    expect((await verifyFiles(ports, { path: manifestPath })).files[1]).toMatchObject({ state: 'missing' });
    writeFileSync(manifestPath, readFileSync(manifestPath, 'utf8').replace('"own-unit"', '"police"'));
    expect(await verifyFiles(ports, { path: at('checked.json') })).toMatchObject({
      isSignatureValid: false,
      isIntact: false,
    });
    await expect(verifyFiles(ports, { path: at('list.csv') })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('are refused for whom the label lets nothing leave, and for another regime without a gateway', async () => {
    await expect(exportFor('partner-customs', ['csv'], 'no')).rejects.toMatchObject({ code: 'refused' });
    await expect(exportFor('police', ['csv'], 'no')).rejects.toMatchObject({ code: 'usage' });
    await expect(exportFor('right-holder', ['csv'], 'no')).rejects.toMatchObject({ code: 'usage' });
  });

  it('need records of every consignment of the list', async () => {
    writeFileSync(at('records.csv'), `${lines.slice(0, 3).join('\n')}\n`);
    await expect(exportFor('own-unit', ['csv'], 'no')).rejects.toThrow(/AURELIA\/D2.*and 3 more/);
    writeFileSync(at('records.csv'), `${lines.join('\n')}\n`);
  });
});

describe('results that come back', () => {
  it('become records that every command reads, rows that do not fit are kept apart, and the books balance', async () => {
    const path = await fillIn('back.xlsx', [
      found,
      {
        execution: 'examined',
        controlDone: 'Physical',
        examinedOn: '22.10.2026',
        outcome: 'nothing-found',
        iprChecked: 'yes',
      },
      { execution: 'not-located', remark: 'gone' },
      { execution: 'examined', controlDone: 'physical', examinedOn: '10/22/2026', outcome: 'confirmed' },
    ]);
    const report = await importResultsToFiles(ports, { path, sent }, out);
    expect(report).toMatchObject({
      rowsRead: 5,
      sound: 3,
      rejected: 1,
      blank: 1,
      examinations: 2,
      measures: 1,
      notReported: 2,
    });
    expect(report.executions).toEqual({ 'examined': 2, 'not-located': 1 });
    expect(report.rejects).toEqual([expect.objectContaining({ row: 6, column: 'examinedOn', code: 'not-a-date' })]);
    expect(readFileSync(out.rejectsPath, 'utf8')).toContain(',6,examinedOn,not-a-date,');
    const reports: never[] = [];
    const records = [];
    const input = [await resolveInput(ports, `touchstone:${out.resultsPath}`, undefined)];
    for await (const batch of readRecords(ports, input, { rates: await loadRates(ports), reports }))
      records.push(...batch);
    expect(reports).toEqual([expect.objectContaining({ rowsRead: 3, accepted: 3, rejected: 0 })]);
    expect(records).toEqual([
      expect.objectContaining({
        kind: 'examination',
        agency: 'AURELIA',
        itemNumber: 2,
        outcome: 'detained',
        iprChecked: 'yes',
        articlesCount: 12,
        references: expect.objectContaining({ declaration: 'D1' }),
      }),
      expect.objectContaining({ kind: 'measure', measureKind: 'detention', outcome: 'detained', itemNumber: 2 }),
      expect.objectContaining({ kind: 'examination', outcome: 'nothing-found', itemNumber: undefined }),
    ]);
  });

  it('may be saved as CSV with semicolons in windows-1252, and say one thing of the same goods only', async () => {
    const [head, first, second] = readFileSync(at('sent.csv'), 'utf8').replace('\uFEFF', '').split('\n');
    const titles = head!.split(',');
    const line = (of: string): string => {
      const cells = titles.map(() => '');
      cells[0] = of.split(',')[0]!;
      cells[titles.indexOf('execution')] = 'overridden';
      cells[titles.indexOf('remark')] = 'Lösch';
      return cells.join(';');
    };
    writeFileSync(at('back.csv'), [titles.join(';'), line(first!), line(second!), line(first!)].join('\r\n'), 'latin1');
    const report = await importResultsToFiles(ports, { path: at('back.csv'), sent }, out);
    expect(report).toMatchObject({ rowsRead: 3, sound: 2, rejected: 1, executions: { overridden: 2 } });
    expect(report.rejects).toMatchObject([{ row: 4, code: 'repeated' }]);
    await expect(importResultsToFiles(ports, { path: at('list.csv'), sent }, out)).rejects.toMatchObject({
      code: 'file-unreadable',
    });
  });
});
