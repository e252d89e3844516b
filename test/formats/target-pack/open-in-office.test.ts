import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeTargetPack } from '../../../src/formats/target-pack/write-target-pack.ts';
import { bytesOf, packMeans } from '../../factories/pack-means.ts';
import { packTarget, targetPack } from '../../factories/target-pack.ts';
import { describeWithOffice } from '../../support/describe-with-office.ts';
import { findOffice } from '../../support/find-office.ts';

const conversionMs = 120_000;

describeWithOffice('exports in LibreOffice', () => {
  const folder = mkdtempSync(join(tmpdir(), 'open-in-office-'));
  const targets = [packTarget(), packTarget({ reference: 'T-00000-00000-0', office: '=1+1' })];
  beforeAll(async () => {
    const means = await packMeans();
    for (const format of ['xlsx', 'csv'] as const)
      writeFileSync(
        join(folder, `targets.${format}`),
        await bytesOf(writeTargetPack(targetPack(targets), format, means)),
      );
    writeFileSync(join(folder, 'shift.xlsx'), await bytesOf(writeTargetPack(targetPack(targets), 'shift-xlsx', means)));
    convert(['targets.xlsx', 'shift.xlsx']);
    // What a person chooses in the dialog: commas, double quotes, UTF-8.
    convert(['targets.csv'], '--infilter=CSV:44,34,76,1');
  }, conversionMs);
  const convert = (files: readonly string[], ...options: readonly string[]): void => {
    // A profile of its own, so that no office program that runs is in the way.
    const profile = `-env:UserInstallation=file://${folder}/profile`;
    const asCsv = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1';
    const words = [profile, '--headless', ...options, '--convert-to', asCsv, '--outdir', join(folder, 'out'), ...files];
    execFileSync(findOffice()!, words, { cwd: folder, stdio: 'ignore', timeout: conversionMs });
  };
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const rowsOf = (name: string): string[][] =>
    parse(readFileSync(join(folder, 'out', name)), { relaxColumnCount: true, bom: true });

  it('opens workbooks with every sheet, and texts as they were written', () => {
    const [banner, titles, first, second] = rowsOf('targets-Targets.csv');
    expect(banner![0]).toBe('TLP:AMBER · for: own unit');
    const cell = (row: string[], title: string) => row[titles!.indexOf(title)];
    expect(cell(first!, 'reference')).toBe('T-7K3QF-9M2XD-8');
    expect(cell(first!, 'hsCodes')).toBe('42022100 42029100');
    expect(cell(first!, 'cutOffUtc')).toMatch(/^2026-10-03 01:10/);
    expect(cell(first!, 'probability')).toMatch(/^43\.7%$|^0\.437$/);
    expect(cell(first!, 'sender')).toBe('新欣昌批发');
    expect(cell(second!, 'office')).toBe("'=1+1");
    expect(rowsOf('targets-Goods.csv')).toHaveLength(2 + 4);
    expect(rowsOf('targets-Codes.csv')[1]).toContain('outcome');
    expect(rowsOf('targets-Method and handling.csv').flat()).toContain('TLP:AMBER');
  });

  it('opens shift sheets and CSV files', () => {
    expect(rowsOf('shift-Shift sheet.csv')).toHaveLength(2 + 2);
    const csv = rowsOf('targets-targets.csv');
    expect(csv[0]![0]).toBe('reference');
    expect(csv[1]![0]).toBe('T-7K3QF-9M2XD-8');
    expect(csv[2]![csv[0]!.indexOf('office')]).toBe("'=1+1");
  });
});
