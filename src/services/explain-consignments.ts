/** Takes the scores of chosen consignments apart. */
import type { GoodsItemRecord } from '../domain/goods-item.ts';
import { formatMoment, scoreTickHour } from '../domain/moment.ts';
import { AppError } from '../errors.ts';
import { calibrate } from '../models/calibrator.ts';
import { describeReasons } from './describe-reasons.ts';
import { itemsOfStage } from './items-of-stage.ts';
import { keyOfModel, loadModel } from './model-store.ts';
import type { Ports } from './ports.ts';
import { type FileReport, type InputFile, loadRates, type ReadRecordsOptions, readRecords } from './read-records.ts';
import type { SelectedConsignment } from './score-consignments.ts';
import { ScoreStream } from './score-stream.ts';

/** What is explained. */
export interface ExplainConsignmentsInput {
  /** The files that were scored: a score depends on what was seen before it. */
  readonly files: readonly InputFile[];
  readonly model: string;
  /** `AGENCY/REFERENCE`, or references alone. */
  readonly consignmentIds: ReadonlySet<string>;
  readonly onRowsRead?: ReadRecordsOptions['onRowsRead'];
}

/** Scores taken apart. */
export interface ExplainConsignmentsReport {
  readonly model: string;
  readonly files: readonly FileReport[];
  /** Every goods item of the consignments, in order of time. */
  readonly items: readonly SelectedConsignment[];
}

/**
 * Explains every goods item of the consignments that is at the model's stage.
 * @throws `not-found` naming a consignment that no item belongs to.
 */
export async function explainConsignments(
  ports: Ports,
  input: ExplainConsignmentsInput,
): Promise<ExplainConsignmentsReport> {
  const model = await loadModel(ports, input.model);
  const found: SelectedConsignment[] = [];
  const missing = new Set(input.consignmentIds);
  const stream = new ScoreStream({
    model,
    key: await keyOfModel(ports, model.artefact),
    seconds: ports.process.seconds,
    onScored: (item) => {
      const { id } = item.record.consignment;
      const names = [id, id.slice(id.indexOf('/') + 1)].filter((name) => input.consignmentIds.has(name));
      if (names.length === 0) return;
      for (const name of names) missing.delete(name);
      found.push({
        consignmentId: id,
        item: item.record.item.itemNumber,
        margin: item.margin,
        probability: calibrate(model.artefact.calibrator, item.margin),
        record: item.record,
        explanation: describeReasons(model.artefact, item.features(), formatMoment(item.record.consignment.occurredAt)),
      });
    },
  });
  const records: GoodsItemRecord[] = [];
  const files: FileReport[] = [];
  const options = {
    rates: await loadRates(ports),
    reports: files,
    ...(input.onRowsRead === undefined ? {} : { onRowsRead: input.onRowsRead }),
  };
  const { name, version, stage } = model.manifest;
  for await (const batch of readRecords(ports, input.files, options)) {
    for (const record of itemsOfStage(batch, stage, { otherStage: 0, otherKind: 0 })) records.push(record);
  }
  records.sort((a, b) => scoreTickHour(a.consignment.occurredAt) - scoreTickHour(b.consignment.occurredAt));
  for (const record of records) stream.push(record);
  stream.finish();
  const [first] = missing;
  if (first !== undefined) {
    throw new AppError('not-found', { what: 'consignment', name: first, hint: ` in the files at stage ${stage}` });
  }
  return { model: `${name}@${version}`, files, items: found };
}
