/** Reads bytes by a shipped profile, as a use case would, and keeps the books. */
import { readFileSync } from 'node:fs';
import { parseRateTable } from '../../src/domain/exchange-rate.ts';
import { AppError } from '../../src/errors.ts';
import { parseProfile } from '../../src/formats/profile.ts';
import type { Reject } from '../../src/formats/raw-row.ts';
import { readProfileRows } from '../../src/formats/read-profile-rows.ts';
import { sourceOf } from './text-source.ts';

const rates = parseRateTable(readFileSync('data/code-lists/exchange-rates.csv', 'utf8'));

/** What became of a file: read with its books, or refused with a reason. Anything else that is thrown is a defect and passes through. */
export interface ReadOutcome {
  readonly rowsRead: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly rejects: readonly Reject[];
  readonly refused: AppError | undefined;
}

/** Reads bytes by a shipped profile or by its XLSX twin (`NAME.xlsx`). */
export async function readWithBooks(bytes: Uint8Array, profileName: string): Promise<ReadOutcome> {
  const name = profileName.replace(/\.xlsx$/, '');
  const text = readFileSync(`data/profiles/${name}.yaml`, 'utf8');
  const profile = parseProfile(name, name === profileName ? text : text.replace('type: csv', 'type: xlsx'));
  const books = { rowsRead: 0, accepted: 0, rejected: 0, rejects: [] as Reject[] };
  try {
    const rows = await readProfileRows(sourceOf(bytes, 'damaged'), profile, { rates, label: profile.defaultLabel });
    for await (const batch of rows.batches) {
      books.rowsRead += batch.rowsRead;
      books.accepted += batch.records.length;
      books.rejected += batch.rejects.length;
      books.rejects.push(...batch.rejects);
    }
    return { ...books, refused: undefined };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { ...books, refused: error };
  }
}
