/** Reads what an operation may control from a scored file. */
import { AppError } from '../errors.ts';
import type { AllocationCandidate } from '../ranking/allocation/allocation-candidate.ts';
import type { Ports } from './ports.ts';
import { readCsvTable } from './read-csv-table.ts';
import { ScoredCandidates } from './scored-candidate.ts';
import { scoredColumns } from './scored-line.ts';

/** Column of what is opened at once; a file without it has a unit for each consignment. */
const unitColumn = 'examinationUnit';

/**
 * Returns the consignments of a file that `score` wrote, with the groups by which an operation counts them; those of a consignment of several items are its first item's.
 * @throws `file-unreadable`.
 */
export async function readOperationCandidates(
  ports: Pick<Ports, 'files'>,
  path: string,
): Promise<AllocationCandidate[]> {
  const { columns, rows } = await readCsvTable(ports, path);
  const missing = scoredColumns.filter((column) => !columns.includes(column));
  if (missing.length > 0)
    throw new AppError('file-unreadable', {
      file: path,
      reason: `it is not a scored file: no column ${missing.join(', ')}`,
    });
  const gathered = new ScoredCandidates(path);
  const firstRows = new Map<string, ReadonlyMap<string, string>>();
  for (const row of rows) {
    gathered.add(row);
    const id = row.get('consignment')!;
    if (!firstRows.has(id)) firstRows.set(id, row);
  }
  return gathered.all().map(({ reasons: _, ...candidate }) => {
    const row = firstRows.get(candidate.consignmentId)!;
    const text = (column: string): string | undefined => row.get(column) || undefined;
    return {
      ...candidate,
      unit: text(unitColumn) ?? candidate.consignmentId,
      groups: {
        partner: text('agency'),
        office: candidate.office,
        channel: candidate.channel,
        hsChapter: candidate.hsCodes[0]?.slice(0, 2),
        originCountry: text('originCountry'),
        departureCountry: text('departureCountry'),
      },
    };
  });
}
