/** Look-outs and alerts. */
import { z } from 'zod';
import { acknowledgeAlert } from '../../services/acknowledge-alert.ts';
import type { Alert } from '../../services/alert-ports.ts';
import { logAccess } from '../../services/log-access.ts';
import { type ShownLookOut, showLookOut } from '../../services/show-look-out.ts';
import { withdrawLookOut } from '../../services/withdraw-look-out.ts';
import { defineRoute, type Route } from '../define-route.ts';
import { idCursor, idOfCursor } from '../page-cursor.ts';
import { longText, pageOf } from '../schemas/common.ts';
import {
  acknowledgeAlertBody,
  alert,
  alertPath,
  alertQuery,
  lookOut,
  lookOutPath,
  lookOutQuery,
} from '../schemas/look-outs.ts';

/** Routes of look-outs and alerts. */
export const lookOutRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/look-outs',
    summary: 'Look-outs that your agency may see, the youngest first.',
    permission: 'see-look-outs',
    query: lookOutQuery,
    reply: pageOf(lookOut),
    handle: async (context, { query }) => {
      const filter = {
        holdsAtMs: query.holding === 'true' ? context.nowMs : undefined,
        beforeId: idOfCursor(query.cursor),
        limit: query.limit + 1,
      };
      const { rows, agreements } = await context.inView(async (view) => ({
        rows: await view.alerts.lookOuts(filter),
        agreements: await view.agreements.taking(),
      }));
      const items = rows.slice(0, query.limit);
      await logAccess(context, {
        action: 'search',
        criteria: { lookOuts: query },
        records: items.map(({ id }) => `look-out:${id}`),
      });
      return {
        items: items.map((one) => shownLookOut(showLookOut(context, agreements, one))),
        nextCursor: idCursor(rows.length > items.length ? items.at(-1)?.id : undefined),
      };
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/look-outs/:lookOutId/withdrawal',
    summary: 'End a look-out of your agency before its time.',
    permission: 'suppress-cases',
    params: lookOutPath,
    body: z.strictObject({ reason: longText }),
    handle: ({ inView, ...context }, { params, body }) =>
      inView((view) => withdrawLookOut(view, context, { id: params.lookOutId, reason: body.reason })),
  }),
  defineRoute({
    method: 'GET',
    path: '/alerts',
    summary: 'Consignments of your agency that match a look-out, the youngest first.',
    permission: 'see-look-outs',
    query: alertQuery,
    reply: pageOf(alert),
    handle: async (context, { query }) => {
      const filter = {
        atMs: context.nowMs,
        state: query.state,
        hasWeak: query.weak === 'true',
        beforeId: idOfCursor(query.cursor),
        limit: query.limit + 1,
      };
      const { rows, agreements, caseIds } = await context.inView(async (view) => {
        const rows = await view.alerts.list(filter);
        const caseIds = await view.cases.idsOf(rows.map(({ reference }) => reference));
        return { rows, caseIds, agreements: await view.agreements.taking() };
      });
      const items = rows.slice(0, query.limit);
      await logAccess(context, {
        action: 'search',
        criteria: { alerts: query },
        records: items.map(({ reference }) => reference),
      });
      return {
        items: items.map((one) => shownAlert(one, showLookOut(context, agreements, one.lookOut), caseIds)),
        nextCursor: idCursor(rows.length > items.length ? items.at(-1)?.id : undefined),
      };
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/alerts/:alertId/acknowledgement',
    summary: 'Take note of an alert; whoever did so first stays.',
    permission: 'acknowledge-alerts',
    params: alertPath,
    body: acknowledgeAlertBody,
    reply: alert,
    handle: ({ inView, ...context }, { params, body }) =>
      inView(async (view) => {
        const agreements = await view.agreements.taking();
        const found = await acknowledgeAlert(view, context, { id: params.alertId, note: body.note });
        const caseIds = await view.cases.idsOf([found.reference]);
        return shownAlert(found, showLookOut(context, agreements, found.lookOut), caseIds);
      }),
  }),
];

function shownLookOut({ lookOut: one, subject, markings, isOwn }: ShownLookOut): z.output<typeof lookOut> {
  return {
    id: one.id,
    kind: one.kind,
    grade: one.grade,
    subject: subject ?? null,
    source: isOwn ? (one.source ?? null) : null,
    handling: { ownerAgency: one.handling.ownerAgency, markings: [...markings] },
    isOwn,
    madeAtMs: one.madeAtMs,
    expiresAtMs: one.expiresAtMs,
    withdrawnAtMs: one.withdrawnAtMs ?? null,
  };
}

function shownAlert(
  { lookOut: _, acknowledged, ...one }: Alert,
  shown: ShownLookOut,
  caseIds: ReadonlyMap<string, number>,
): z.output<typeof alert> {
  return {
    ...one,
    caseId: caseIds.get(one.reference) ?? null,
    lookOut: shownLookOut(shown),
    office: one.office ?? null,
    releaseCutOffMs: one.releaseCutOffMs ?? null,
    acknowledged: acknowledged === undefined ? null : { ...acknowledged, note: acknowledged.note ?? null },
  };
}
