/** Reads the spreadsheet that comes back, whatever it was saved as. */
import { AppError } from '../../errors.ts';
import type { ByteSource } from '../../formats/byte-source.ts';
import type { RowStream } from '../../formats/raw-row.ts';
import { readCsv } from '../../formats/read-csv.ts';
import { readXlsx } from '../../formats/read-xlsx.ts';
import { targetsSheetName } from '../../formats/target-pack/write-target-xlsx.ts';

/** Bytes that a returned file may have. */
const fileLimit = 50 * 1024 * 1024;
const delimiters = [',', ';', '\t'] as const;

/**
 * Opens a returned file: a workbook, or CSV with commas, semicolons or tabs in UTF-8 or, where it is none, windows-1252, as spreadsheets save it.
 * @throws `file-unreadable` for a file without the column `reference`, `too-large`.
 */
export async function readReturnedRows(name: string, bytes: Uint8Array): Promise<RowStream> {
  if (bytes.length > fileLimit) throw new AppError('too-large', { what: name, limit: `${fileLimit} bytes` });
  const source: ByteSource = {
    name,
    async *open() {
      yield bytes;
    },
  };
  if (bytes[0] === 0x50 && bytes[1] === 0x4b)
    return readXlsx(source, { sheet: targetsSheetName, headerColumn: 'reference', decimalMark: '.' });
  const encoding = encodingOf(bytes);
  const header = new TextDecoder(encoding).decode(bytes.subarray(0, 4096)).split('\n', 1)[0]!;
  const delimiter = delimiters.find((mark) => header.split(mark).some((cell) => bare(cell) === 'reference'));
  if (delimiter === undefined)
    throw new AppError('file-unreadable', { file: name, reason: 'it has no column reference' });
  return readCsv(source, { delimiter, encoding });
}

function bare(cell: string): string {
  return cell
    .replace(/^\uFEFF/, '')
    .trim()
    .replace(/^"(.*)"$/, '$1');
}

function encodingOf(bytes: Uint8Array): 'utf-8' | 'windows-1252' {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return 'utf-8';
  } catch {
    return 'windows-1252';
  }
}
