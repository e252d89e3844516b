/** Figures of damaged files and hostile rows. */
import type { BenchRow } from '../shared/bench-row.ts';
import type { EvilTally } from './ingest-evil.ts';

const names = { damaged: 'damaged files', hostile: 'hostile rows' } as const;

/** Returns the rows of one source; crashes are errors without an exit code of the caller's making, and processes that died. */
export function evilRows({ source, amount, files, books, unbalanced }: EvilTally): BenchRow[] {
  const row = (name: string, value: number, unit: string, goal?: string): BenchRow => ({
    name: `${names[source]}: ${name}`,
    value,
    unit,
    ...(goal === undefined ? {} : { goal }),
  });
  return [
    row('tried', amount, source === 'damaged' ? 'files' : 'rows'),
    row('files loaded', files.read, 'files'),
    row('files refused whole', files.refused, 'files'),
    row('rows in quarantine', books.rejects, 'rows'),
    row('crashes', files.crashes, 'files', '== 0'),
    row('hangs', files.hangs, 'files', '== 0'),
    row('books out of balance', unbalanced + files.unbalanced, 'batches', '== 0'),
    row('rejects that do not explain themselves', books.unexplained, 'rows', '== 0'),
  ];
}
