/** Output of commands: results to standard output, everything else to standard error. */
import Table from 'cli-table3';
import pc from 'picocolors';
import type { FileReport } from '../services/read-records.ts';

/** Prints a result as JSON on one line; numbers that are not finite become null. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

/** Prints a line of a result. */
export function printLine(text = ''): void {
  process.stdout.write(`${text}\n`);
}

/** Prints a note for the person at the terminal. */
export function note(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** Returns a table without colours of its own, so that it reads the same in a log. */
export function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const made = new Table({ head: head.map((cell) => pc.bold(cell)), style: { head: [], border: [], compact: true } });
  for (const row of rows) made.push([...row]);
  return made.toString();
}

/** Notes each file's books: rows read = accepted + rejected. */
export function noteBooks(reports: readonly FileReport[]): void {
  for (const report of reports) note(bookLine(report));
}

/** Returns the books of a file in one line. */
export function bookLine(report: FileReport): string {
  const ignored = report.ignoredColumns.length === 0 ? '' : `; columns not used: ${report.ignoredColumns.join(', ')}`;
  return `${report.file} (${report.profile}): rows read ${report.rowsRead} = ${report.accepted} accepted + ${report.rejected} rejected${ignored}`;
}

/** A number to a fixed count of decimals; a dash where there is none. */
export function decimal(value: number | null, digits = 3): string {
  return value === null || !Number.isFinite(value) ? '–' : value.toFixed(digits);
}

/** An amount of dollars; small ones keep their cents. */
export function usd(amount: number): string {
  return decimal(amount, amount < 10 ? 2 : 0);
}

/** Milliseconds between two signs of progress. */
const progressEveryMs = 500;

/** Returns a listener to the reading of files that keeps one line of progress at a terminal, and says nothing elsewhere. */
export function readingProgress(): { onRowsRead: (report: Readonly<FileReport>) => void; clear: () => void } {
  let shownAt = performance.now();
  let isShown = false;
  return {
    onRowsRead: ({ file, rowsRead }) => {
      if (!process.stderr.isTTY || performance.now() - shownAt < progressEveryMs) return;
      shownAt = performance.now();
      isShown = true;
      process.stderr.write(`\r\u001b[K${file}: ${rowsRead} rows read`);
    },
    clear: () => {
      if (isShown) process.stderr.write('\r\u001b[K');
      isShown = false;
    },
  };
}
