/** Targets as a workbook: a row each with the form for results, their goods, the codes, and how the list was made and may be handled. */
import { audienceNames } from '../../domain/audience.ts';
import { fieldsFor } from '../../domain/for-audience.ts';
import { markingsOf } from '../../domain/may-see.ts';
import { dayMs } from '../../domain/moment.ts';
import { type FormColumn, resultForm, returnsResults } from '../../domain/result-form.ts';
import type { TargetPack } from '../../domain/target-pack.ts';
import { columnLetters } from '../xlsx/sheet-xml.ts';
import type { CellRule, CellValue, Sheet, SheetColumn } from '../xlsx/workbook.ts';
import { writeWorkbook } from '../xlsx/write-workbook.ts';
import { goodsColumns } from './goods-columns.ts';
import { methodRows } from './method-rows.ts';
import { targetColumns } from './target-columns.ts';

/** Name of the sheet that comes back. */
export const targetsSheetName = 'Targets';
/** Results of goods that were examined before the list was made, or long after, are none of it. */
const daysAfter = 366;

/** Yields the bytes of a workbook (XLSX). */
export function writeTargetXlsx(pack: TargetPack): AsyncGenerator<Uint8Array> {
  const banner = `${markingsOf(pack.handling).join(' ')} · for: ${audienceNames[pack.audience]}`;
  const hasForm = returnsResults(pack.audience);
  return writeWorkbook({
    title: pack.title,
    madeAtMs: pack.madeAtMs,
    sheets: [
      targetsSheet(pack, banner, hasForm),
      ...(fieldsFor(pack.audience).includes('goods') ? [goodsSheet(pack, banner)] : []),
      ...(hasForm ? [codesSheet(banner)] : []),
      methodSheet(pack, banner),
    ],
  });
}

function targetsSheet({ audience, targets, madeAtMs }: TargetPack, banner: string, hasForm: boolean): Sheet {
  const columns = targetColumns(audience);
  const form = hasForm ? resultForm : [];
  return {
    name: targetsSheetName,
    banner,
    columns: [...columns, ...form.map((column) => inputColumn(column, madeAtMs))],
    rows: {
      async *[Symbol.asyncIterator]() {
        for await (const target of targets) yield columns.map((column) => column.cellOf(target));
      },
    },
  };
}

const listed = resultForm.filter(({ value }) => value.kind === 'code');

function inputColumn(column: FormColumn, madeAtMs: number): SheetColumn {
  const { name, value } = column;
  const kind = value.kind === 'date' ? 'day' : value.kind === 'count' ? 'integer' : 'text';
  return { title: name, kind, width: kind === 'text' ? 16 : 11, isInput: true, rule: ruleOf(column, madeAtMs) };
}

function ruleOf(column: FormColumn, madeAtMs: number): CellRule {
  const { value } = column;
  if (value.kind === 'code')
    return { kind: 'codes', column: columnLetters(listed.indexOf(column)), count: value.codes.length };
  if (value.kind === 'count') return { kind: 'whole', least: value.least, most: value.most };
  if (value.kind === 'text') return { kind: 'length', most: value.length };
  const day = Math.floor(madeAtMs / dayMs) * dayMs;
  return { kind: 'day', fromMs: day - dayMs, toMs: day + daysAfter * dayMs };
}

function goodsSheet({ targets, audience }: TargetPack, banner: string): Sheet {
  const columns = goodsColumns(audience);
  return {
    name: 'Goods',
    banner,
    columns: [{ title: 'reference', kind: 'text', width: 17 }, ...columns],
    rows: {
      async *[Symbol.asyncIterator]() {
        for await (const { reference, goods } of targets)
          for (const item of goods) yield [reference, ...columns.map((column) => column.cellOf(item))];
      },
    },
  };
}

/** What the lists of the form offer. */
function codesSheet(banner: string): Sheet {
  const lists = listed.map(({ value }) => (value.kind === 'code' ? value.codes : []));
  const height = Math.max(...lists.map(({ length }) => length));
  return {
    name: 'Codes',
    banner,
    columns: listed.map(({ name }) => ({ title: name, kind: 'text', width: 24 })),
    rows: Array.from({ length: height }, (_, row): CellValue[] => lists.map((codes) => codes[row])),
  };
}

function methodSheet(pack: TargetPack, banner: string): Sheet {
  return {
    name: 'Method and handling',
    banner,
    columns: [
      { title: 'about', kind: 'text', width: 24 },
      { title: 'what', kind: 'wrapped', width: 110 },
    ],
    rows: methodRows(pack),
  };
}
