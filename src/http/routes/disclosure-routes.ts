/** Disclosure: frozen targets, what they say, and legal holds on them. What is not there and what is another agency's get the same answer. */
import type { z } from 'zod';
import { actorLabel } from '../../domain/actor.ts';
import { discloseTarget, usualConcernedRoles } from '../../services/disclose-target.ts';
import type { FrozenTarget } from '../../services/disclosure-ports.ts';
import { liftLegalHold, setLegalHold } from '../../services/hold-frozen-target.ts';
import { logAccess } from '../../services/log-access.ts';
import { defineRoute, type Route } from '../define-route.ts';
import { idCursor, idOfCursor } from '../page-cursor.ts';
import { pageOf } from '../schemas/common.ts';
import {
  disclosure,
  disclosureQuery,
  frozenTarget,
  frozenTargetPath,
  frozenTargetQuery,
  legalHold,
} from '../schemas/disclosure.ts';

/** Routes of disclosure. */
export const disclosureRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/frozen-targets',
    summary: 'Decided cases of your agency as they were frozen, the youngest first.',
    permission: 'disclose-targets',
    query: frozenTargetQuery,
    reply: pageOf(frozenTarget),
    handle: async ({ inView }, { query: { cursor, limit, ...filter } }) => {
      const beforeId = idOfCursor(cursor);
      const found = await inView((view) => view.frozenTargets.list({ ...filter, beforeId, limit: limit + 1 }));
      const items = found.slice(0, limit);
      return {
        items: items.map(shown),
        nextCursor: idCursor(found.length > items.length ? items.at(-1)?.id : undefined),
      };
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/frozen-targets/:targetId/disclosure',
    summary:
      'What was known and shown when a case was decided, with its sensitive parts in a schedule apart. Logged with its purpose.',
    permission: 'disclose-targets',
    params: frozenTargetPath,
    query: disclosureQuery,
    reply: disclosure,
    handle: async (context, { params: { targetId }, query }) => {
      const { inView, store, nowMs, purpose = 'disclosure' } = context;
      const concernedRoles = query.concerned ?? usualConcernedRoles;
      // Whether it is the agency's own is the view's matter; how it was selected is read by no view, and beside none: an embedded store has one transaction at a time.
      const targets = { find: (id: number) => inView((view) => view.frozenTargets.find(id)) };
      const made = await discloseTarget(targets, store.frozenTargets, { id: targetId, nowMs, concernedRoles });
      await logAccess(
        { ...context, purpose },
        {
          action: 'disclose-target',
          subject: `frozen-target:${targetId}`,
          criteria: { concernedRoles },
          records: [made.target.reference],
        },
      );
      return {
        ...made,
        target: { ...made.target, hold: made.target.hold ?? null },
        schedule: made.schedule.map(({ handling = null, ...part }) => ({ ...part, handling })),
      };
    },
  }),
  defineRoute({
    method: 'PUT',
    path: '/frozen-targets/:targetId/hold',
    summary: 'Keep erasures from a frozen target until the end of a legal hold.',
    permission: 'disclose-targets',
    params: frozenTargetPath,
    body: legalHold,
    handle: async ({ inView, actor, nowMs }, { params: { targetId }, body }) => {
      const by = { actor: actorLabel(actor), nowMs };
      await inView((view) => setLegalHold(view, { id: targetId, ...body }, by));
    },
  }),
  defineRoute({
    method: 'DELETE',
    path: '/frozen-targets/:targetId/hold',
    summary: 'Lift the legal hold of a frozen target; what an erasure had to pass by is erased within minutes.',
    permission: 'disclose-targets',
    params: frozenTargetPath,
    handle: async ({ inView, actor, nowMs }, { params: { targetId } }) => {
      await inView((view) => liftLegalHold(view, targetId, { actor: actorLabel(actor), nowMs }));
    },
  }),
];

function shown({
  agency: _,
  contentHash,
  hold,
  heldBackSinceMs,
  ...target
}: FrozenTarget): z.output<typeof frozenTarget> {
  return {
    ...target,
    contentHash: Buffer.from(contentHash).toString('hex'),
    hold: hold ?? null,
    heldBackSinceMs: heldBackSinceMs ?? null,
  };
}
