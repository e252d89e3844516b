/** Cases as the interface shows them. */
import type { z } from 'zod';
import { type Actor, isPermitted } from '../domain/actor.ts';
import type { GoodsItemRecord } from '../domain/goods-item.ts';
import type { Moment } from '../domain/moment.ts';
import type { Party } from '../domain/party.ts';
import { isClaimed, stateAt } from '../domain/review-case.ts';
import type { CaseAttachment, CaseEvent, ReviewCase } from '../services/case-ports.ts';
import type { CaseInFull, CaseScore } from '../services/read-case.ts';
import { reasonText } from '../services/reason-text.ts';
import type { attachment, caseDetail, queueItem } from './schemas/queue.ts';

type QueueItem = z.output<typeof queueItem>;
type CaseDetail = z.output<typeof caseDetail>;

/** All that an officer is told of a case under seal. */
const sealedText = 'Refer to duty supervisor';

/** Returns a case as the list shows it. Of one under seal, whoever may not open it sees that alone. */
export function shownInQueue(one: ReviewCase, actor: Actor, nowMs: number): QueueItem {
  const isHeld = isClaimed(one, nowMs);
  const common = {
    caseId: one.id,
    consignmentId: one.consignmentId,
    reference: one.reference,
    state: stateAt(one, nowMs),
    lane: one.lane,
    isTarget: one.isTarget,
    isRerouted: one.reroutedLane !== undefined,
    office: one.office ?? null,
    channel: one.channel ?? null,
    isSealed: one.sealed !== undefined,
    releaseCutOffMs: one.releaseCutOffMs ?? null,
    claim:
      isHeld && one.claimedBy !== undefined && one.claimedUntilMs !== undefined
        ? {
            userId: one.claimedBy,
            displayName: one.claimedByName ?? '',
            untilMs: one.claimedUntilMs,
            isMine: actor.kind === 'person' && one.claimedBy === actor.id,
          }
        : null,
    decision: one.decision ?? null,
    version: one.version,
  };
  if (one.sealed !== undefined && !isPermitted(actor, 'open-sealed')) {
    return {
      ...common,
      riskScore: null,
      reasons: [sealedText],
      party: null,
      route: null,
      goods: null,
      hsCodes: [],
      valueUsd: null,
      right: null,
      hasLookOut: false,
      rules: [],
    };
  }
  const { summary } = one;
  return {
    ...common,
    riskScore: one.probability === undefined ? null : Math.round(one.probability * 100),
    reasons: [...(one.reasons ?? [])],
    party: summary.party ?? null,
    route: summary.route ?? null,
    goods: summary.goods ?? null,
    hsCodes: [...summary.hsCodes],
    valueUsd: summary.valueUsd ?? null,
    right: summary.right ?? null,
    hasLookOut: one.hasLookOut,
    rules: one.rules.map((rule) => shownRuleReason(rule, actor)),
  };
}

/** A rule of the own unit tells its reason to those who see rules; others read that there is one. */
function shownRuleReason({ reason, confidentiality }: ReviewCase['rules'][number], actor: Actor): string {
  return confidentiality === 'own-unit' && !isPermitted(actor, 'see-rules') ? 'Rule of your supervisor' : reason;
}

/** Returns a case as its page shows it. */
export function shownInFull(full: CaseInFull, actor: Actor, nowMs: number): CaseDetail {
  const { case: one, isWithheld } = full;
  return {
    case: shownInQueue(one, actor, nowMs),
    consignment: consignmentOf(full),
    score: full.score === undefined ? null : scoreOf(full.score),
    rights: isWithheld
      ? []
      : one.summary.rights.map(({ finding, holder, right, brand }) => ({
          finding,
          holder,
          right,
          brand: brand ?? null,
        })),
    lookOuts: full.lookOuts.map((lookOut) => ({ ...lookOut })),
    holds: full.holds.map(({ id, state, operatorName, control, requestedAtMs }) => ({
      id,
      state,
      operator: operatorName,
      control,
      requestedAtMs,
    })),
    examinations: full.examinations.map(({ control, outcome, iprChecked, knownAt, itemNumber }) => ({
      control,
      outcome,
      iprChecked,
      knownAtMs: knownAt.epochMs,
      itemNumber: itemNumber ?? null,
    })),
    notes: full.notes.map((note) => ({ ...note })),
    attachments: full.attachments.map(shownAttachment),
    timeline: timelineOf(full),
  };
}

