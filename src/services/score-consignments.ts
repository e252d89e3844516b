/** Scores the consignments of files with a model and its own history, and writes them to a file. */
import { parse } from 'csv-parse/sync';
import type { GoodsItemRecord } from '../domain/goods-item.ts';
import { formatMoment, scoreTickHour } from '../domain/moment.ts';
import type { Reject } from '../formats/raw-row.ts';
import { readTextLines } from '../formats/read-text-lines.ts';
import { writeCsvRows } from '../formats/write-csv.ts';
import { calibrate } from '../models/calibrator.ts';
import { describeReasons, type Explanation } from './describe-reasons.ts';
import { keyOfModel, type LoadedModel, loadModel } from './model-store.ts';
import type { FileWriter, Ports } from './ports.ts';
import { type FileReport, type InputFile, loadRates, readRecords } from './read-records.ts';
import { reasonText } from './reason-text.ts';
import { type ScoredItem, ScoreStream } from './score-stream.ts';
import { TopConsignments } from './top-consignments.ts';

/** What is scored. */
export interface ScoreConsignmentsInput {
  readonly files: readonly InputFile[];
  /** `NAME` or `NAME@VERSION`. */
  readonly model: string;
  readonly outPath: string;
  /** Number of consignments to select; undefined selects none. */
  readonly capacity?: number | undefined;
  readonly rejectsPath?: string | undefined;
  readonly seed: number;
}

/** A selected consignment with its reasons, best first. */
export interface SelectedConsignment {
  readonly consignmentId: string;
  readonly item: number;
  readonly probability: number;
  readonly margin: number;
  readonly record: GoodsItemRecord;
  readonly explanation: Explanation;
}

/** What came of scoring. */
export interface ScoreConsignmentsReport {
  readonly model: string;
  readonly files: readonly FileReport[];
  readonly rowsScored: number;
  readonly selected: readonly SelectedConsignment[];
  readonly outPath: string;
  /** False where files were not in order of time and had to be held in memory. */
  readonly isStreamed: boolean;
  readonly history: { readonly cells: number; readonly bytes: number };
  readonly seconds: { readonly total: number; readonly features: number; readonly predict: number };
  readonly peakMemoryMb: number;
}

/** Columns of a scored file. */
export const scoredColumns = [
  'consignment',
  'item',
  'agency',
  'stage',
  'occurredAt',
  'arrivedAt',
  'releaseCutOff',
  'office',
  'channel',
  'hsCode',
  'originCountry',
  'departureCountry',
  'valueUsd',
  'quantity',
  'margin',
  'probability',
] as const;

const linesAtOnce = 2000;

/**
 * Scores every goods item of the files and writes one line an item. With a capacity, a last pass marks the selected consignments and gives their reasons.
 *
 * A consignment counts with its highest item. A tenth of the capacity is drawn at random over all consignments, the rest goes by margin; which of the two chose a
 * consignment is not shown.
 * @throws `not-found`, `model-schema-mismatch`, and all that reading throws; then nothing is written.
 */
export async function scoreConsignments(ports: Ports, input: ScoreConsignmentsInput): Promise<ScoreConsignmentsReport> {
  const rejects: Reject[] = [];
  const attempt = async (isStreamed: boolean): Promise<ScoreConsignmentsReport | undefined> => {
    const model = await loadModel(ports, input.model);
    const out = await ports.files.create(`${input.outPath}${input.capacity === undefined ? '' : '.unranked'}`);
    try {
      const report = await scoreOnce(ports, input, { model, out, rejects, isStreamed });
      if (report === undefined) await out.discard();
      return report;
    } catch (error) {
      await out.discard();
      throw error;
    }
  };
  const report = (await attempt(true)) ?? (await attempt(false))!;
  if (input.rejectsPath !== undefined) await writeRejects(ports, input.rejectsPath, rejects);
  return report;
}

