/**
 * Writes a workbook as its rows come, in memory that does not grow with them: texts stand in their cells, since a table of shared ones would.
 *
 * Our own writer, and small, because the libraries that there are either hold the sheet whole or put its parts in an order that the schema forbids (ADR 15).
 */
import { AppError } from '../../errors.ts';
import { type ZipEntry, zipStream } from '../zip-stream.ts';
import { headXml, rowWriter, sheetEnd, sheetStart } from './sheet-xml.ts';
import { headRows, mostSheetRows, type Sheet, type Workbook } from './workbook.ts';
import { workbookParts } from './workbook-parts.ts';

/**
 * Yields the bytes of a workbook (XLSX).
 * @throws `too-large` for more rows than a spreadsheet has.
 */
export async function* writeWorkbook(book: Workbook): AsyncGenerator<Uint8Array> {
  const parts = workbookParts(book).map(([name, text]): ZipEntry => ({ name, content: [text] }));
  const sheets = book.sheets.map(
    (sheet, index): ZipEntry => ({ name: `xl/worksheets/sheet${index + 1}.xml`, content: sheetXml(sheet) }),
  );
  yield* zipStream([...parts, ...sheets]);
}

async function* sheetXml(sheet: Sheet): AsyncGenerator<string> {
  yield sheetStart(sheet);
  yield headXml(sheet);
  const rowOf = rowWriter(sheet);
  let row = headRows;
  for await (const values of sheet.rows) {
    row++;
    if (row > mostSheetRows)
      throw new AppError('too-large', { what: `sheet ${sheet.name}`, limit: `${mostSheetRows} rows` });
    yield rowOf(row, values);
  }
  yield sheetEnd(sheet, row);
}
