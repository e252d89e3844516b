/** The risk queue. */
import type { z } from 'zod';
import { actorLabel } from '../../domain/actor.ts';
import { dayMs } from '../../domain/moment.ts';
import { AppError } from '../../errors.ts';
import type { CaseFilter } from '../../services/case-ports.ts';
import { claimNext as claimNextCase } from '../../services/claim-next.ts';
import { logAccess } from '../../services/log-access.ts';
import { defineRoute, type Route } from '../define-route.ts';
import { pageOf } from '../schemas/common.ts';
import { capacityLine, claimNext, queueItem, queueQuery, refreshAsked } from '../schemas/queue.ts';
import { shownInQueue } from '../show-case.ts';

/** Routes of the queue. */
export const queueRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/queue',
    summary: 'Cases in the order in which they deserve to be looked at. Claims whose lease is over count as waiting.',
    permission: 'see-queue',
    query: queueQuery,
    reply: pageOf(queueItem),
    handle: async (context, { query }) => {
      const { actor, nowMs } = context;
      const page = await context.inView(({ cases }) => cases.list(filterOf(query, actor, nowMs)));
      if (query.text !== undefined && query.text !== '') {
        const records = page.cases.map(({ reference }) => reference);
        await logAccess(context, { action: 'search', criteria: { queue: query.text }, records });
      }
      return {
        items: page.cases.map((one) => shownInQueue(one, actor, nowMs)),
        nextCursor: page.next === undefined ? null : cursorOf(page.next),
        ...(page.total === undefined ? {} : { total: page.total, isTotalExact: page.isTotalExact }),
      };
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/queue/capacity',
    summary:
      'What the last ranking could fill, and the finds to expect: the interval is that of a Poisson-binomial number, from its 10th to its 90th percentile.',
    permission: 'see-queue',
    reply: capacityLine,
    handle: ({ inView, nowMs }) =>
      inView(async ({ cases }) => {
        const { report, rankedAtMs } = await cases.state();
        const decided = await cases.countDecidedTargets(Math.floor(nowMs / dayMs) * dayMs);
        return {
          targets: report?.targets ?? 0,
          decided,
          capacity: report?.capacity ?? 0,
          expectedFinds: report?.expectedFinds ?? 0,
          expectedFindsLow: report?.expectedFindsLow ?? 0,
          expectedFindsHigh: report?.expectedFindsHigh ?? 0,
          lanes: { ...(report?.lanes ?? { red: 0, yellow: 0, blue: 0, green: 0 }) },
          rankedAtMs: rankedAtMs ?? null,
          unscored: report?.unscored ?? 0,
        };
      }),
  }),
  defineRoute({
    method: 'POST',
    path: '/queue/refresh',
    summary: 'Ask for a new ranking, which follows within seconds.',
    permission: 'decide-cases',
    reply: refreshAsked,
    status: 202,
    rate: { requests: 10, perMs: 60_000 },
    handle: ({ inView, actor, nowMs }) =>
      inView(async ({ cases, audit }) => {
        await cases.requestRanking(nowMs);
        const { agency } = actor;
        await audit.append({ atMs: nowMs, actor: actorLabel(actor), agency, action: 'refresh-queue', payload: {} });
        return { isAsked: true as const };
      }),
  }),
  defineRoute({
    method: 'POST',
    path: '/queue/claim-next',
    summary: 'Take the first case that nobody has in hand; nothing where none waits.',
    permission: 'claim-cases',
    body: claimNext,
    reply: queueItem,
    handle: async ({ inView, ports, actor, nowMs }, { body }) => {
      const claimed = await inView((view) => claimNextCase(view, { actor, nowMs }, body, ports.caseRules));
      return claimed && shownInQueue(claimed, actor, nowMs);
    },
  }),
];

function filterOf(
  query: z.output<typeof queueQuery>,
  actor: { readonly kind: string; readonly id: number },
  nowMs: number,
): CaseFilter {
  const { state, lane, targetsOnly, cursor, ...filter } = query;
  return {
    ...filter,
    list: state,
    nowMs,
    personId: actor.kind === 'person' ? actor.id : undefined,
    lanes: lane === undefined || Array.isArray(lane) ? lane : [lane],
    targetsOnly: targetsOnly === 'true',
    after: placeOf(cursor),
  };
}

function cursorOf({ place, id }: { readonly place: number; readonly id: number }): string {
  return `${place}_${id}`;
}

function placeOf(cursor: string | undefined): { place: number; id: number } | undefined {
  if (cursor === undefined) return undefined;
  const parts = /^(-?\d{1,20}(?:\.\d{1,30})?(?:e[+-]\d{1,3})?)_(\d{1,15})$/.exec(cursor);
  if (parts === null) throw new AppError('usage', { reason: 'the cursor is not one of this list' });
  return { place: Number(parts[1]), id: Number(parts[2]) };
}