async function scoreOnce(
  ports: Ports,
  input: ScoreConsignmentsInput,
  run: {
    readonly model: LoadedModel;
    readonly out: FileWriter;
    readonly rejects: Reject[];
    readonly isStreamed: boolean;
  },
): Promise<ScoreConsignmentsReport | undefined> {
  const { model, out } = run;
  const { seconds } = ports.process;
  const started = seconds();
  run.rejects.length = 0;
  const top = input.capacity === undefined ? undefined : new TopConsignments(input.capacity, input.seed);
  const writer = new LineWriter(out);
  let rowsScored = 0;
  const stream = new ScoreStream({
    model,
    key: await keyOfModel(ports, model.artefact),
    seconds,
    onScored: (item) => {
      rowsScored++;
      writer.add(scoredLine(item, model));
      top?.offer(item);
    },
  });
  await writer.write([[...scoredColumns]]);
  const reports: FileReport[] = [];
  const held: GoodsItemRecord[] = [];
  const options = { rates: await loadRates(ports), reports, onReject: (reject: Reject) => run.rejects.push(reject) };
  for await (const records of readRecords(ports, input.files, options)) {
    for (const record of records) {
      if (record.kind !== 'declaration' && record.kind !== 'manifest') continue;
      if (!run.isStreamed) held.push(record);
      else if (!stream.push(record)) return undefined;
    }
    await writer.flush(linesAtOnce);
  }
  held.sort((a, b) => scoreTickHour(a.consignment.occurredAt) - scoreTickHour(b.consignment.occurredAt));
  for (let index = 0; index < held.length; index++) {
    stream.push(held[index]!);
    if (index % linesAtOnce === 0) await writer.flush(linesAtOnce);
  }
  stream.finish();
  await writer.flush(0);
  await out.finish();
  const selected = top === undefined ? [] : selectedOf(top, model);
  if (top !== undefined) await markSelected(ports, input.outPath, selected);
  return {
    model: `${model.manifest.name}@${model.manifest.version}`,
    files: reports,
    rowsScored,
    selected,
    outPath: input.outPath,
    isStreamed: run.isStreamed,
    history: { cells: stream.cells.count, bytes: stream.cells.bytes },
    seconds: { total: seconds() - started, ...stream.spent },
    peakMemoryMb: ports.process.peakMemoryBytes() / 2 ** 20,
  };
}

/** Gathers lines and writes them many at a time. */
class LineWriter {
  private readonly out: FileWriter;
  private rows: (string | number | undefined)[][] = [];

  constructor(out: FileWriter) {
    this.out = out;
  }

  add(row: (string | number | undefined)[]): void {
    this.rows.push(row);
  }

  async flush(whenOver: number): Promise<void> {
    if (this.rows.length <= whenOver) return;
    const { rows } = this;
    this.rows = [];
    await this.write(rows);
  }

  async write(rows: (string | number | undefined)[][]): Promise<void> {
    if (rows.length > 0) await this.out.append(writeCsvRows(rows));
  }
}

function scoredLine({ record, margin }: ScoredItem, model: LoadedModel): (string | number | undefined)[] {
  const { consignment, item } = record;
  const { arrived, eta, releaseCutOff } = consignment.times;
  const arrival = arrived ?? eta;
  return [
    consignment.id,
    item.itemNumber,
    consignment.agency,
    consignment.stage,
    formatMoment(consignment.occurredAt),
    arrival === undefined ? undefined : formatMoment(arrival),
    releaseCutOff === undefined ? undefined : formatMoment(releaseCutOff),
    consignment.office,
    consignment.channel,
    item.hsCode,
    item.originCountry,
    consignment.departureCountry,
    item.valueUsd === undefined ? undefined : Number(item.valueUsd.toFixed(2)),
    item.quantity,
    margin,
    calibrate(model.artefact.calibrator, margin),
  ];
}

function selectedOf(top: TopConsignments, model: LoadedModel): SelectedConsignment[] {
  return top.selected().map((entry) => ({
    consignmentId: entry.record.consignment.id,
    item: entry.record.item.itemNumber,
    margin: entry.margin,
    probability: calibrate(model.artefact.calibrator, entry.margin),
    record: entry.record,
    explanation: describeReasons(model.artefact, entry.features, formatMoment(entry.record.consignment.occurredAt)),
  }));
}

const reasonsShown = 3;

/** Rewrites the file of scores with a column that marks the selected and one that gives their reasons. */
async function markSelected(
  ports: Pick<Ports, 'files'>,
  outPath: string,
  selected: readonly SelectedConsignment[],
): Promise<void> {
  const byId = new Map(selected.map((target) => [target.consignmentId, target]));
  const unranked = `${outPath}.unranked`;
  const out = await ports.files.create(outPath);
  let isHeader = true;
  for await (const { lines } of readTextLines({ name: unranked, open: () => ports.files.open(unranked) }, 'utf-8')) {
    let text = '';
    for (const line of lines) {
      if (isHeader) text += `${line},selected,reasons\n`;
      else {
        const target = byId.get(firstField(line));
        const reasons = target?.explanation.reasons.slice(0, reasonsShown).map(reasonText).join(' | ');
        text += `${line},${writeCsvRows([[target === undefined ? 0 : 1, reasons]])}`;
      }
      isHeader = false;
    }
    await out.append(text);
  }
  await out.finish();
  await ports.files.remove(unranked);
}

function firstField(line: string): string {
  if (!line.startsWith('"')) return line.slice(0, line.indexOf(','));
  return (parse(line) as string[][])[0]?.[0] ?? '';
}

async function writeRejects(ports: Pick<Ports, 'files'>, path: string, rejects: readonly Reject[]): Promise<void> {
  const rows = rejects.map((reject) => [
    reject.file,
    reject.row,
    reject.column,
    reject.code,
    reject.expected,
    reject.raw,
  ]);
  await ports.files.write(path, writeCsvRows([['file', 'row', 'column', 'code', 'expected', 'raw'], ...rows]));
}
