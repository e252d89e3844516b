/** CSV (RFC 4180 and its many dialects) to rows. */
import { AppError } from '../errors.ts';
import { CsvAssembler } from './assemble-csv.ts';
import type { ByteSource } from './byte-source.ts';
import type { RawRow, RowStream } from './raw-row.ts';
import { isCleanText, readTextLines } from './read-text-lines.ts';

/** How a CSV file is written. */
export interface CsvDialect {
  readonly delimiter: string;
  readonly encoding: string;
}

/** Columns that a file may have. */
const columnLimit = 2000;

/**
 * Opens a CSV file and reads its header. A bad row costs itself only: see {@link CsvAssembler}.
 * @throws `file-unreadable` without a header line of text.
 */
export async function readCsv(source: ByteSource, dialect: CsvDialect): Promise<RowStream> {
  const assembler = new CsvAssembler(dialect.delimiter);
  const batches = readRecords(source, dialect, assembler);
  // The first batch is held back until somebody asks for rows.
  const first = await batches.next();
  const { columns } = assembler;
  const refuse = async (reason: string): Promise<never> => {
    await batches.return(undefined);
    throw new AppError('file-unreadable', { file: source.name, reason });
  };
  if (columns === undefined || columns.length === 0) return refuse('its first line is not a header');
  if (columns.length > columnLimit) return refuse(`it has more than ${columnLimit} columns`);
  if (!columns.every(isCleanText)) return refuse('its first line is not text in the encoding of the profile');
  async function* rows(): AsyncGenerator<readonly RawRow[]> {
    if (first.done === true) return;
    yield first.value;
    yield* batches;
  }
  return {
    columns,
    batches: rows(),
    close: async () => {
      await batches.return(undefined);
    },
  };
}

/** Yields the rows after the header; the first batch comes no earlier than the header. */
async function* readRecords(
  source: ByteSource,
  dialect: CsvDialect,
  assembler: CsvAssembler,
): AsyncGenerator<readonly RawRow[], undefined> {
  for await (const { lines, firstLine, cutLines, isQuoteFree, isClean } of readTextLines(source, dialect.encoding)) {
    const isPlain = isQuoteFree && cutLines.size === 0;
    for (let index = 0; index < lines.length; index++) {
      const text = lines[index]!;
      if (isPlain && !assembler.isOpen) assembler.addPlain(text, firstLine + index, isClean || isCleanText(text));
      else assembler.add(text, firstLine + index, cutLines.has(index));
    }
    if (assembler.columns !== undefined) yield take(assembler);
  }
  assembler.finish();
  if (assembler.rows.length > 0) yield take(assembler);
  return undefined;
}

function take(assembler: CsvAssembler): readonly RawRow[] {
  const { rows } = assembler;
  assembler.rows = [];
  return rows;
}
