/** Takes the scores of chosen consignments apart. */
import type { GoodsItemRecord } from '../domain/goods-item.ts';
import { formatMoment, scoreTickHour } from '../domain/moment.ts';
import { AppError } from '../errors.ts';
import { calibrate } from '../models/calibrator.ts';
import { describeReasons } from './describe-reasons.ts';
import { keyOfModel, loadModel } from './model-store.ts';
import type { Ports } from './ports.ts';
import { type FileReport, type InputFile, loadRates, readRecords } from './read-records.ts';
import type { SelectedConsignment } from './score-consignments.ts';
import { ScoreStream } from './score-stream.ts';

/** What is explained. */
export interface ExplainConsignmentsInput {
  /** The files that were scored: a score depends on what was seen before it. */
  readonly files: readonly InputFile[];
  readonly model: string;
  /** `AGENCY/REFERENCE`, or references alone. */
  readonly consignmentIds: ReadonlySet<string>;
}

/**
 * Returns the explanation of every goods item of the consignments, in order of time.
 * @throws `not-found` naming a consignment that no item belongs to.
 */
export async function explainConsignments(
  ports: Ports,
  input: ExplainConsignmentsInput,
): Promise<readonly SelectedConsignment[]> {
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
  const reports: FileReport[] = [];
  for await (const batch of readRecords(ports, input.files, { rates: await loadRates(ports), reports })) {
    for (const record of batch) if (record.kind === 'declaration' || record.kind === 'manifest') records.push(record);
  }
  records.sort((a, b) => scoreTickHour(a.consignment.occurredAt) - scoreTickHour(b.consignment.occurredAt));
  for (const record of records) stream.push(record);
  stream.finish();
  const [first] = missing;
  if (first !== undefined) throw new AppError('not-found', { what: 'consignment', name: first, hint: ' in the files' });
  return found;
}
