/** Operators and holds: the agency's side, and the operators' own. */
import { z } from 'zod';
import type { Actor } from '../../domain/actor.ts';
import { installationAgency } from '../../domain/agency.ts';
import { AppError } from '../../errors.ts';
import { answerHold, operatorOf } from '../../services/answer-hold.ts';
import { authorOf, reaches } from '../../services/change-author.ts';
import { holdListCsv } from '../../services/hold-list.ts';
import type { Hold, Operator } from '../../services/hold-ports.ts';
import { addOperator, changeOperator, disableOperator, type KeptOperator } from '../../services/keep-operator.ts';
import { logAccess } from '../../services/log-access.ts';
import { defineRoute, type RequestContext, type Route } from '../define-route.ts';
import { idCursor, idOfCursor } from '../page-cursor.ts';
import { pageOf } from '../schemas/common.ts';
import {
  hold,
  holdAnswer,
  holdPath,
  holdQuery,
  ofAgency,
  operator,
  operatorHold,
  operatorHoldQuery,
  operatorInput,
  operatorKept,
  operatorPath,
} from '../schemas/holds.ts';

const csvRows = 5000;

const operatorRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/operators',
    summary: 'Operators that an agency may ask for holds.',
    permission: 'see-operators',
    query: ofAgency,
    reply: z.object({ items: z.array(operator) }),
    handle: async ({ store, actor, nowMs }, { query }) => {
      const all = await store.asAgency({ agency: agencyOf(actor, query.agency), nowMs }, ({ holds }) =>
        holds.operators(),
      );
      return { items: all.map(shownOperator) };
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/operators',
    summary: 'Add an operator; the secret by which its webhook is signed is shown this once.',
    permission: 'change-operators',
    query: ofAgency,
    body: operatorInput,
    reply: operatorKept,
    status: 201,
    isShownOnce: true,
    handle: ({ store, ports, actor, nowMs }, { query, body }) =>
      store.asAgency({ agency: agencyOf(actor, query.agency), nowMs }, async (view) =>
        shownKept(await addOperator(ports, view, authorOf(actor), { ...body, webhookUrl: body.webhookUrl })),
      ),
  }),
  defineRoute({
    method: 'PUT',
    path: '/operators/:operatorId',
    summary: 'Change an operator; another webhook gets another secret, which is shown this once.',
    permission: 'change-operators',
    params: operatorPath,
    query: ofAgency,
    body: operatorInput,
    reply: operatorKept,
    handle: ({ store, ports, actor, nowMs, ifMatch: version }, { params, query, body }) =>
      store.asAgency({ agency: agencyOf(actor, query.agency), nowMs }, async (view) => {
        const input = { ...body, webhookUrl: body.webhookUrl, id: params.operatorId, version };
        return shownKept(await changeOperator(ports, view, authorOf(actor), input));
      }),
  }),
  defineRoute({
    method: 'DELETE',
    path: '/operators/:operatorId',
    summary: 'End an operator; what it was asked for stays.',
    permission: 'change-operators',
    params: operatorPath,
    query: ofAgency,
    handle: ({ store, actor, nowMs }, { params, query }) =>
      store.asAgency({ agency: agencyOf(actor, query.agency), nowMs }, (view) =>
        disableOperator(view, authorOf(actor), params.operatorId),
      ),
  }),
];

const agencyHoldRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/holds',
    summary: 'Holds of your agency, the youngest first.',
    permission: 'see-holds',
    query: holdQuery,
    reply: pageOf(hold),
    handle: async ({ inView }, { query }) => {
      const { state, operatorId, cursor, limit } = query;
      const states = state === undefined || Array.isArray(state) ? state : [state];
      const filter = { states, operatorId, beforeId: idOfCursor(cursor), limit: limit + 1 };
      const rows = await inView(({ holds }) => holds.list(filter));
      const items = rows.slice(0, limit);
      return { items: items.map(shownHold), nextCursor: idCursor(rows.length > limit ? items.at(-1)?.id : undefined) };
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/holds.csv',
    summary: 'The hold list for a terminal, as CSV. The export is logged.',
    permission: 'see-holds',
    query: holdQuery.omit({ cursor: true, limit: true }),
    handle: async (context, { query }) => {
      const { state, operatorId } = query;
      const states = state === undefined || Array.isArray(state) ? state : [state];
      const rows = await context.inView(({ holds }) => holds.list({ states, operatorId, limit: csvRows }));
      await logAccess(context, {
        action: 'export',
        criteria: { holds: query },
        records: rows.map(({ reference }) => reference),
      });
      return context.reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="holds.csv"')
        .serializer(String)
        .send(holdListCsv(rows));
    },
  }),
];

