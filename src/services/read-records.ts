/** Reads agencies' files into records, keeps their books, and refuses files that are bad as a whole. */
import { basename } from 'node:path';
import { parseRateTable, type RateTable } from '../domain/exchange-rate.ts';
import type { SourceRecord } from '../domain/record.ts';
import { AppError } from '../errors.ts';
import { type Profile, parseProfile } from '../formats/profile.ts';
import type { Reject } from '../formats/raw-row.ts';
import { readProfileRows } from '../formats/read-profile-rows.ts';
import type { Ports } from './ports.ts';

/** A file and the profile that it is read by. */
export interface InputFile {
  readonly profile: Profile;
  readonly path: string;
}

/** The books of one file: rows read = accepted + rejected. */
export interface FileReport {
  readonly file: string;
  readonly profile: string;
  rowsRead: number;
  accepted: number;
  rejected: number;
  readonly ignoredColumns: readonly string[];
}

/** How files are read. */
export interface ReadRecordsOptions {
  /** Label to read; each file's profile says where it stands. Undefined reads none. */
  readonly label?: string | undefined;
  readonly isLabelRequired?: boolean;
  readonly rates: RateTable;
  readonly onReject?: (reject: Reject) => void | Promise<void>;
  /** Hears the names of a file's columns before its rows, in the order of the rows' fields. */
  readonly onColumns?: (columns: readonly string[]) => void;
  /** Hears of every batch: rows read of the file so far. */
  readonly onRowsRead?: (report: Readonly<FileReport>) => void;
}

/** Bad rows that any file may have, and the share of bad rows that a larger one may. */
const toleratedRows = 20;
const toleratedShare = 0.05;

/**
 * Yields the records of the files in batches, file after file; `reports` gets one report a file.
 * @throws `too-many-bad-rows` at the end of a file with more than 20 and more than 5% bad rows: what was made of it must then be thrown away.
 */
export async function* readRecords(
  ports: Pick<Ports, 'files'>,
  inputs: readonly InputFile[],
  options: ReadRecordsOptions & { readonly reports: FileReport[] },
): AsyncGenerator<readonly SourceRecord[]> {
  for (const { profile, path } of inputs) {
    const source = { name: path, open: () => ports.files.open(path) };
    const rows = await readProfileRows(source, profile, options);
    options.onColumns?.(rows.columns);
    const report: FileReport = {
      file: path,
      profile: profile.name,
      rowsRead: 0,
      accepted: 0,
      rejected: 0,
      ignoredColumns: rows.ignoredColumns,
    };
    options.reports.push(report);
    let first: Reject | undefined;
    for await (const batch of rows.batches) {
      report.rowsRead += batch.rowsRead;
      report.accepted += batch.records.length;
      report.rejected += batch.rejects.length;
      first ??= batch.rejects[0];
      if (options.onReject !== undefined) for (const reject of batch.rejects) await options.onReject(reject);
      options.onRowsRead?.(report);
      yield batch.records;
    }
    if (report.rejected > toleratedRows && report.rejected > report.rowsRead * toleratedShare && first !== undefined) {
      throw new AppError('too-many-bad-rows', {
        file: path,
        rejected: report.rejected,
        read: report.rowsRead,
        first: `row ${first.row}${first.column === undefined ? '' : `, column ${first.column}`}: ${first.code}, expected ${first.expected}`,
      });
    }
  }
}

/**
 * Returns the input that a command's word names: `PROFILE:PATH`, or a path read by the default profile.
 * @throws `usage` for a path without any profile, `not-found` for a profile that does not exist.
 */
export async function resolveInput(
  ports: Pick<Ports, 'files' | 'folders'>,
  word: string,
  defaultProfile: string | undefined,
): Promise<InputFile> {
  const colon = /^([a-z][a-z0-9-]*):(.+)$/.exec(word);
  // A colon may also be part of a path; a profile of that name must exist for it to be one.
  if (colon !== null && (await ports.files.exists(profilePath(ports, colon[1]!)))) {
    return { profile: await loadProfile(ports, colon[1]!), path: colon[2]! };
  }
  if (defaultProfile === undefined) throw new AppError('usage', { reason: `${word}: say --profile, or PROFILE:PATH` });
  return { profile: await loadProfile(ports, defaultProfile), path: word };
}

/** Profiles that were parsed, by path, with the text that they were parsed from. */
export type ProfileMemory = Map<string, { readonly text: string; readonly profile: Profile }>;

/**
 * Returns a profile by its name, or by the path of its file.
 * @param memory spares the parsing of a file that is as it was before.
 * @throws `not-found`, `profile-invalid`.
 */
export async function loadProfile(
  ports: Pick<Ports, 'files' | 'folders'>,
  name: string,
  memory: ProfileMemory = new Map(),
): Promise<Profile> {
  const isPath = name.endsWith('.yaml') || name.endsWith('.yml');
  const path = isPath ? name : profilePath(ports, name);
  if (!(await ports.files.exists(path))) {
    const known = (await listProfileNames(ports)).join(', ');
    throw new AppError('not-found', { what: 'profile', name, hint: `; there are ${known}` });
  }
  const text = await ports.files.readText(path);
  const known = memory.get(path);
  if (known?.text === text) return known.profile;
  const profile = parseProfile(basename(path).replace(/\.ya?ml$/, ''), text);
  memory.set(path, { text, profile });
  return profile;
}

/** Returns the names of the profiles in the profiles folder. */
export async function listProfileNames(ports: Pick<Ports, 'files' | 'folders'>): Promise<string[]> {
  const names = await ports.files.list(ports.folders.profiles);
  return names.filter((name) => name.endsWith('.yaml')).map((name) => name.slice(0, -5));
}

/** The table of rates that was parsed last, with the text that it was parsed from. */
export interface RateMemory {
  text?: string;
  rates?: RateTable;
}

/** Returns the dated exchange rates that come with the program. @param memory spares the parsing of a file that is as it was before. */
export async function loadRates(ports: Pick<Ports, 'files' | 'folders'>, memory: RateMemory = {}): Promise<RateTable> {
  const text = await ports.files.readText(`${ports.folders.codeLists}/exchange-rates.csv`);
  if (memory.rates === undefined || memory.text !== text) {
    memory.text = text;
    memory.rates = parseRateTable(text);
  }
  return memory.rates;
}

function profilePath(ports: Pick<Ports, 'folders'>, name: string): string {
  return `${ports.folders.profiles}/${name}.yaml`;
}
