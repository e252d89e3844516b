/** Consignments: searching and reading them, and posting one. */

import type { z } from 'zod';
import { actorLabel, isPermitted } from '../../domain/actor.ts';
import { fieldGroups } from '../../domain/agreement.ts';
import type { Party } from '../../domain/party.ts';
import { AppError } from '../../errors.ts';
import type { AgencyView } from '../../services/agency-view-ports.ts';
import type { Reason } from '../../services/describe-reasons.ts';
import { logAccess, purposeOf } from '../../services/log-access.ts';
import { modelsOf } from '../../services/model-memory.ts';
import {
  createPostingMemory,
  type PostedConsignment,
  type PostingMemory,
  postConsignment,
} from '../../services/post-consignment.ts';
import { type ReadConsignment, readConsignment } from '../../services/read-consignment.ts';
import { reasonText } from '../../services/reason-text.ts';
import { type SeenConsignment, searchConsignments } from '../../services/search-consignments.ts';
import type { SearchPlace } from '../../services/search-ports.ts';
import type { TakenConsignment } from '../../services/take-consignment.ts';
import { defineRoute, type RequestContext, type Route } from '../define-route.ts';
import { pageOf } from '../schemas/common.ts';
import { consignmentDetail, consignmentPath, foundConsignment, searchQuery } from '../schemas/consignments.ts';
import { postConsignmentBody, postedConsignment } from '../schemas/post-consignment.ts';
import type { displayedReason } from '../schemas/queue.ts';

/** Searches that one actor may make: enough for work, too few to feel a way through what is there. */
const searchRate = { requests: 60, perMs: 60_000 };

const postingMemories = new WeakMap<object, PostingMemory>();

/** Returns what the process keeps of a store from one posted consignment to the next. */
function postingMemoryOf({ store }: RequestContext): PostingMemory {
  const known = postingMemories.get(store) ?? createPostingMemory();
  postingMemories.set(store, known);
  return known;
}

/** Routes of consignments. */
export const consignmentRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/consignments',
    summary:
      'Search consignments that your agency may see, the youngest first. Every search is logged with its purpose.',
    permission: 'search-consignments',
    query: searchQuery,
    reply: pageOf(foundConsignment),
    rate: searchRate,
    handle: async (context, { query }) => {
      const { cursor, limit, ...criteria } = query;
      const reader = readerOf(context);
      const { page, caseIds } = await context.inView(async (view) => {
        const page = await searchConsignments(view, reader, { criteria, after: placeOf(cursor), limit });
        return { page, caseIds: await caseIdsOf(context, view, page.found) };
      });
      await logAccess(context, { action: 'search', criteria, records: page.found.map(({ reference }) => reference) });
      const last = page.found.at(-1);
      return {
        items: page.found.map((one) => shownInList(one, caseIds)),
        nextCursor: page.hasMore && last !== undefined ? cursorOf(last) : null,
        total: page.total,
        isTotalExact: page.isTotalExact,
      };
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/consignments/:agency/:reference',
    summary:
      'A consignment at its latest stage, as far as you may see it, with the score of your agency and its reasons.',
    permission: 'see-consignments',
    params: consignmentPath,
    reply: consignmentDetail,
    handle: async (context, { params }) => {
      const reference = `${params.agency}/${params.reference}`;
      const reader = readerOf(context);
      const { read, caseIds } = await context.inView(async (view) => {
        const read = await readConsignment(view, reader, reference, modelsOf(context.ports));
        return { read, caseIds: await caseIdsOf(context, view, [read.consignment]) };
      });
      const { fields } = read.sight;
      await logAccess(context, { action: 'read-consignment', subject: `consignment:${reference}`, fields });
      return shown(read, caseIds);
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/consignments',
    summary: 'Take a consignment in, with its goods items; the reply says how it is scored, and why.',
    permission: 'post-consignments',
    body: postConsignmentBody,
    reply: postedConsignment,
    status: 201,
    handle: async (context, { body }) => {
      const { ports, store, actor, nowMs } = context;
      // Whoever administers the installation itself owns no records.
      if (actor.agency === '') throw new AppError('forbidden');
      const { items, handling, ...header } = body;
      const posted = { header, handling, items } as unknown as PostedConsignment;
      const taken = await postConsignment(
        ports,
        store,
        { posted, agency: actor.agency, actor: actorLabel(actor), nowMs },
        postingMemoryOf(context),
      );
      return shownTaken(taken);
    },
  }),
];

function shownTaken({ consignmentId, batchId, reference, rows, score }: TakenConsignment) {
  return {
    consignmentId,
    batchId,
    reference,
    rows,
    score:
      score === undefined
        ? null
        : {
            probability: score.probability,
            riskScore: Math.round(score.probability * 100),
            margin: score.margin,
            baseMargin: score.explanation.baseMargin,
            model: score.model,
            itemNumber: score.itemNumber,
            reasons: score.explanation.reasons.map(shownReason),
          },
  };
}

function shownReason(reason: Reason): z.output<typeof displayedReason> {
  return {
    subject: reason.subject,
    text: reasonText(reason),
    contribution: reason.contribution,
    value: reason.value ?? null,
    peerValue: reason.peerValue ?? null,
    unit: reason.unit,
  };
}

type CaseIds = ReadonlyMap<string, number>;

