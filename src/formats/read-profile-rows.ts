/** Reads a file by its profile: bytes in, batches of records and rejects out. */

import type { RateTable } from '../domain/exchange-rate.ts';
import type { SourceRecord } from '../domain/record.ts';
import { AppError } from '../errors.ts';
import type { ByteSource } from './byte-source.ts';
import { createRowMapper, type RowMapper } from './map-rows.ts';
import { mappingsOf, type Profile } from './profile.ts';
import { profileHandling } from './profile-handling.ts';
import type { Reject, RowStream } from './raw-row.ts';
import { readCsv } from './read-csv.ts';
import { readNdjson } from './read-ndjson.ts';
import { readXlsx } from './read-xlsx.ts';
import { checkedColumns } from './row-checks.ts';
import { findTarget, targets } from './targets.ts';
import { readXml } from './xml/read-xml.ts';

/** Some rows of a file; `rowsRead` is the sum of both lists. */
interface RecordBatch {
  readonly records: readonly SourceRecord[];
  readonly rejects: readonly Reject[];
  readonly rowsRead: number;
}

/** How a file is read. */
export interface ReadProfileRowsOptions {
  readonly rates: RateTable;
  /** Label to read; undefined reads none. */
  readonly label?: string | undefined;
  /** Whether a file without the label's column is refused. */
  readonly isLabelRequired?: boolean;
}

/** An opened file. */
export interface ProfileRows {
  /** Names of the columns in the order of the rows' fields. */
  readonly columns: readonly string[];
  /** Columns of the file that the profile does not map. */
  readonly ignoredColumns: readonly string[];
  readonly batches: AsyncIterable<RecordBatch>;
}

/**
 * Opens a file by its profile.
 * @throws `file-unreadable` for a file that is not of the profile's format, `profile-mismatch` where columns are missing.
 */
export async function readProfileRows(
  source: ByteSource,
  profile: Profile,
  options: ReadProfileRowsOptions,
): Promise<ProfileRows> {
  const stream = await openRows(source, profile);
  const present = stream.found ?? stream.columns;
  try {
    checkColumns(source, profile, present, options);
  } catch (error) {
    await stream.close();
    throw error;
  }
  const { columns } = stream;
  const map = createProfileMapper(profile, { file: source.name, columns, rates: options.rates, label: options.label });
  async function* batches(): AsyncGenerator<RecordBatch> {
    for await (const rows of stream.batches) {
      const records: SourceRecord[] = [];
      const rejects: Reject[] = [];
      for (const row of rows) {
        const mapped = map(row);
        if ('kind' in mapped) records.push(mapped);
        else rejects.push(mapped);
      }
      yield { records, rejects, rowsRead: rows.length };
    }
  }
  const used = usedColumns(profile);
  const ignoredColumns = present.filter(
    (column) => !used.has(column) && !(profile.columnsAreTargets && findTarget(column) !== undefined),
  );
  return { columns, ignoredColumns, batches: batches() };
}

/** What rows of a profile are mapped with. */
interface ProfileMapperOptions extends Pick<ReadProfileRowsOptions, 'rates' | 'label'> {
  readonly file: string;
  /** Names of the columns in the order of the rows' fields. */
  readonly columns: readonly string[];
}

/** Returns the mapper of a profile for rows that were cut into fields. */
export function createProfileMapper(
  profile: Profile,
  { file, columns, rates, label }: ProfileMapperOptions,
): RowMapper {
  const { agency, stage } = profile;
  return createRowMapper(profile, {
    file,
    columns,
    context: { agency, stage, handling: profileHandling(profile), rates },
    label,
  });
}

/** A file's rows; `found` are the columns that it is seen to have where no header says so. */
type OpenedRows = RowStream & { readonly found?: readonly string[] };

async function openRows(source: ByteSource, profile: Profile): Promise<OpenedRows> {
  const { format } = profile;
  if (format.type === 'csv') return readCsv(source, format);
  if (format.type === 'xlsx') return readXlsx(source, { sheet: format.sheet, decimalMark: format.decimalMark });
  if (format.type === 'xml') return openXml(source, profile);
  const columns = profile.columnsAreTargets ? targets.map((target) => target.name) : [...usedColumns(profile)];
  const stream = await readNdjson(source, { encoding: format.encoding, decimalMark: format.decimalMark, columns });
  return { ...stream, found: [...stream.found] };
}

async function openXml(source: ByteSource, profile: Profile): Promise<OpenedRows> {
  const { encoding, document, row, namespaces } = profile.format;
  // A profile of XML without a document is not valid, so none comes here.
  const columns = [...usedColumns(profile)];
  const stream = await readXml(source, { encoding, document: document ?? '', row, namespaces, columns });
  return { ...stream, found: [...stream.found] };
}

function usedColumns(profile: Profile): Set<string> {
  const labels = Object.values(profile.labels).flatMap((label) => (label.column === undefined ? [] : [label.column]));
  const mapped = mappingsOf(profile.columns).map(([column]) => column);
  return new Set([...mapped, ...labels, ...checkedColumns(profile.checks)]);
}

function checkColumns(
  source: ByteSource,
  profile: Profile,
  columns: readonly string[],
  options: ReadProfileRowsOptions,
): void {
  const refuse = (reason: string): never => {
    throw new AppError('profile-mismatch', { file: source.name, profile: profile.name, reason });
  };
  const doubled = columns.find((column, index) => column !== '' && columns.indexOf(column) !== index);
  if (doubled !== undefined) refuse(`column ${doubled} stands there twice`);
  const label = options.label === undefined ? undefined : profile.labels[options.label];
  const required = [
    ...profile.required,
    ...(options.isLabelRequired === true && label?.column !== undefined ? [label.column] : []),
  ];
  const missing = required.filter((column) => !columns.includes(column));
  if (missing.length === 0) return;
  refuse(`it has no column ${missing.join(', ')}; its columns are ${columns.slice(0, 30).join(', ').slice(0, 600)}`);
}
