/** Scores the consignments of files with a model and its own history, and writes them to a file. */
import { parse } from 'csv-parse/sync';
import type { GoodsItemRecord } from '../domain/goods-item.ts';
import { formatMoment, scoreTickHour } from '../domain/moment.ts';
import { readTextLines } from '../formats/read-text-lines.ts';
import { writeCsvRows } from '../formats/write-csv.ts';
import { calibrate } from '../models/calibrator.ts';
import { describeReasons, type Explanation } from './describe-reasons.ts';
import { itemsOfStage, type NotScored } from './items-of-stage.ts';
import { LineWriter } from './line-writer.ts';
import { defaultPolicyName, loadPolicy } from './load-policy.ts';
import { keyOfModel, type LoadedModel, loadModel } from './model-store.ts';
import type { FileWriter, Ports } from './ports.ts';
import { type FileReport, type InputFile, loadRates, type ReadRecordsOptions, readRecords } from './read-records.ts';
import { withRejectsFile } from './rejects-file.ts';
import { ScoreStream } from './score-stream.ts';
import { reasonsCell, scoredColumns, scoredLine } from './scored-line.ts';
import { TopConsignments } from './top-consignments.ts';

/** What is scored. */
export interface ScoreConsignmentsInput {
  readonly files: readonly InputFile[];
  /** `NAME` or `NAME@VERSION`. */
  readonly model: string;
  readonly outPath: string;
  /** Number of consignments to select; undefined selects none. */
  readonly capacity?: number | undefined;
  /** Gives the reasons of every item, not of the selected alone. */
  readonly hasAllReasons?: boolean | undefined;
  readonly rejectsPath?: string | undefined;
  readonly seed: number;
  readonly onRowsRead?: ReadRecordsOptions['onRowsRead'];
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
  /** Stage that the model was trained for; goods items at another are not scored. */
  readonly stage: string;
  readonly files: readonly FileReport[];
  readonly rowsScored: number;
  /** Rows accepted = rows scored + both counts of these. */
  readonly notScored: Readonly<NotScored>;
  readonly selected: readonly SelectedConsignment[];
  readonly outPath: string;
  /** False where files were not in order of time and had to be held in memory. */
  readonly isStreamed: boolean;
  readonly history: { readonly cells: number; readonly bytes: number };
  readonly seconds: { readonly total: number; readonly features: number; readonly predict: number };
  readonly peakMemoryMb: number;
}

const linesAtOnce = 2000;
/** Ending of the file that waits for its selection. */
const unranked = '.unranked';

/**
 * Scores every goods item of the files at the model's stage and writes one line an item. With a capacity, a last pass marks the selected consignments and gives their
 * reasons.
 *
 * A consignment counts with its highest item. The default policy's share of the capacity is drawn at random over all consignments, the rest goes by margin; which of the two chose
 * a consignment is not shown.
 * @throws `not-found`, `model-schema-mismatch`, and all that reading throws; then nothing is written but the rejected rows.
 */
export async function scoreConsignments(ports: Ports, input: ScoreConsignmentsInput): Promise<ScoreConsignmentsReport> {
  const attempt = async (isStreamed: boolean): Promise<ScoreConsignmentsReport | undefined> => {
    const model = await loadModel(ports, input.model);
    const out = await ports.files.create(`${input.outPath}${input.capacity === undefined ? '' : unranked}`);
    try {
      const report = await withRejectsFile(ports, input.rejectsPath, (reading) =>
        scoreOnce(ports, input, { model, out, reading, isStreamed }),
      );
      if (report === undefined) await out.discard();
      return report;
    } catch (error) {
      await out.discard();
      throw error;
    }
  };
  return (await attempt(true)) ?? (await attempt(false))!;
}

