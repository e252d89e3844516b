/** Lines of a CSV file to its records, however quotes are set. */
import type { RawRow } from './raw-row.ts';
import { isCleanText, lineLimit, uncleanFault } from './read-text-lines.ts';
import { isPlainLine, splitCsvRecord } from './split-csv-line.ts';

/** Lines and characters that one quoted record may span before its opening quote is taken for a stray one. */
const quotedLineLimit = 50;
const quotedLengthLimit = 200_000;

interface Line {
  readonly text: string;
  readonly number: number;
  readonly isCut: boolean;
}

/**
 * Puts lines together to records. The first record is the header and says how many fields the others have.
 *
 * A record whose quote does not close within bounds, or closes where no record of the right width comes of it, costs its own first line only: reading goes on with the
 * next. Each step back gives up one line, so the work stays in proportion to the file.
 */
export class CsvAssembler {
  /** Records since they were last taken; the header is not one of them. */
  rows: RawRow[] = [];
  /** Names in the header, trimmed; undefined until it was read, empty where the first line is no record. */
  columns: readonly string[] | undefined;
  private readonly delimiter: string;
  private open: Line[] = [];
  private openQuotes = 0;
  private openLength = 0;

  constructor(delimiter: string) {
    this.delimiter = delimiter;
  }

  /** Whether a record is waiting for its closing quote. */
  get isOpen(): boolean {
    return this.open.length > 0;
  }

  /** Takes a line that no quote can span: it has none that matters, and no record is open. */
  addPlain(text: string, number: number, isSound: boolean): void {
    if (text !== '') this.emit(text, number, text.split(this.delimiter), isSound);
  }

  /** Takes any line. */
  add(text: string, number: number, isCut: boolean): void {
    const waiting: Line[] = [{ text, number, isCut }];
    for (let line = waiting.pop(); line !== undefined; line = waiting.pop()) {
      for (const again of this.take(line).reverse()) waiting.push(again);
    }
  }

  /** Gives up what is still open. */
  finish(): void {
    while (this.open.length > 0) {
      const [first, ...rest] = this.release();
      this.reject(first!, 'unclosed-quote', 'a closing quote');
      for (const line of rest) this.add(line.text, line.number, line.isCut);
    }
  }

  /** Takes the next line; returns lines that are to be taken again, since a quote before them was stray. */
  private take(line: Line): Line[] {
    const { text, number } = line;
    if (line.isCut) {
      if (this.open.length > 0) return [...this.giveUp(), line];
      this.reject(line, 'record-too-long', `at most ${lineLimit} characters`);
      return [];
    }
    if (this.open.length === 0 && isPlainLine(text, this.delimiter)) {
      this.addPlain(text, number, isCleanText(text));
      return [];
    }
    this.open.push(line);
    this.openQuotes += countQuotes(text);
    this.openLength += text.length;
    if (this.openQuotes % 2 !== 0) {
      const isWaiting = this.open.length < quotedLineLimit && this.openLength < quotedLengthLimit;
      return isWaiting ? [] : this.giveUp();
    }
    const isSingle = this.open.length === 1;
    const record = isSingle ? text : this.open.map((part) => part.text).join('\n');
    const fields = splitCsvRecord(record, this.delimiter);
    if (fields !== undefined && (isSingle || this.columns === undefined || fields.length === this.columns.length)) {
      const [first] = this.release();
      this.emit(record, first!.number, fields, isCleanText(record));
      return [];
    }
    if (!isSingle) return this.giveUp();
    this.reject(this.release()[0]!, 'bad-quoting', 'quotes around whole fields, doubled inside');
    return [];
  }

  /** Rejects the first open line and returns the others. */
  private giveUp(): Line[] {
    const [first, ...rest] = this.release();
    this.reject(first!, 'unclosed-quote', 'a closing quote');
    return rest;
  }

  private release(): Line[] {
    const { open } = this;
    this.open = [];
    this.openQuotes = 0;
    this.openLength = 0;
    return open;
  }

  private reject(line: Line, code: string, expected: string): void {
    this.columns ??= [];
    this.rows.push({ row: line.number, raw: line.text, fields: undefined, fault: { code, expected } });
  }

  private emit(raw: string, row: number, fields: string[], isSound: boolean): void {
    const { columns } = this;
    if (columns === undefined) this.columns = fields.map((name) => name.trim());
    else if (fields.length !== columns.length) {
      const expected = `${columns.length} columns, found ${fields.length}`;
      this.rows.push({ row, raw, fields: undefined, fault: { code: 'wrong-column-count', expected } });
    } else if (isSound) this.rows.push({ row, raw, fields, fault: undefined });
    else {
      const column = columns[fields.findIndex((field) => !isCleanText(field))];
      this.rows.push({ row, raw, fields: undefined, fault: { ...uncleanFault(raw), column } });
    }
  }
}

function countQuotes(text: string): number {
  let count = 0;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) count++;
  return count;
}
