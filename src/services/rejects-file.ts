/** The file of rejected rows. */
import { type Reject, rawTextLimit } from '../formats/raw-row.ts';
import { writeCsvRows } from '../formats/write-csv.ts';
import type { FileWriter, Ports } from './ports.ts';
import type { ReadRecordsOptions } from './read-records.ts';

const linesAtOnce = 2000;

/** Takes rejected rows as they are read and writes them, so that a file of nothing but bad rows needs no more memory than a good one. */
class RejectsFile {
  private readonly out: FileWriter;
  private lines: (string | number | undefined)[][] = [['file', 'row', 'column', 'code', 'expected', 'raw']];
  /** Rows taken. */
  count = 0;

  private constructor(out: FileWriter) {
    this.out = out;
  }

  /** Starts the file; it appears under its name with {@link finish}. */
  static async create(ports: Pick<Ports, 'files'>, path: string): Promise<RejectsFile> {
    return new RejectsFile(await ports.files.create(path));
  }

  /** Takes a row; to be awaited, since it writes when enough have come together. */
  readonly add = async (reject: Reject): Promise<void> => {
    const { file, row, column, code, expected, raw } = reject;
    this.count++;
    this.lines.push([file, row, column, code, expected, raw.slice(0, rawTextLimit)]);
    if (this.lines.length >= linesAtOnce) await this.flush();
  };

  /** Gives the file its name. */
  async finish(): Promise<void> {
    await this.flush();
    await this.out.finish();
  }

  /** Removes what was written. */
  async discard(): Promise<void> {
    await this.out.discard();
  }

  private async flush(): Promise<void> {
    const { lines } = this;
    this.lines = [];
    if (lines.length > 0) await this.out.append(writeCsvRows(lines));
  }
}

/**
 * Runs something that reads files, and writes the rows that it rejects to a file, where a path is given. When a file is refused for its bad rows they are needed most, so
 * the file is written then too.
 */
export async function withRejectsFile<T>(
  ports: Pick<Ports, 'files'>,
  path: string | undefined,
  run: (reading: Pick<ReadRecordsOptions, 'onReject'>) => Promise<T>,
): Promise<T> {
  if (path === undefined) return run({});
  const rejects = await RejectsFile.create(ports, path);
  try {
    const result = await run({ onReject: rejects.add });
    await rejects.finish();
    return result;
  } catch (error) {
    await (rejects.count > 0 ? rejects.finish() : rejects.discard());
    throw error;
  }
}
