/** Makes the reasons that the queue shows. */
import { formatMoment } from '../domain/moment.ts';
import type { UnexplainedCase } from './case-ports.ts';
import { describeReasons } from './describe-reasons.ts';
import { modelsOf } from './model-memory.ts';
import type { Ports } from './ports.ts';
import { reasonText } from './reason-text.ts';
import type { StoredFeatures } from './score-ports.ts';
import type { Store } from './store-ports.ts';

/** Reasons that the list shows of a case. */
const shownReasons = 3;
/** Taking one score apart takes about a millisecond. */
const explainedAtOnce = 200;

/**
 * Takes the scores of cases apart that have no reasons yet, in the order of the queue, so that what is worked on first is explained first. Returns whether any are left.
 * @param most cases that are explained now.
 */
export async function explainCases(
  ports: Pick<Ports, 'files' | 'folders' | 'clock'>,
  store: Pick<Store, 'asAgency'>,
  agency: string,
  most: number,
): Promise<{ readonly explained: number; readonly hasMore: boolean }> {
  const modelOf = modelsOf(ports);
  let explained = 0;
  while (explained < most) {
    const scope = { agency, nowMs: ports.clock.nowMs() };
    const { cases, scores } = await store.asAgency(scope, async (view) => {
      const unexplained = await view.queueRanking.unexplained(explainedAtOnce);
      const references = unexplained.map(({ reference }) => reference);
      return {
        cases: unexplained,
        scores: references.length === 0 ? [] : await view.scores.ofConsignments(references, { isCurrentOnly: true }),
      };
    });
    if (cases.length === 0) return { explained, hasMore: false };
    const reasons: (UnexplainedCase & { readonly texts: readonly string[] })[] = [];
    for (const one of cases) {
      const score = scoreOf(one, scores);
      const model = score === undefined ? undefined : await modelOf(score.model);
      const texts =
        score === undefined || model === undefined
          ? []
          : describeReasons(model.artefact, score.features, formatMoment(score.record.consignment.occurredAt))
              .reasons.slice(0, shownReasons)
              .map(reasonText);
      reasons.push({ ...one, texts });
    }
    await store.asAgency(scope, (view) => view.queueRanking.keepReasons(reasons));
    explained += cases.length;
    // Others of this thread have their turn.
    await ports.clock.sleep(0);
  }
  return { explained, hasMore: true };
}

/** The score that a case stands with: of its consignment at its stage, the highest. */
function scoreOf({ consignmentId }: UnexplainedCase, scores: readonly StoredFeatures[]): StoredFeatures | undefined {
  return scores
    .filter((score) => score.consignmentId === consignmentId)
    .reduce<StoredFeatures | undefined>(
      (highest, score) => (highest === undefined || score.margin > highest.margin ? score : highest),
      undefined,
    );
}
