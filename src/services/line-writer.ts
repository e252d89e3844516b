/** Writes lines of CSV many at a time. */
import { writeCsvRows } from '../formats/write-csv.ts';
import type { FileWriter } from './ports.ts';

/** Gathers lines until they are worth writing. */
export class LineWriter {
  private readonly out: FileWriter;
  private rows: (string | number | undefined)[][] = [];

  constructor(out: FileWriter) {
    this.out = out;
  }

  /** Takes a line. */
  add(row: (string | number | undefined)[]): void {
    this.rows.push(row);
  }

  /** Writes what was taken where it is more than so many lines. */
  async flush(whenOver: number): Promise<void> {
    if (this.rows.length <= whenOver) return;
    const { rows } = this;
    this.rows = [];
    await this.write(rows);
  }

  /** Writes lines at once. */
  async write(rows: (string | number | undefined)[][]): Promise<void> {
    if (rows.length > 0) await this.out.append(writeCsvRows(rows));
  }
}
