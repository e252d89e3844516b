/** Reads returned results and sorts them: sound ones, rejected rows, and rows that nobody filled in. */
import { dayMs } from '../../domain/moment.ts';
import { resultForm } from '../../domain/result-form.ts';
import { AppError } from '../../errors.ts';
import type { RawRow, Reject } from '../../formats/raw-row.ts';
import { checkReturnedRow, isFilledIn, type ReturnedResult, type RowFault } from './check-returned-row.ts';
import { readReturnedRows } from './read-returned-rows.ts';
import type { SentList, SentTarget } from './sent-list.ts';

/** What came back. Rows read = sound + rejected + blank. */
export interface ReturnedResults {
  readonly columns: readonly string[];
  readonly rowsRead: number;
  readonly results: readonly ReturnedResult[];
  readonly rejects: readonly ReturnedReject[];
  /** Rows of the list that report nothing. */
  readonly blank: number;
}

/** A rejected row, with the target that it is about where that is known. */
interface ReturnedReject {
  readonly reject: Reject;
  readonly target: SentTarget | undefined;
}

/** What is read. */
interface ReturnedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * Reads a returned file.
 * @throws `file-unreadable`, `too-large`.
 */
export async function readReturnedResults(file: ReturnedFile, sent: SentList, nowMs: number): Promise<ReturnedResults> {
  const { columns, batches } = await readReturnedRows(file.name, file.bytes);
  if (!columns.includes('execution'))
    throw new AppError('file-unreadable', {
      file: file.name,
      reason: 'it has no column execution: it is no form for results',
    });
  const targets = new Map(sent.targets.map((target) => [target.reference, target]));
  const madeOn = Math.floor(sent.madeAtMs / dayMs) * dayMs;
  // Wherever the officers are, their day is at most one ahead of ours or behind it.
  const context = { targets, fromMs: madeOn - dayMs, toMs: Math.floor(nowMs / dayMs) * dayMs + dayMs };
  const results: ReturnedResult[] = [];
  const rejects: ReturnedReject[] = [];
  const seen = new Set<string>();
  let rowsRead = 0;
  let blank = 0;
  for await (const batch of batches) {
    for (const row of batch) {
      rowsRead++;
      const texts = textsOf(row, columns);
      if (texts !== undefined && !isFilledIn(texts)) {
        blank++;
        continue;
      }
      const checked = texts === undefined ? faultOf(row) : checkReturnedRow(texts, context);
      const fault = 'code' in checked ? checked : repeated(checked, seen);
      if (fault === undefined) results.push(checked as ReturnedResult);
      else
        rejects.push({ reject: rejectOf(file.name, row, fault), target: targets.get(texts?.get('reference') ?? '') });
    }
  }
  return { columns, rowsRead, results, rejects, blank };
}

const formNames: ReadonlySet<string> = new Set(['reference', ...resultForm.map(({ name }) => name)]);

function textsOf({ fields }: RawRow, columns: readonly string[]): ReadonlyMap<string, string> | undefined {
  if (fields === undefined) return undefined;
  const texts = new Map<string, string>();
  columns.forEach((column, index) => {
    const text = fields[index]?.trim();
    if (formNames.has(column) && text !== undefined && text !== '') texts.set(column, text);
  });
  return texts;
}

function faultOf({ fault }: RawRow): RowFault {
  return { column: fault?.column, code: fault?.code ?? 'unreadable', expected: fault?.expected ?? 'a readable row' };
}

/** Two results of the same goods in one file contradict each other; a later file revises an earlier one. */
function repeated({ target, itemNumber }: ReturnedResult, seen: Set<string>): RowFault | undefined {
  const key = `${target.reference} ${itemNumber ?? ''}`;
  if (seen.has(key))
    return { column: 'reference', code: 'repeated', expected: 'one row for each target and goods item' };
  seen.add(key);
  return undefined;
}

function rejectOf(file: string, { row, raw, fields }: RawRow, { column, code, expected }: RowFault): Reject {
  return { file, row, column, code, expected, raw, fields };
}
