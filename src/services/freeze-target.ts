/** Freezes what was known and shown when a target is decided. */
import { randomBytes } from 'node:crypto';
import type { FrozenContent, FrozenFeatures, FrozenRecord } from '../domain/frozen-content.ts';
import { formatMoment } from '../domain/moment.ts';
import { AppError } from '../errors.ts';
import type { AgencyView } from './agency-view-ports.ts';
import type { ReviewCase } from './case-ports.ts';
import { describeReasons } from './describe-reasons.ts';
import type { LoadedModel } from './model-store.ts';
import type { ModelByName } from './read-consignment.ts';
import type { StoredFeatures } from './score-ports.ts';

/** What is decided, and by whom. */
export interface FreezeTargetInput {
  readonly caseId: number;
  readonly nowMs: number;
  readonly decision: {
    readonly code: string;
    readonly reason: string;
    /** `actorLabel` of the officer. */
    readonly by: string;
    readonly byName: string;
    /** Reason in the officer's words. */
    readonly note?: string | undefined;
  };
}

/** Entries of the audit that say who had seen it. */
const viewersAtMost = 500;
const saltBytes = 32;

type FreezingView = Pick<
  AgencyView,
  'cases' | 'consignments' | 'scores' | 'caseSources' | 'frozenTargets' | 'audit' | 'scope'
>;

/**
 * Gathers and stores, in the transaction of the view that decides: the current versions of the consignment's records and results, the features and scores of every item, the margin taken
 * apart, the reasons as displayed, the case as listed, look-outs, policy, notes, attachments by their hash, and who had seen it. Returns the id of the frozen target.
 * @param modelOf gives the models whose features are named; one that is gone leaves its features numbered and nothing taken apart.
 * @throws `not-found` for a case that the view does not have.
 */
export async function freezeTarget(
  view: FreezingView,
  { caseId, nowMs, decision }: FreezeTargetInput,
  modelOf: ModelByName,
): Promise<number> {
  const decided = await view.cases.find(caseId);
  if (decided === undefined) throw new AppError('not-found', { what: 'case', name: caseId });
  const { reference, consignmentId } = decided;
  const consignment = await view.consignments.latest(reference);
  const scores = await view.scores.ofConsignments([reference], { isCurrentOnly: true });
  const models = new Map<string, LoadedModel | undefined>();
  for (const { model } of scores) if (!models.has(model)) models.set(model, await modelOf(model));
  const records = (consignment?.items ?? []).map(
    ({ factId, record }): FrozenRecord => ({
      factId,
      name: `${record.consignment.id}#${record.item.itemNumber}`,
      nature: 'fact',
      handling: record.consignment.handling,
      body: record,
    }),
  );
  for (const { origin: _, ...body } of await view.caseSources.examinationsOf(consignmentId)) {
    records.push({ factId: undefined, name: body.id, nature: 'fact', handling: body.handling, body });
  }
  const content: FrozenContent = {
    version: 1,
    salt: randomBytes(saltBytes).toString('hex'),
    decision: { ...decision, note: decision.note, atMs: nowMs },
    shownCase: shownCase(decided),
    shownReasons: decided.reasons ?? [],
    explanation: explanationOf(consignment?.score?.itemNumber, scores, models),
    records,
    features: scores.map((score) => featuresOf(score, models.get(score.model))),
    rules: {
      policy: (await view.cases.state()).report?.policy,
      lookOuts: (await view.caseSources.lookOutsOf(consignmentId, nowMs)).map((lookOut) => ({ ...lookOut })),
      sealed: decided.sealed,
    },
    notes: await view.cases.notes(caseId),
    attachments: (await view.cases.attachments(caseId)).map(({ fileName, sha256, tlp }) => ({
      fileName,
      sha256: Buffer.from(sha256).toString('hex'),
      tlp,
    })),
    viewers: await viewersOf(view, [`case:${caseId}`, `consignment:${reference}`]),
  };
  const id = await view.frozenTargets.add({
    caseId,
    reference,
    frozenAtMs: nowMs,
    content,
    records: records.map(({ name }) => name.replace(/#\d+$/, '')),
  });
  await view.audit.append({
    atMs: nowMs,
    actor: decision.by,
    agency: view.scope.agency,
    action: 'freeze-target',
    subject: `frozen-target:${id}`,
    payload: { caseId, decision: decision.code },
  });
  return id;
}

/** What the list and the page of a case show; who has it in hand is none of it. */
function shownCase({
  claimedBy: _,
  claimedByName: __,
  claimedUntilMs: ___,
  reasons: ____,
  sealed: _____,
  ...shown
}: ReviewCase) {
  return shown;
}

function explanationOf(
  itemNumber: number | undefined,
  scores: readonly StoredFeatures[],
  models: ReadonlyMap<string, LoadedModel | undefined>,
): unknown {
  const decisive = scores.find(({ record }) => record.item.itemNumber === itemNumber);
  const model = decisive && models.get(decisive.model);
  if (decisive === undefined || model === undefined) return undefined;
  return describeReasons(model.artefact, decisive.features, formatMoment(decisive.record.consignment.occurredAt));
}

function featuresOf(
  { record, factId, model, scoredAtMs, margin, probability, features }: StoredFeatures,
  loaded: LoadedModel | undefined,
): FrozenFeatures {
  const values: Record<string, number | null> = {};
  features.forEach((value, index) => {
    values[loaded?.artefact.features[index]?.name ?? `f${index}`] = Number.isNaN(value) ? null : value;
  });
  return { itemNumber: record.item.itemNumber, factId, model, scoredAtMs, margin, probability, values };
}

async function viewersOf(
  view: Pick<FreezingView, 'audit'>,
  subjects: readonly string[],
): Promise<FrozenContent['viewers']> {
  const entries = [];
  for (const subject of subjects) entries.push(...(await view.audit.find({ subject, limit: viewersAtMost })).entries);
  return entries.sort((a, b) => a.sequence - b.sequence).map(({ actor, action, atMs }) => ({ actor, action, atMs }));
}
