/** Reads a small file that is in memory, whole and once. */
import { hash } from 'node:crypto';
import type { RateTable } from '../domain/exchange-rate.ts';
import type { SourceRecord } from '../domain/record.ts';
import { AppError } from '../errors.ts';
import type { Profile } from '../formats/profile.ts';
import { profileHandling } from '../formats/profile-handling.ts';
import type { FilePort } from './ports.ts';
import { type FileReport, readRecords } from './read-records.ts';
import type { SmallBatch } from './take-ports.ts';

/** A file with its bytes. */
export interface SmallFile {
  readonly fileName: string;
  readonly receivedAtMs: number;
  readonly bytes: Uint8Array;
}

/** Returns what a file says; undefined where it has a bad row, more rows than a few, or cannot be read. */
export async function readSmallFile(
  file: SmallFile,
  {
    profile,
    rates,
    maximumRows,
  }: { readonly profile: Profile; readonly rates: RateTable; readonly maximumRows: number },
): Promise<SmallBatch | undefined> {
  const files = { open: () => one(file.bytes) } as unknown as FilePort;
  const reports: FileReport[] = [];
  const records: SourceRecord[] = [];
  let columns: readonly string[] | undefined;
  try {
    const reading = readRecords({ files }, [{ path: file.fileName, profile }], {
      rates,
      label: profile.defaultLabel,
      reports,
      onColumns: (names) => {
        columns = names;
      },
    });
    for await (const some of reading) {
      for (const record of some) records.push(record);
      if (records.length > maximumRows || reports[0]!.rejected > 0) return undefined;
    }
  } catch (error) {
    // Whoever takes it in row by row says what is wrong with it.
    if (error instanceof AppError) return undefined;
    throw error;
  }
  return {
    records,
    batch: {
      fileName: file.fileName,
      profile: profile.name,
      agency: profile.agency,
      sha256: hash('sha256', file.bytes, 'buffer'),
      byteCount: file.bytes.length,
      receivedAtMs: file.receivedAtMs,
      handling: profileHandling(profile),
      rowsTotal: reports[0]!.rowsRead,
      columns,
    },
  };
}

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
