/** Models: which there are, how they were judged, and which one scores a stage. */
import { z } from 'zod';
import { actorLabel } from '../../domain/actor.ts';
import { type DescribedModel, describeModels, readModelCard } from '../../services/describe-models.ts';
import { promoteModel } from '../../services/promote-model.ts';
import { rollBackModel } from '../../services/roll-back-model.ts';
import type { ModelRole, Promotion } from '../../services/score-ports.ts';
import { defineRoute, type RequestContext, type Route } from '../define-route.ts';
import { pageOf } from '../schemas/common.ts';
import { model, modelCard, promote, promotion, rollBack } from '../schemas/models.ts';

const modelName = z.object({ name: z.string().min(1).max(64), version: z.string().min(1).max(64) });

/** Routes of models. */
export const modelRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/models',
    summary: 'All models with their roles and the figures of their cards.',
    permission: 'see-models',
    reply: pageOf(model),
    handle: async ({ ports, store }) => ({
      items: (await describeModels(ports, store)).map(shown),
      nextCursor: null,
    }),
  }),
  defineRoute({
    method: 'GET',
    path: '/models/:name/:version/card',
    summary: 'The card of a model, as Markdown.',
    permission: 'see-models',
    params: modelName,
    reply: modelCard,
    handle: async ({ ports }, { params }) => ({
      markdown: await readModelCard(ports, `${params.name}@${params.version}`),
    }),
  }),
  defineRoute({
    method: 'POST',
    path: '/models/:name/:version/promotion',
    summary: 'Make a model the one that scores its stage.',
    permission: 'change-models',
    params: modelName,
    body: promote,
    reply: promotion,
    handle: async (context, { params, body }) => {
      const name = `${params.name}@${params.version}`;
      return recorded(context, 'promote-model', body.reason, await promoteModel(context.ports, context.store, name));
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/models/roll-back',
    summary: 'Make the champion before the present one champion again.',
    permission: 'change-models',
    body: rollBack,
    reply: promotion,
    handle: async (context, { body }) =>
      recorded(context, 'roll-back-model', body.reason, await rollBackModel(context.ports, context.store, body.stage)),
  }),
];

async function recorded(
  { store, queues, actor, nowMs }: RequestContext,
  action: string,
  reason: string,
  { champion, former, dueConsignments }: Promotion,
): Promise<z.output<typeof promotion>> {
  const nameOf = (role: ModelRole): string => `${role.name}@${role.version}`;
  await store.audit.append({
    atMs: nowMs,
    actor: actorLabel(actor),
    agency: actor.agency,
    action,
    subject: `model:${nameOf(champion)}`,
    payload: { reason, former: former === undefined ? null : nameOf(former), dueConsignments },
  });
  const due = { queue: 'score-consignments', payload: {}, priority: 1000 } as const;
  const workId = dueConsignments === 0 ? undefined : await store.work.ensure(due, 1, nowMs);
  // What the queues cannot take just now the sweeper hands over.
  if (workId !== undefined) await queues.enqueue([{ ...due, workId }]).catch(() => {});
  return {
    champion: nameOf(champion),
    former: former === undefined ? null : nameOf(former),
    dueConsignments,
  };
}

function shown({ manifest, role }: DescribedModel): z.output<typeof model> {
  const { figures } = manifest;
  const figure = (name: string, value: number | null, interval: readonly (number | null)[] = []) =>
    value === null ? [] : [{ name, value, low: interval[0] ?? null, high: interval[1] ?? null }];
  return {
    name: manifest.name,
    version: manifest.version,
    stage: manifest.stage,
    role: role?.role ?? 'candidate',
    promotedAtMs: role?.promotedAtMs ?? null,
    needsRetraining: role?.needsRetraining ?? false,
    reason: role?.reason ?? null,
    trainedOn: { ...manifest.trainingWindow, rows: manifest.rows.labelled },
    figures:
      figures === null
        ? []
        : [
            ...figure('AUC', figures.auc),
            ...figure('area under precision and recall', figures.prAuc),
            ...figure('Brier score', figures.brier),
            ...figures.at.flatMap(({ share, precision, recall, interval }) => [
              ...figure(`precision in the top ${share * 100}%`, precision, interval),
              ...figure(`recall in the top ${share * 100}%`, recall),
            ]),
          ],
    protocol: figures?.protocol ?? null,
  };
}