async function scoreOnce(
  ports: Ports,
  input: ScoreConsignmentsInput,
  run: {
    readonly model: LoadedModel;
    readonly out: FileWriter;
    readonly reading: Pick<ReadRecordsOptions, 'onReject'>;
    readonly isStreamed: boolean;
  },
): Promise<ScoreConsignmentsReport | undefined> {
  const { model, out } = run;
  const { seconds } = ports.process;
  const started = seconds();
  const top = input.capacity === undefined ? undefined : await topOf(ports, input.capacity, input.seed);
  const writer = new LineWriter(out);
  let rowsScored = 0;
  const stream = new ScoreStream({
    model,
    key: await keyOfModel(ports, model.artefact),
    seconds,
    onScored: (item) => {
      rowsScored++;
      const { record, margin } = item;
      const line = scoredLine({ record, margin, probability: calibrate(model.artefact.calibrator, margin) });
      if (input.hasAllReasons === true) line.push(reasonsCell(explain(record, item.features(), model)));
      writer.add(line);
      top?.offer(item);
    },
  });
  await writer.write([[...scoredColumns, ...(input.hasAllReasons === true ? ['reasons'] : [])]]);
  const reports: FileReport[] = [];
  const held: GoodsItemRecord[] = [];
  const notScored: NotScored = { otherStage: 0, otherKind: 0 };
  const options = {
    rates: await loadRates(ports),
    reports,
    ...run.reading,
    ...(input.onRowsRead === undefined ? {} : { onRowsRead: input.onRowsRead }),
  };
  for await (const records of readRecords(ports, input.files, options)) {
    for (const record of itemsOfStage(records, model.manifest.stage, notScored)) {
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
  if (top !== undefined) await markSelected(ports, input, selected);
  return {
    model: `${model.manifest.name}@${model.manifest.version}`,
    stage: model.manifest.stage,
    files: reports,
    rowsScored,
    notScored,
    selected,
    outPath: input.outPath,
    isStreamed: run.isStreamed,
    history: { cells: stream.cells.count, bytes: stream.cells.bytes },
    seconds: { total: seconds() - started, ...stream.spent },
    peakMemoryMb: ports.process.peakMemoryBytes() / 2 ** 20,
  };
}

function selectedOf(top: TopConsignments, model: LoadedModel): SelectedConsignment[] {
  return top.selected().map((entry) => ({
    consignmentId: entry.record.consignment.id,
    item: entry.record.item.itemNumber,
    margin: entry.margin,
    probability: calibrate(model.artefact.calibrator, entry.margin),
    record: entry.record,
    explanation: explain(entry.record, entry.features, model),
  }));
}

async function topOf(ports: Ports, capacity: number, seed: number): Promise<TopConsignments> {
  const { randomShare } = await loadPolicy(ports, defaultPolicyName);
  return new TopConsignments({ capacity, randomShare, seed });
}

function explain(record: GoodsItemRecord, features: Float32Array, model: LoadedModel): Explanation {
  return describeReasons(model.artefact, features, formatMoment(record.consignment.occurredAt));
}

/** Rewrites the file of scores with a column that marks the selected and, where not all rows have them yet, one that gives their reasons. */
async function markSelected(
  ports: Pick<Ports, 'files'>,
  input: ScoreConsignmentsInput,
  selected: readonly SelectedConsignment[],
): Promise<void> {
  const { outPath } = input;
  const byId = new Map(selected.map((target) => [target.consignmentId, target]));
  const path = `${outPath}${unranked}`;
  const out = await ports.files.create(outPath);
  try {
    let isHeader = true;
    for await (const { lines } of readTextLines({ name: path, open: () => ports.files.open(path) }, 'utf-8')) {
      let text = '';
      for (const line of lines) {
        const target = isHeader ? undefined : byId.get(firstField(line));
        const reasons = target === undefined ? undefined : reasonsCell(target.explanation);
        const cells = isHeader ? ['selected', 'reasons'] : [target === undefined ? 0 : 1, reasons];
        text += `${line},${writeCsvRows([input.hasAllReasons === true ? cells.slice(0, 1) : cells])}`;
        isHeader = false;
      }
      await out.append(text);
    }
    await out.finish();
  } catch (error) {
    await out.discard();
    throw error;
  } finally {
    await ports.files.remove(path);
  }
}

function firstField(line: string): string {
  if (!line.startsWith('"')) return line.slice(0, line.indexOf(','));
  return (parse(line) as string[][])[0]?.[0] ?? '';
}
