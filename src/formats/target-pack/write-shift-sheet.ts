/** Shift sheets as CSV and workbook. */
import { audienceNames } from '../../domain/audience.ts';
import { markingsOf } from '../../domain/may-see.ts';
import type { OfficePlaces } from '../../domain/office-places.ts';
import type { TargetPack } from '../../domain/target-pack.ts';
import { writeCsvRows } from '../write-csv.ts';
import { writeWorkbook } from '../xlsx/write-workbook.ts';
import { shiftSheet, shiftTexts } from './shift-sheet.ts';

/** Yields the bytes of a CSV file; handling stands in a column of its own. */
export async function* writeShiftCsv(pack: TargetPack, places: OfficePlaces): AsyncGenerator<Uint8Array> {
  const { columns, targets } = await shiftSheet(pack, places);
  const rows = targets.map((target) => [...shiftTexts(columns, target), markingsOf(target.handling).join(' ')]);
  yield new TextEncoder().encode(
    `\uFEFF${writeCsvRows([[...columns.map(({ title }) => title), 'handling'], ...rows])}`,
  );
}

/** Yields the bytes of a workbook. */
export async function* writeShiftXlsx(pack: TargetPack, places: OfficePlaces): AsyncGenerator<Uint8Array> {
  const { columns, targets } = await shiftSheet(pack, places);
  yield* writeWorkbook({
    title: `Shift sheet: ${pack.title}`,
    madeAtMs: pack.madeAtMs,
    sheets: [
      {
        name: 'Shift sheet',
        banner: `${markingsOf(pack.handling).join(' ')} · for: ${audienceNames[pack.audience]}`,
        columns,
        rows: targets.map((target) => columns.map((column) => column.cellOf(target))),
      },
    ],
  });
}
