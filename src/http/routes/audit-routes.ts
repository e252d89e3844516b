/** The audit, for auditors: entries of their own agency, and the signed end of the chain. */
import type { z } from 'zod';
import { actorLabel } from '../../domain/actor.ts';
import type { AuditRecord } from '../../domain/audit-entry.ts';
import { anchorLine } from '../../services/anchor-lines.ts';
import { signAuditHead } from '../../services/sign-audit-head.ts';
import { defineRoute, type Route } from '../define-route.ts';
import { idCursor, idOfCursor } from '../page-cursor.ts';
import { auditEntry, auditHead, auditQuery } from '../schemas/audit.ts';
import { pageOf } from '../schemas/common.ts';

/** Routes of the audit. */
export const auditRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/audit',
    summary: 'What was done in the name of your agency, the latest first.',
    permission: 'see-audit',
    query: auditQuery,
    reply: pageOf(auditEntry),
    handle: ({ inView, actor, nowMs, requestId }, { query: { cursor, limit, ...filter } }) =>
      inView(async (view) => {
        const beforeSequence = idOfCursor(cursor);
        const page = await view.audit.find({ ...filter, agency: actor.agency, beforeSequence, limit: limit + 1 });
        const shown = page.entries.slice(0, limit);
        // Whoever looks through what others did is seen in it as well.
        await view.audit.append({
          atMs: nowMs,
          actor: actorLabel(actor),
          agency: actor.agency,
          action: 'search-audit',
          payload: { purpose: 'audit', requestId, criteria: filter, entries: shown.length },
        });
        return {
          items: shown.map(shaped),
          nextCursor: idCursor(page.entries.length > shown.length ? shown.at(-1)?.sequence : undefined),
          total: page.total,
          isTotalExact: page.isTotalExact,
        };
      }),
  }),
  defineRoute({
    method: 'GET',
    path: '/audit/head',
    summary: 'The end of the chain, signed by the installation: a line for a file of anchors.',
    permission: 'see-audit',
    reply: auditHead,
    handle: async ({ ports, store }) =>
      auditHead.parse(JSON.parse(anchorLine(await signAuditHead(ports, store.audit)))),
  }),
];

function shaped({
  sequence,
  atMs,
  actor,
  agency,
  action,
  subject,
  payload,
  hash,
}: AuditRecord): z.output<typeof auditEntry> {
  return {
    sequence,
    atMs,
    actor,
    agency,
    action,
    subject: subject ?? null,
    payload: payload === undefined ? null : JSON.parse(payload.text),
    isErased: payload === undefined,
    hash: Buffer.from(hash).toString('hex'),
  };
}
