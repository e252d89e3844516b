/** Takes the stored scores of a consignment apart. */
import { formatMoment } from '../domain/moment.ts';
import { AppError } from '../errors.ts';
import { describeReasons, type Explanation } from './describe-reasons.ts';
import { type LoadedModel, loadModel } from './model-store.ts';
import type { Ports } from './ports.ts';
import type { StoredItemScore } from './score-ports.ts';
import type { Store } from './store-ports.ts';

/** A stored score with its reasons. */
export interface ExplainedScore extends StoredItemScore {
  readonly consignmentReference: string;
  readonly explanation: Explanation;
}

/**
 * Explains the scores of a consignment's items from the features that made them, by `AGENCY/REFERENCE` or the reference alone: the current scores in the order of a scored file, and
 * then, where asked for, those that they replaced, the youngest first.
 * @throws `not-found` for a consignment without scores or a model whose files are gone.
 */
export async function explainStored(
  ports: Pick<Ports, 'files' | 'folders'>,
  store: Pick<Store, 'scores'>,
  input: { readonly consignment: string; readonly hasEarlier?: boolean },
): Promise<readonly ExplainedScore[]> {
  const scores = await store.scores.ofConsignments([input.consignment], { isCurrentOnly: input.hasEarlier !== true });
  if (scores.length === 0) {
    throw new AppError('not-found', { what: 'consignment', name: input.consignment, hint: ' among the scores' });
  }
  const models = new Map<string, LoadedModel>();
  const explained: ExplainedScore[] = [];
  for (const { features, ...score } of scores) {
    const model = models.get(score.model) ?? (await loadModel(ports, score.model));
    models.set(score.model, model);
    const { id, occurredAt } = score.record.consignment;
    explained.push({
      ...score,
      consignmentReference: id,
      explanation: describeReasons(model.artefact, features, formatMoment(occurredAt)),
    });
  }
  return explained.sort((a, b) =>
    a.isCurrent && b.isCurrent ? a.tick - b.tick || a.factId - b.factId : Number(b.isCurrent) - Number(a.isCurrent),
  );
}