/** Returns an attachment as it is shown. */
export function shownAttachment({ sha256, ...file }: CaseAttachment): z.output<typeof attachment> {
  return { ...file, sha256: Buffer.from(sha256).toString('hex') };
}

function timelineOf({ case: one, events, isWithheld }: CaseInFull): CaseDetail['timeline'] {
  const opened: CaseEvent = { kind: 'opened', atMs: one.openedAtMs, by: undefined, text: 'came into the queue' };
  return (isWithheld ? [] : [opened, ...events]).map(({ by, ...event }) => ({ ...event, by: by ?? null }));
}

function scoreOf({ score, explanation, price }: CaseScore): CaseDetail['score'] {
  return {
    probability: score.probability,
    margin: score.margin,
    baseMargin: explanation?.baseMargin ?? score.margin,
    model: score.model,
    scoredAtMs: score.scoredAtMs,
    itemNumber: score.record.item.itemNumber,
    reasons: (explanation?.reasons ?? []).map((reason) => ({
      subject: reason.subject,
      text: reasonText(reason),
      contribution: reason.contribution,
      value: shownValue(reason.value),
      peerValue: shownValue(reason.peerValue),
      unit: reason.unit,
    })),
    priceAgainstPeers:
      price.usdPerKg === undefined && price.peerUsdPerKg === undefined
        ? null
        : { usdPerKg: price.usdPerKg ?? null, peerUsdPerKg: price.peerUsdPerKg ?? null },
  };
}

function shownValue(value: number | string | undefined): number | string | null {
  return value === undefined || (typeof value === 'number' && !Number.isFinite(value)) ? null : value;
}

function consignmentOf({ case: one, records, itemScores }: CaseInFull): CaseDetail['consignment'] {
  const consignment = records[0]?.consignment;
  const agency = one.reference.slice(0, one.reference.indexOf('/'));
  const handling = consignment?.handling;
  return {
    stage: one.stage,
    references: namedOf(consignment?.references).map(([kind, reference]) => ({ kind, reference })),
    times: namedOf<Moment>(consignment?.times).map(([kind, { epochMs }]) => ({ kind, atMs: epochMs })),
    direction: consignment?.direction ?? '',
    procedure: consignment?.procedure ?? null,
    mode: consignment?.mode ?? null,
    channel: one.channel ?? null,
    departureCountry: consignment?.departureCountry ?? null,
    transitCountries: [...(consignment?.transitCountries ?? [])],
    destinationCountry: consignment?.destinationCountry ?? null,
    containers: [...(consignment?.containers ?? [])],
    handling: {
      ownerAgency: handling?.ownerAgency ?? agency,
      tlp: handling?.tlp ?? 'TLP:AMBER+STRICT',
      markings:
        handling === undefined
          ? []
          : [
              `${handling.sourceGrade}${handling.informationGrade}`,
              ...handling.europolCodes,
              ...(handling.nationalMarking === undefined ? [] : [handling.nationalMarking]),
              ...(handling.isOriginatorControlled ? ['originator control'] : []),
            ],
    },
    parties: namedOf<Party>(consignment?.parties).map(([role, party]) => ({
      role,
      name: party.name ?? null,
      address: party.address ?? null,
      country: party.country ?? null,
      identifier: party.id ?? null,
      kind: party.partyKind,
    })),
    items: records.map((record) => itemOf(record, itemScores.get(record.item.itemNumber)?.probability)),
  };
}

function itemOf(
  { item }: GoodsItemRecord,
  probability: number | undefined,
): CaseDetail['consignment']['items'][number] {
  return {
    itemNumber: item.itemNumber,
    hsCode: item.hsCode ?? null,
    description: item.description ?? null,
    originCountry: item.originCountry ?? null,
    brand: item.brand ?? null,
    netMassKg: item.netMassKg ?? null,
    quantity: item.quantity ?? null,
    unitCode: item.unitCode ?? null,
    valueUsd: item.valueUsd ?? null,
    riskScore: probability === undefined ? null : Math.round(probability * 100),
  };
}

function namedOf<T = string>(named: object | undefined): (readonly [string, T])[] {
  return Object.entries(named ?? {}).filter(([, value]) => value !== undefined && value !== null);
}