/** Cases of consignments in the queue of the reader's agency; none for whoever may not see the queue. */
async function caseIdsOf(
  { actor }: RequestContext,
  { cases }: Pick<AgencyView, 'cases'>,
  found: readonly { readonly reference: string }[],
): Promise<CaseIds> {
  return isPermitted(actor, 'see-queue') ? cases.idsOf(found.map(({ reference }) => reference)) : new Map();
}

function readerOf(context: RequestContext) {
  return { actor: context.actor, purpose: purposeOf(context), nowMs: context.nowMs };
}

function cursorOf({ knownAtMs, consignmentId }: SearchPlace): string {
  return `${knownAtMs.toString(36)}.${consignmentId.toString(36)}`;
}

function placeOf(cursor: string | undefined): SearchPlace | undefined {
  if (cursor === undefined) return undefined;
  const parts = /^(-?[0-9a-z]{1,11})\.([0-9a-z]{1,11})$/.exec(cursor);
  const [knownAtMs, consignmentId] = [Number.parseInt(parts?.[1] ?? '', 36), Number.parseInt(parts?.[2] ?? '', 36)];
  if (!Number.isSafeInteger(knownAtMs) || !Number.isSafeInteger(consignmentId)) {
    throw new AppError('usage', { reason: 'the cursor is not one of this list' });
  }
  return { knownAtMs, consignmentId };
}

function shownInList({ sight, summary, ...one }: SeenConsignment, caseIds: CaseIds): z.output<typeof foundConsignment> {
  const { fields, markings } = sight;
  const hasGoods = fields.includes('goods');
  return {
    consignmentId: one.consignmentId,
    caseId: caseIds.get(one.reference) ?? null,
    reference: one.reference,
    stage: one.stage,
    knownAtMs: one.knownAtMs,
    office: one.office ?? null,
    channel: one.channel ?? null,
    releaseCutOffMs: one.releaseCutOffMs ?? null,
    party: fields.includes('parties') ? summary.party : null,
    goods: hasGoods ? summary.goods : null,
    hsCodes: hasGoods ? [...summary.hsCodes] : [],
    departureCountry: summary.departureCountry,
    destinationCountry: summary.destinationCountry,
    originCountries: hasGoods ? [...summary.originCountries] : [],
    valueUsd: fields.includes('prices') ? summary.valueUsd : null,
    riskScore: one.probability === undefined ? null : Math.round(one.probability * 100),
    handling: { ownerAgency: one.handling.ownerAgency, markings: [...markings] },
    withheld: fieldGroups.filter((group) => !fields.includes(group)),
  };
}

function shown(
  { consignment, sight, explanation }: ReadConsignment,
  caseIds: CaseIds,
): z.output<typeof consignmentDetail> {
  const { consignment: header } = consignment.items.at(-1)!.record;
  const { score } = consignment;
  return {
    consignmentId: consignment.id,
    caseId: caseIds.get(consignment.reference) ?? null,
    reference: consignment.reference,
    stage: consignment.stage,
    knownAtMs: consignment.knownAtMs,
    references: Object.entries(header.references).flatMap(([kind, reference]) =>
      reference === undefined ? [] : [{ kind, reference: String(reference) }],
    ),
    times: Object.entries(header.times).flatMap(([kind, moment]) =>
      moment === undefined ? [] : [{ kind, atMs: (moment as { epochMs: number }).epochMs }],
    ),
    direction: header.direction,
    procedure: header.procedure ?? null,
    mode: header.mode ?? null,
    channel: header.channel ?? null,
    office: header.office ?? null,
    departureCountry: header.departureCountry ?? null,
    transitCountries: [...header.transitCountries],
    destinationCountry: header.destinationCountry ?? null,
    containers: [...header.containers],
    handling: { ownerAgency: header.handling.ownerAgency, markings: [...sight.markings] },
    mayPassOn: sight.mayPassOn,
    mayExport: sight.mayExport,
    withheld: fieldGroups.filter((group) => !sight.fields.includes(group)),
    parties: (Object.entries(header.parties) as [string, Party | undefined][]).flatMap(([role, party]) =>
      party === undefined ? [] : [shownParty(role, party)],
    ),
    items: consignment.items.map(({ record: { item } }) => ({
      itemNumber: item.itemNumber,
      hsCode: item.hsCode ?? null,
      description: item.description ?? null,
      originCountry: item.originCountry ?? null,
      brand: item.brand ?? null,
      netMassKg: item.netMassKg ?? null,
      quantity: item.quantity ?? null,
      unitCode: item.unitCode ?? null,
      valueUsd: item.valueUsd ?? null,
    })),
    score:
      score === undefined
        ? null
        : {
            probability: score.probability,
            margin: score.margin,
            baseMargin: explanation?.baseMargin ?? null,
            model: score.model,
            scoredAtMs: score.scoredAtMs,
            itemNumber: score.itemNumber,
            reasons: (explanation?.reasons ?? []).map(shownReason),
          },
  };
}

function shownParty(role: string, party: Party) {
  return {
    role,
    name: party.name ?? null,
    address: party.address ?? null,
    country: party.country ?? null,
    identifier:
      party.id === undefined ? null : party.idScheme === undefined ? party.id : `${party.idScheme}:${party.id}`,
    kind: party.partyKind,
  };
}
