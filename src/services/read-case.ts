/** Reads a case with everything that its page shows. */

import type { Actor } from '../domain/actor.ts';
import { isPermitted } from '../domain/actor.ts';
import type { Examination } from '../domain/examination.ts';
import type { GoodsItemRecord } from '../domain/goods-item.ts';
import { formatMoment } from '../domain/moment.ts';
import { featureDefinitions } from '../features/feature-definitions.ts';
import type { AgencyView } from './agency-view-ports.ts';
import { caseToRead } from './case-author.ts';
import type { CaseAttachment, CaseEvent, CaseNote, ReviewCase } from './case-ports.ts';
import type { CaseLookOut } from './case-source-ports.ts';
import { describeReasons, type Explanation } from './describe-reasons.ts';
import type { Hold } from './hold-ports.ts';
import type { ModelByName } from './read-consignment.ts';
import type { StoredFeatures } from './score-ports.ts';

/** US dollars per kilogram of an item and what is usual for its subheading; undefined where unknown. */
interface PriceAgainstPeers {
  readonly usdPerKg: number | undefined;
  readonly peerUsdPerKg: number | undefined;
}

/** The score of a case, taken apart. */
export interface CaseScore {
  readonly score: StoredFeatures;
  /** Undefined where the files of the model are gone. */
  readonly explanation: Explanation | undefined;
  readonly price: PriceAgainstPeers;
}

/** A case in full. */
export interface CaseInFull {
  readonly case: ReviewCase;
  /** Under seal, and not for this reader: then everything else is empty. */
  readonly isWithheld: boolean;
  /** Current items at the stage of the case. */
  readonly records: readonly GoodsItemRecord[];
  /** Current scores of these items, by item number. */
  readonly itemScores: ReadonlyMap<number, StoredFeatures>;
  readonly score: CaseScore | undefined;
  readonly lookOuts: readonly CaseLookOut[];
  readonly holds: readonly Hold[];
  readonly examinations: readonly Examination[];
  readonly notes: readonly CaseNote[];
  readonly attachments: readonly CaseAttachment[];
  readonly events: readonly CaseEvent[];
}

type ReadingView = Pick<AgencyView, 'cases' | 'caseSources' | 'facts' | 'scores' | 'holds'>;

/**
 * Reads a case. What is under seal is withheld from those who may not open it.
 * @throws `not-found`, in the same words for what is not there and for what is another agency's.
 */
export async function readCase(
  view: ReadingView,
  by: { readonly actor: Actor; readonly nowMs: number },
  caseId: number,
  modelOf: ModelByName,
): Promise<CaseInFull> {
  const found = await caseToRead(view, caseId);
  if (found.sealed !== undefined && !isPermitted(by.actor, 'open-sealed')) return withheld(found);
  const { reference, consignmentId } = found;
  const records = (await view.facts.itemsOf([reference])).filter(
    ({ consignment }) => consignment.stage === found.stage,
  );
  const scores = await view.scores.ofConsignments([reference], { isCurrentOnly: true });
  const itemScores = new Map(
    scores
      .filter((score) => score.consignmentId === consignmentId)
      .map((score) => [score.record.item.itemNumber, score]),
  );
  return {
    case: found,
    isWithheld: false,
    records,
    itemScores,
    score: await scoreOf(itemScores, modelOf),
    lookOuts: await view.caseSources.lookOutsOf(consignmentId, by.nowMs),
    holds: await view.holds.ofCase(caseId),
    examinations: await view.caseSources.examinationsOf(consignmentId),
    notes: await view.cases.notes(caseId),
    attachments: await view.cases.attachments(caseId),
    events: await view.cases.events(caseId),
  };
}

function withheld(found: ReviewCase): CaseInFull {
  return {
    case: found,
    isWithheld: true,
    records: [],
    itemScores: new Map(),
    score: undefined,
    lookOuts: [],
    holds: [],
    examinations: [],
    notes: [],
    attachments: [],
    events: [],
  };
}

/** The score of the highest item. */
async function scoreOf(
  itemScores: ReadonlyMap<number, StoredFeatures>,
  modelOf: ModelByName,
): Promise<CaseScore | undefined> {
  const [highest] = [...itemScores.values()].sort((a, b) => b.margin - a.margin);
  if (highest === undefined) return undefined;
  const model = await modelOf(highest.model);
  return {
    score: highest,
    explanation:
      model && describeReasons(model.artefact, highest.features, formatMoment(highest.record.consignment.occurredAt)),
    price: priceOf(highest.features),
  };
}

const unitValueFeature = featureDefinitions.findIndex(({ name }) => name === 'price.logUnitValue');
const gapFeature = featureDefinitions.findIndex(({ name }) => name === 'price.gapToHs6');

/** The features hold the logarithm of the value per kilogram, and its distance from the usual in doublings. */
function priceOf(features: Float32Array): PriceAgainstPeers {
  const known = (value: number | undefined): number | undefined =>
    value === undefined || Number.isNaN(value) ? undefined : value;
  const logUnitValue = known(features[unitValueFeature]);
  const gap = known(features[gapFeature]);
  const usdPerKg = logUnitValue === undefined ? undefined : Math.exp(logUnitValue);
  return { usdPerKg, peerUsdPerKg: usdPerKg === undefined || gap === undefined ? undefined : usdPerKg / 2 ** gap };
}
