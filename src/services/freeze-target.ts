/** Freezes what was known and shown when a case is decided. */
import { randomBytes } from 'node:crypto';
import { type Actor, actorLabel } from '../domain/actor.ts';
import type { FrozenContent, FrozenFeatures, FrozenRecord } from '../domain/frozen-content.ts';
import { formatMoment } from '../domain/moment.ts';
import type { AgencyView } from './agency-view-ports.ts';
import type { ReviewCase } from './case-ports.ts';
import { describeReasons } from './describe-reasons.ts';
import type { LoadedModel } from './model-store.ts';
import type { ModelByName } from './read-consignment.ts';
import type { StoredFeatures } from './score-ports.ts';

/** Entries of the audit that say who had seen it. */
const viewersAtMost = 500;
const saltBytes = 32;

/** The parts of a view that a decision rests on. */
type FreezingView = Pick<
  AgencyView,
  'cases' | 'consignments' | 'scores' | 'caseSources' | 'frozenTargets' | 'audit' | 'scope'
>;

/**
 * Returns what freezes a decided case in the transaction that decides it: the current versions of the consignment's records and results, the features and scores of every item, the margin
 * taken apart, the reasons as displayed, the case as listed with its events, notes and attachments (by their hash), look-outs, policy, and who had seen it.
 * @param modelOf gives the models whose features are named; one that is gone leaves its features numbered and nothing taken apart.
 */
export function freezeTarget(
  modelOf: ModelByName,
): (view: FreezingView, by: { readonly actor: Actor; readonly nowMs: number }, decided: ReviewCase) => Promise<void> {
  return async (view, { actor, nowMs }, decided) => {
    const { id: caseId, reference } = decided;
    const records = await recordsOf(view, decided);
    const targetId = await view.frozenTargets.add({
      caseId,
      reference,
      frozenAtMs: nowMs,
      content: {
        version: 1,
        salt: randomBytes(saltBytes).toString('hex'),
        decision: {
          code: decided.decision ?? '',
          reason: decided.reason ?? '',
          by: actorLabel(actor),
          byName: actor.name,
          atMs: nowMs,
        },
        shownCase: shownCase(decided),
        shownReasons: decided.reasons ?? [],
        ...(await scoresOf(view, reference, modelOf)),
        records,
        rules: {
          policy: (await view.cases.state()).report?.policy,
          matched: decided.rules.map((rule) => ({ ...rule })),
          lookOuts: (await view.caseSources.lookOutsOf(decided.consignmentId, nowMs)).map((one) => ({ ...one })),
          sealed: decided.sealed,
        },
        events: await view.cases.events(caseId),
        notes: await view.cases.notes(caseId),
        attachments: (await view.cases.attachments(caseId)).map(({ fileName, sha256, tlp }) => ({
          fileName,
          sha256: Buffer.from(sha256).toString('hex'),
          tlp,
        })),
        viewers: await viewersOf(view, [`case:${caseId}`, `consignment:${reference}`]),
      },
      records: records.map(({ name }) => name.replace(/#\d+$/, '')),
    });
    await view.audit.append({
      atMs: nowMs,
      actor: actorLabel(actor),
      agency: view.scope.agency,
      action: 'freeze-target',
      subject: `frozen-target:${targetId}`,
      payload: { caseId, decision: decided.decision },
    });
  };
}

/** What the list and the page of a case show; who has it in hand is none of it, and the rest stands elsewhere. */
function shownCase({
  claimedBy: _claimedBy,
  claimedByName: _claimedByName,
  claimedUntilMs: _claimedUntilMs,
  reasons: _reasons,
  rules: _rules,
  sealed: _sealed,
  ...shown
}: ReviewCase): FrozenContent['shownCase'] {
  return shown;
}

async function recordsOf(view: FreezingView, { reference, consignmentId }: ReviewCase): Promise<FrozenRecord[]> {
  const records: FrozenRecord[] = [];
  for (const { factId, record } of (await view.consignments.latest(reference))?.items ?? []) {
    const { consignment, item } = record;
    const name = `${consignment.id}#${item.itemNumber}`;
    records.push({ factId, name, nature: 'fact', handling: consignment.handling, body: record });
  }
  for (const { origin: _, ...body } of await view.caseSources.examinationsOf(consignmentId)) {
    records.push({ factId: undefined, name: body.id, nature: 'fact', handling: body.handling, body });
  }
  return records;
}

async function scoresOf(
  view: FreezingView,
  reference: string,
  modelOf: ModelByName,
): Promise<Pick<FrozenContent, 'features' | 'explanation'>> {
  const scores = await view.scores.ofConsignments([reference], { isCurrentOnly: true });
  const models = new Map<string, LoadedModel | undefined>();
  for (const { model } of scores) if (!models.has(model)) models.set(model, await modelOf(model));
  // The score of a consignment is that of its highest item.
  const [first, ...others] = scores;
  const highest = others.reduce((best, one) => (best !== undefined && one.margin > best.margin ? one : best), first);
  const model = highest && models.get(highest.model);
  return {
    features: scores.map((score) => featuresOf(score, models.get(score.model))),
    explanation:
      highest === undefined || model === undefined
        ? undefined
        : describeReasons(model.artefact, highest.features, formatMoment(highest.record.consignment.occurredAt)),
  };
}

function featuresOf(score: StoredFeatures, model: LoadedModel | undefined): FrozenFeatures {
  const { record, factId, scoredAtMs, margin, probability } = score;
  const values: Record<string, number | null> = {};
  score.features.forEach((value, index) => {
    values[model?.artefact.features[index]?.name ?? `f${index}`] = Number.isNaN(value) ? null : value;
  });
  const { itemNumber } = record.item;
  return { itemNumber, factId, model: score.model, scoredAtMs, margin, probability, values };
}

async function viewersOf(
  view: Pick<FreezingView, 'audit'>,
  subjects: readonly string[],
): Promise<FrozenContent['viewers']> {
  const entries = [];
  for (const subject of subjects) entries.push(...(await view.audit.find({ subject, limit: viewersAtMost })).entries);
  return entries.sort((a, b) => a.sequence - b.sequence).map(({ actor, action, atMs }) => ({ actor, action, atMs }));
}
