/** Takes in results that come back in the spreadsheet that was sent. */
import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { ExecutionCode } from '../../domain/case-decision.ts';
import type { Examination } from '../../domain/examination.ts';
import { defaultHandling } from '../../domain/handling.ts';
import type { Measure } from '../../domain/measure.ts';
import { formatMoment } from '../../domain/moment.ts';
import type { Reject } from '../../formats/raw-row.ts';
import { writeCsvRows } from '../../formats/write-csv.ts';
import type { Ports } from '../ports.ts';
import { withRejectsFile } from '../rejects-file.ts';
import type { Store } from '../store-ports.ts';
import { type ReturnedResults, readReturnedResults } from './read-returned-results.ts';
import { recordsOfResult } from './records-of-result.ts';
import type { SentList } from './sent-list.ts';

/** What comes back. */
export interface ImportResultsInput {
  readonly path: string;
  readonly sent: SentList;
}

/** What became of it. Rows read = sound + rejected + blank; sound rows are the sum of `executions`. */
export interface ImportResultsReport {
  readonly file: string;
  readonly list: SentList['list'];
  readonly rowsRead: number;
  readonly sound: number;
  readonly rejected: number;
  readonly blank: number;
  readonly executions: { readonly [execution in ExecutionCode]?: number };
  readonly examinations: number;
  readonly measures: number;
  /** Targets of the list of which nothing has come back in this file. */
  readonly notReported: number;
  readonly rejects: readonly Omit<Reject, 'fields'>[];
}

interface ReadReturn {
  readonly returned: ReturnedResults;
  readonly records: readonly (Examination | Measure)[];
  readonly report: ImportResultsReport;
  readonly bytes: Uint8Array;
}

/**
 * Writes what came back as files: results in the profile `touchstone`, as `ingest` and `train` read them, and rejected rows with row, column, code and what was expected.
 * @throws `not-found`, `file-unreadable`, `too-large`.
 */
export async function importResultsToFiles(
  ports: Pick<Ports, 'files' | 'clock'>,
  input: ImportResultsInput,
  out: { readonly resultsPath: string; readonly rejectsPath: string },
): Promise<ImportResultsReport> {
  const { returned, records, report } = await readReturn(ports, input);
  await ports.files.write(out.resultsPath, resultLines(records));
  await withRejectsFile(ports, out.rejectsPath, async ({ onReject }) => {
    for (const { reject } of returned.rejects) await onReject?.(reject);
  });
  return report;
}

/**
 * Takes what came back into a store: sound results are facts like others, and rejected rows wait in quarantine. The same file again changes nothing.
 * @throws as {@link importResultsToFiles}.
 */
export async function importResultsToStore(
  ports: Pick<Ports, 'files' | 'clock'>,
  store: Pick<Store, 'facts' | 'audit'>,
  input: ImportResultsInput,
): Promise<ImportResultsReport> {
  const { returned, records, report, bytes } = await readReturn(ports, input);
  const nowMs = ports.clock.nowMs();
  const firstAgency = input.sent.targets[0]?.agency ?? '';
  const rejectsOf = (agency: string): Reject[] =>
    returned.rejects
      .filter(({ target }) => (target?.agency ?? firstAgency) === agency)
      // Only a corrected file helps these rows: no mapping profile could read them again.
      .map(({ reject }) => ({ ...reject, fields: undefined }));
  for (const agency of new Set([firstAgency, ...input.sent.targets.map((target) => target.agency)])) {
    const chunk = { records: records.filter((record) => record.agency === agency), rejects: rejectsOf(agency) };
    const rowsTotal = chunk.records.length + chunk.rejects.length;
    if (rowsTotal === 0) continue;
    const { batch } = await store.facts.openBatch({
      fileName: basename(input.path),
      profile: 'touchstone',
      agency,
      // A file may bear results of several agencies: each has its own batch of it.
      sha256: createHash('sha256').update(`returned results of ${agency}\n`).update(bytes).digest(),
      byteCount: bytes.length,
      receivedAtMs: nowMs,
      handling: defaultHandling(agency),
      rowsTotal,
    });
    if (batch.state === 'loading') {
      if (batch.rowsDone === 0) await store.facts.loadChunk(batch, { ...chunk, rowsDone: rowsTotal });
      await store.facts.finishBatch(batch.id);
    }
    await store.audit.append({
      atMs: nowMs,
      actor: 'command',
      agency,
      action: 'import-results',
      subject: `batch:${batch.id}`,
      payload: { list: input.sent.list, records: chunk.records.length, rejected: chunk.rejects.length },
    });
  }
  return report;
}

async function readReturn(
  ports: Pick<Ports, 'files' | 'clock'>,
  { path, sent }: ImportResultsInput,
): Promise<ReadReturn> {
  const bytes = await ports.files.readBytes(path);
  const nowMs = ports.clock.nowMs();
  const returned = await readReturnedResults({ name: path, bytes }, sent, nowMs);
  const records = returned.results.flatMap((result, index) =>
    recordsOfResult(result, { file: basename(path), row: index + 1, knownAtMs: nowMs }),
  );
  const executions: { [execution in ExecutionCode]?: number } = {};
  for (const { execution } of returned.results) executions[execution] = (executions[execution] ?? 0) + 1;
  const reported = new Set(returned.results.map(({ target }) => target.reference));
  const examinations = records.filter(({ kind }) => kind === 'examination').length;
  const report = {
    file: path,
    list: sent.list,
    rowsRead: returned.rowsRead,
    sound: returned.results.length,
    rejected: returned.rejects.length,
    blank: returned.blank,
    executions,
    examinations,
    measures: records.length - examinations,
    notReported: sent.targets.length - reported.size,
    rejects: returned.rejects.map(({ reject: { fields: _, ...reject } }) => reject),
  };
  return { returned, records, report, bytes };
}

const columns = [
  'recordKind',
  'agency',
  'id',
  'references.declaration',
  'references.houseBill',
  'references.airWaybill',
  'references.masterBill',
  'references.s10',
  'itemNumber',
  'control',
  'depth',
  'iprChecked',
  'examinedAt',
  'occurredAt',
  'knownAt',
  'outcome',
  'iprType',
  'brand',
  'articlesCount',
  'measureKind',
  'detectionMethod',
  'actual.quantity',
] as const;

/** Results as CSV in the profile `touchstone`. */
function resultLines(records: readonly (Examination | Measure)[]): string {
  const rows = records.map((record) => {
    const { references, knownAt } = record;
    const isMeasure = record.kind === 'measure';
    return [
      record.kind,
      record.agency,
      record.id.slice(record.id.indexOf('/') + 1),
      references.declaration,
      references.houseBill,
      references.airWaybill,
      references.masterBill,
      references.s10,
      record.itemNumber,
      ...(isMeasure ? [undefined, undefined, undefined, undefined] : examinedCells(record)),
      isMeasure ? formatMoment(record.occurredAt) : undefined,
      formatMoment(knownAt),
      record.outcome,
      record.iprType,
      record.brand,
      ...(isMeasure
        ? [undefined, record.measureKind, record.detectionMethod, record.actualGoods.quantity]
        : [record.articlesCount, undefined, undefined, undefined]),
    ];
  });
  return writeCsvRows([[...columns], ...rows]);
}

function examinedCells({ control, depth, iprChecked, examinedAt }: Examination): (string | undefined)[] {
  return [control, depth, iprChecked, examinedAt === undefined ? undefined : formatMoment(examinedAt)];
}
