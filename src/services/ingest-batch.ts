/** Takes a file into the store: checked whole in a first pass, loaded in chunks in a second. */
import type { RateTable } from '../domain/exchange-rate.ts';
import type { SourceRecord } from '../domain/record.ts';
import { AppError } from '../errors.ts';
import type { Profile } from '../formats/profile.ts';
import { profileHandling } from '../formats/profile-handling.ts';
import type { Reject } from '../formats/raw-row.ts';
import type { Batch, BatchBook, NewBatch } from './batch-ports.ts';
import type { Ports, SpooledFile } from './ports.ts';
import { type FileReport, type InputFile, loadRates, readRecords } from './read-records.ts';
import type { Store } from './store-ports.ts';

/** How far an ingest has come. */
export interface IngestProgress {
  readonly file: string;
  readonly pass: 'checking' | 'loading';
  readonly rowsDone: number;
  /** Known from the second pass on. */
  readonly rowsTotal: number | undefined;
}

/** How files are taken in. */
export interface IngestBatchOptions {
  /** Gives the bytes where they do not lie at the input's path; they are read once. */
  readonly open?: (() => AsyncIterable<Uint8Array>) | undefined;
  /** When the file was received; undefined means now. */
  readonly receivedAtMs?: number | undefined;
  readonly onProgress?: ((progress: IngestProgress) => void) | undefined;
}

/** What became of a file. */
export interface IngestBatchReport {
  readonly batchId: number;
  readonly file: string;
  readonly profile: string;
  /** `again` for a file whose bytes were in the store already, `resumed` for one whose load had been cut off. */
  readonly outcome: 'loaded' | 'resumed' | 'again';
  readonly rowsRead: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly added: number;
  readonly revised: number;
  readonly duplicate: number;
  /** Rows among the duplicates whose records are erased. */
  readonly erased: number;
  readonly books: readonly BatchBook[];
  readonly ignoredColumns: readonly string[];
  readonly seconds: { readonly check: number; readonly load: number };
}

/** Rows that are stored in one transaction, and characters of rejected rows from which on it has fewer. */
const chunkRows = 5000;
const chunkRejectedLength = 16 * 1024 * 1024;

/**
 * Takes a file into the store. The same bytes under the same profile are one batch, however often they are handed in; a load that was cut off goes on where it stopped.
 * @throws `too-many-bad-rows`, `file-unreadable`, `profile-mismatch`: the file is then refused whole and the batch keeps the reason.
 */
export async function ingestBatch(
  ports: Pick<Ports, 'files' | 'folders' | 'clock' | 'process'>,
  store: Pick<Store, 'facts'>,
  input: InputFile,
  options: IngestBatchOptions = {},
): Promise<IngestBatchReport> {
  const rates = await loadRates(ports);
  const spooled = await ports.files.spool(options.open?.() ?? ports.files.open(input.path));
  try {
    const reading = new SpooledReading(ports, input, spooled, rates);
    const started = ports.process.seconds();
    const draft = {
      fileName: input.path,
      profile: input.profile.name,
      agency: input.profile.agency,
      sha256: spooled.sha256,
      byteCount: spooled.byteCount,
      receivedAtMs: options.receivedAtMs ?? ports.clock.nowMs(),
      handling: profileHandling(input.profile),
    };
    const checked = await checkFile(store, reading, draft, options);
    const checkSeconds = ports.process.seconds() - started;
    const { columns } = reading;
    const { batch, isNew } = await store.facts.openBatch({ ...draft, rowsTotal: checked.rowsRead, columns });
    const isAgain = batch.state === 'loaded';
    const loaded = isAgain ? batch : await loadFile(store, reading, batch, options);
    const books = isAgain ? loaded.books.map(asDuplicates) : loaded.books;
    const sum = (field: Exclude<keyof BatchBook, 'recordKind'>): number =>
      books.reduce((total, book) => total + book[field], 0);
    return {
      batchId: batch.id,
      file: input.path,
      profile: input.profile.name,
      outcome: isAgain ? 'again' : isNew ? 'loaded' : 'resumed',
      rowsRead: checked.rowsRead,
      accepted: sum('accepted'),
      rejected: sum('rejected'),
      added: sum('added'),
      revised: sum('revised'),
      duplicate: sum('duplicate'),
      erased: loaded.erasedRows,
      books,
      ignoredColumns: checked.ignoredColumns,
      seconds: { check: checkSeconds, load: ports.process.seconds() - started - checkSeconds },
    };
  } finally {
    await spooled.remove();
  }
}