const answerRoutes: readonly Route[] = [
  defineRoute({
    method: 'POST',
    path: '/holds/:reference/answer',
    summary: 'Record what an operator without a machine says of a hold. The same answer again changes nothing.',
    permission: 'record-examinations',
    params: holdPath,
    body: holdAnswer,
    reply: hold,
    handle: ({ inView, actor, nowMs }, { params, body }) =>
      inView(async (view) => shownHold(await answerHold(view, { actor, nowMs }, { ...params, ...body }))),
  }),
];

const operatorSideRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/operator/holds',
    summary: 'For operators: the holds that you are asked for, the youngest first.',
    permission: 'answer-holds',
    query: operatorHoldQuery,
    reply: pageOf(operatorHold),
    handle: async ({ inView, actor, nowMs }, { query }) => {
      const { isOpen, cursor, limit } = query;
      const filter = {
        operatorId: operatorOf({ actor }),
        visibleAtMs: nowMs,
        ...(isOpen === 'true' ? { states: ['requested', 'acknowledged'] as const } : {}),
        beforeId: idOfCursor(cursor),
        limit: limit + 1,
      };
      const rows = await inView(({ holds }) => holds.list(filter));
      const items = rows.slice(0, limit);
      return {
        items: items.map(shownToOperator),
        nextCursor: idCursor(rows.length > limit ? items.at(-1)?.id : undefined),
      };
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/operator/holds/:reference/answer',
    summary: 'For operators: say whether the goods are held. The same answer again changes nothing.',
    permission: 'answer-holds',
    params: holdPath,
    body: holdAnswer,
    reply: operatorHold,
    handle: ({ inView, actor, nowMs }: RequestContext, { params, body }) =>
      inView(async (view) => shownToOperator(await answerHold(view, { actor, nowMs }, { ...params, ...body }))),
  }),
];

/** Routes of operators and holds. */
export const holdRoutes: readonly Route[] = [
  ...operatorRoutes,
  ...agencyHoldRoutes,
  ...answerRoutes,
  ...operatorSideRoutes,
];

/** An administrator of the installation names the agency; everybody else has one. */
function agencyOf(actor: Actor, named: string | undefined): string {
  const agency = named ?? actor.agency;
  if (agency === installationAgency) throw new AppError('usage', { reason: 'name the agency whose operator it is' });
  if (!reaches(authorOf(actor), agency)) throw new AppError('forbidden');
  return agency;
}

function shownKept({ operator: kept, webhookSecret }: KeptOperator): z.output<typeof operatorKept> {
  return { operator: shownOperator(kept), webhookSecret: webhookSecret ?? null };
}

function shownOperator({ offices, channels, webhookUrl, disabledAtMs, ...one }: Operator): z.output<typeof operator> {
  return {
    ...one,
    offices: [...offices],
    channels: [...channels],
    webhookUrl: webhookUrl ?? null,
    disabledAtMs: disabledAtMs ?? null,
  };
}

function shownToOperator({ reference, control, state, goods, ...one }: Hold): z.output<typeof operatorHold> {
  return {
    reference,
    control,
    state,
    goods: { ...goods, containers: [...goods.containers] },
    requestedAtMs: one.requestedAtMs,
    acknowledgedAtMs: one.acknowledgedAtMs ?? null,
    endedAtMs: one.endedAtMs ?? null,
  };
}

function shownHold(one: Hold): z.output<typeof hold> {
  const { id, caseId, operatorName, visibleFromMs } = one;
  return { ...shownToOperator(one), id, caseId, operator: operatorName, visibleFromMs };
}
