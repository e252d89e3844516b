/** Ranks the consignments of a scored file under capacity. */
import { AppError } from '../errors.ts';
import type { RuleFacts } from '../ranking/rules/rule-fields.ts';
import type { Ports } from './ports.ts';
import { type CandidateSource, type RankInput, type RankReport, rankCandidates } from './rank-candidates.ts';
import { readCsvTable } from './read-csv-table.ts';
import { fieldsOfColumns, lineFacts } from './rule-facts.ts';
import { ScoredCandidates } from './scored-candidate.ts';
import { scoredColumns } from './scored-line.ts';

/** What is ranked. */
export interface RankScoredInput extends RankInput {
  readonly scoredPath: string;
}

/**
 * Ranks a file that `score` wrote.
 * @throws `file-unreadable`, `settings-invalid`, `refused`, and `usage` for options that do not go together, a moment without a zone, and picks that are not eligible.
 */
export async function rankScored(ports: Pick<Ports, 'files' | 'folders'>, input: RankScoredInput): Promise<RankReport> {
  return rankCandidates(ports, input, () => readCandidates(ports, input.scoredPath));
}

async function readCandidates(ports: Pick<Ports, 'files'>, path: string): Promise<CandidateSource> {
  const { columns, rows } = await readCsvTable(ports, path);
  const missing = scoredColumns.filter((column) => !columns.includes(column));
  if (missing.length > 0)
    throw new AppError('file-unreadable', {
      file: path,
      reason: `it is not a scored file: no column ${missing.join(', ')}`,
    });
  const gathered = new ScoredCandidates(path);
  const items = new Map<string, RuleFacts[]>();
  for (const row of rows) {
    gathered.add(row);
    const id = row.get('consignment')!;
    const known = items.get(id);
    if (known === undefined) items.set(id, [lineFacts(row)]);
    else known.push(lineFacts(row));
  }
  const candidates = gathered.all();
  const reasons = new Map(candidates.map((candidate) => [candidate.consignmentId, candidate.reasons]));
  return {
    name: path,
    candidates,
    facts: { fields: fieldsOfColumns(columns), items },
    reasonsOf: async () => (columns.includes('reasons') ? reasons : undefined),
  };
}
