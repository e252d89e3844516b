/** Overlaps: that another agency is after the same, and what is agreed on. */
import type { z } from 'zod';
import type { AgencyOverlap } from '../../services/overlap-ports.ts';
import { findStoreOverlaps } from '../../services/overlaps/find-store-overlaps.ts';
import { consentToOverlap, recordOverlapOutcome } from '../../services/overlaps/settle-overlap.ts';
import { defineRoute, type Route } from '../define-route.ts';
import { consentBody, foundOverlaps, outcomeBody, overlap, overlapPath, overlaps } from '../schemas/overlaps.ts';

/** Whoever makes a look-out and looks for overlaps at once asks whether others have it. */
const searchRate = { requests: 4, perMs: 86_400_000 };

/** Routes of overlaps. */
export const overlapRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/overlaps',
    summary: 'Overlaps of your agency with others, the youngest first: that there is one, and what of yours is in it.',
    permission: 'see-overlaps',
    reply: overlaps,
    handle: async ({ inView }) => ({ items: (await inView((view) => view.overlaps.list())).map(shown) }),
  }),
  defineRoute({
    method: 'GET',
    path: '/overlaps/:overlapId',
    summary: 'An overlap of your agency with another.',
    permission: 'see-overlaps',
    params: overlapPath,
    reply: overlap,
    handle: ({ inView }, { params }) => inView(async (view) => shown(await view.overlaps.get(params.overlapId))),
  }),
  defineRoute({
    method: 'POST',
    path: '/overlaps/search',
    summary: 'Look for new overlaps now, of all agencies; says how many are new for yours.',
    permission: 'settle-overlaps',
    reply: foundOverlaps,
    rate: searchRate,
    handle: async ({ ports, store, actor }) => {
      const found = await findStoreOverlaps(ports, store);
      return { found: found.get(actor.agency) ?? 0 };
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/overlaps/:overlapId/consent',
    summary: 'Consent to telling the other agency whom to ask; it is told once both have.',
    permission: 'settle-overlaps',
    params: overlapPath,
    body: consentBody,
    reply: overlap,
    handle: ({ inView, ...context }, { params, body }) =>
      inView(async (view) =>
        shown(await consentToOverlap(view, context, { id: params.overlapId, contact: body.contact })),
      ),
  }),
  defineRoute({
    method: 'POST',
    path: '/overlaps/:overlapId/outcome',
    summary: 'Record what the two agencies agreed on.',
    permission: 'settle-overlaps',
    params: overlapPath,
    body: outcomeBody,
    reply: overlap,
    handle: ({ inView, ...context }, { params, body }) =>
      inView(async (view) =>
        shown(await recordOverlapOutcome(view, context, { id: params.overlapId, outcome: body.outcome })),
      ),
  }),
];

function shown(one: AgencyOverlap): z.output<typeof overlap> {
  return {
    id: one.id,
    foundAtMs: one.foundAtMs,
    ownSubjects: [...one.ownSubjects],
    ownContact: one.ownContact ?? null,
    hasConsented: one.hasConsented,
    outcome: one.outcome ?? null,
    other:
      one.other === undefined
        ? null
        : { agency: one.other.agency, contact: one.other.contact ?? null, outcome: one.other.outcome ?? null },
  };
}