/** Reads a spooled copy under the name of its original. */
class SpooledReading {
  private readonly files: Ports['files'];
  private readonly input: InputFile;
  private readonly rates: RateTable;
  /** Names of the file's columns; undefined before it was read. */
  columns: readonly string[] | undefined;

  constructor(ports: Pick<Ports, 'files'>, input: InputFile, spooled: SpooledFile, rates: RateTable) {
    this.files = { ...ports.files, open: () => ports.files.open(spooled.path) };
    this.input = input;
    this.rates = rates;
  }

  get profile(): Profile {
    return this.input.profile;
  }

  /** Yields batches of rows; rejects stand before the records of their batch in `rejects`, which the reader empties. */
  records(report: {
    readonly reports: FileReport[];
    readonly onReject?: (reject: Reject) => void;
  }): AsyncIterable<readonly SourceRecord[]> {
    return readRecords({ files: this.files }, [this.input], {
      rates: this.rates,
      label: this.input.profile.defaultLabel,
      reports: report.reports,
      onColumns: (columns) => {
        this.columns = columns;
      },
      ...(report.onReject === undefined ? {} : { onReject: report.onReject }),
    });
  }
}

async function checkFile(
  store: Pick<Store, 'facts'>,
  reading: SpooledReading,
  draft: Omit<NewBatch, 'rowsTotal'>,
  options: IngestBatchOptions,
): Promise<FileReport> {
  const reports: FileReport[] = [];
  try {
    for await (const _ of reading.records({ reports })) {
      options.onProgress?.({
        file: draft.fileName,
        pass: 'checking',
        rowsDone: reports[0]!.rowsRead,
        rowsTotal: undefined,
      });
    }
  } catch (error) {
    if (error instanceof AppError) {
      await store.facts.refuseBatch({ ...draft, rowsTotal: reports[0]?.rowsRead ?? 0 }, error.message);
    }
    throw error;
  }
  return reports[0]!;
}

async function loadFile(
  store: Pick<Store, 'facts'>,
  reading: SpooledReading,
  batch: Batch,
  options: IngestBatchOptions,
): Promise<Batch> {
  const reports: FileReport[] = [];
  let rejects: Reject[] = [];
  let records: SourceRecord[] = [];
  let rejectedLength = 0;
  let loading: Promise<void> = Promise.resolve();
  // While the store takes a chunk the next one is read, so at most two are held.
  const load = async (rowsDone: number): Promise<void> => {
    const chunk = { records, rejects, rowsDone };
    records = [];
    rejects = [];
    rejectedLength = 0;
    await loading;
    loading = store.facts.loadChunk(batch, chunk).then(() => {
      options.onProgress?.({ file: batch.fileName, pass: 'loading', rowsDone, rowsTotal: batch.rowsTotal });
    });
    // Its failure is met by whoever waits next.
    loading.catch(() => {});
  };
  try {
    const onReject = (reject: Reject): void => {
      rejects.push(reject);
      rejectedLength += reject.raw.length;
    };
    for await (const some of reading.records({ reports, onReject })) {
      const { rowsRead } = reports[0]!;
      if (rowsRead <= batch.rowsDone) {
        rejects = [];
        rejectedLength = 0;
        continue;
      }
      records.push(...some);
      if (records.length + rejects.length >= chunkRows || rejectedLength >= chunkRejectedLength) await load(rowsRead);
    }
    if (records.length + rejects.length > 0) await load(reports[0]!.rowsRead);
  } finally {
    await Promise.allSettled([loading]);
  }
  await loading;
  return store.facts.finishBatch(batch.id);
}

/** The books of a file that adds nothing. */
function asDuplicates(book: BatchBook): BatchBook {
  return { ...book, added: 0, revised: 0, duplicate: book.accepted };
}
