/** Sharing agreements: proposing, signing and ending them. */
import { z } from 'zod';
import { actorLabel } from '../../domain/actor.ts';
import { agreementEndMs, agreementState } from '../../domain/agreement.ts';
import { dayMs } from '../../domain/moment.ts';
import type { KeptAgreement } from '../../services/agreement-ports.ts';
import { approveAgreement } from '../../services/agreements/approve-agreement.ts';
import { endAgreement } from '../../services/agreements/end-agreement.ts';
import { proposeAgreement } from '../../services/agreements/propose-agreement.ts';
import { authorOf, requireInstallation } from '../../services/change-author.ts';
import { followSharing } from '../../services/follow-sharing.ts';
import { defineRoute, type Route } from '../define-route.ts';
import { agreement, agreements, endAgreementBody, proposeAgreementBody, sharing } from '../schemas/agreements.ts';
import { id } from '../schemas/common.ts';

const path = z.object({ agreementId: id });

/** Routes of agreements. */
export const agreementRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/agreements',
    summary: 'Agreements by which your agency gives or takes.',
    permission: 'see-agreements',
    reply: agreements,
    handle: async ({ inView, nowMs }) => {
      const all = await inView((view) => view.agreements.list());
      return { items: all.map((one) => shown(one, nowMs)) };
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/agreements/:agreementId',
    summary: 'An agreement by which your agency gives or takes.',
    permission: 'see-agreements',
    params: path,
    reply: agreement,
    handle: ({ inView, nowMs }, { params }) =>
      inView(async (view) => shown(await view.agreements.get(params.agreementId), nowMs)),
  }),
  defineRoute({
    method: 'POST',
    path: '/agreements',
    summary: 'Propose an agreement; it is in force once the liaisons of both sides have signed it.',
    permission: 'change-agreements',
    body: proposeAgreementBody,
    reply: agreement,
    status: 201,
    handle: ({ inView, ...context }, { body }) =>
      inView(async (view) => {
        const terms = { ...body, gateway: body.gateway, toMs: body.toMs };
        return shown(await proposeAgreement(view, context, terms), context.nowMs);
      }),
  }),
  defineRoute({
    method: 'POST',
    path: '/agreements/:agreementId/approval',
    summary: 'Sign an agreement for your agency.',
    permission: 'change-agreements',
    params: path,
    reply: agreement,
    handle: async ({ inView, store, ...context }, { params }) => {
      const signed = await inView((view) => approveAgreement(view, context, params.agreementId));
      await followSharing(store, context.nowMs);
      return shown(signed, context.nowMs);
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/agreements/:agreementId/end',
    summary: 'End an agreement, or withdraw a draft: from now on nothing is given by it.',
    permission: 'change-agreements',
    params: path,
    body: endAgreementBody,
    reply: agreement,
    handle: async ({ inView, store, ...context }, { params, body }) => {
      const ended = await inView((view) =>
        endAgreement(view, context, { id: params.agreementId, reason: body.reason }),
      );
      await followSharing(store, context.nowMs);
      return shown(ended, context.nowMs);
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/sharing',
    summary: 'Whether the installation is a single command centre or a network of agencies.',
    permission: 'see-agreements',
    reply: sharing,
    handle: async ({ store }) => ({ mode: await store.sharing.mode() }),
  }),
  defineRoute({
    method: 'PUT',
    path: '/sharing',
    summary: 'Make the installation a single command centre or a network of agencies.',
    permission: 'change-agencies',
    body: sharing,
    reply: sharing,
    handle: async ({ store, actor, nowMs }, { body }) => {
      requireInstallation(authorOf(actor));
      await store.sharing.setMode(body.mode);
      const { agency } = actor;
      await store.audit.append({
        atMs: nowMs,
        actor: actorLabel(actor),
        agency,
        action: 'change-sharing',
        subject: 'installation:sharing',
        payload: body,
      });
      await followSharing(store, nowMs);
      return body;
    },
  }),
];

function shown(one: KeptAgreement, nowMs: number): z.output<typeof agreement> {
  const endMs = agreementEndMs(one);
  return {
    id: one.id,
    giver: one.giver,
    taker: one.taker,
    giverRegime: one.giverRegime,
    takerRegime: one.takerRegime,
    kinds: [...one.kinds],
    purposes: [...one.purposes],
    gateway: one.gateway ?? null,
    fields: [...one.fields],
    maximumTlp: one.maximumTlp,
    onwardSharing: one.onwardSharing,
    fromMs: one.fromMs,
    toMs: one.toMs ?? null,
    retentionDays: one.retentionDays,
    state: agreementState(one, nowMs),
    retainedUntilMs: endMs === undefined ? null : endMs + one.retentionDays * dayMs,
    proposed: one.proposed,
    signedByGiver: one.signedByGiver ?? null,
    signedByTaker: one.signedByTaker ?? null,
    ended: one.ended ?? null,
  };
}
