/** Exports: targets as files for an audience. What is not there and what is another agency's get the same answer. */
import { createHmac } from 'node:crypto';
import type { z } from 'zod';
import { actorLabel } from '../../domain/actor.ts';
import { narrowestAudience } from '../../domain/audience.ts';
import { AppError } from '../../errors.ts';
import { logAccess } from '../../services/log-access.ts';
import type { PackExport } from '../../services/pack-export-ports.ts';
import { linkSecret } from '../../services/target-packs/derived-secrets.ts';
import { makePackExport, mediaTypeOf } from '../../services/target-packs/make-pack-export.ts';
import { constantTimeEqual } from '../constant-time-equal.ts';
import { defineRoute, type RequestContext, type Route } from '../define-route.ts';
import { exportAsked, exportLink, exportPath, shownExport } from '../schemas/exports.ts';

/** Lists of more targets are made into files by a worker. */
const madeAtOnce = 200;
const exportPriority = 500;

/** Routes of exports. */
export const exportRoutes: readonly Route[] = [
  defineRoute({
    method: 'POST',
    path: '/exports',
    summary:
      'Make a file of your own consignments in a list of targets, for an audience. Short lists are made at once, long ones by a worker; logged with the purpose.',
    permission: 'export-targets',
    body: exportAsked,
    reply: shownExport,
    status: 202,
    rate: { requests: 30, perMs: 60_000 },
    handle: async (context, { body }) => {
      const { ports, store, queues, inView, actor, nowMs } = context;
      const list = await store.targetLists.get(body.listId);
      const exportId = await inView(({ packExports }) =>
        packExports.add({
          listId: body.listId,
          format: body.format,
          audience: body.audience ?? narrowestAudience,
          rightHolder: body.rightHolder,
          purpose: body.purpose,
          gateway: body.gateway,
          askedBy: actorLabel(actor),
          askedAtMs: nowMs,
        }),
      );
      if (list.targets.length <= madeAtOnce) await makePackExport(ports, store, exportId);
      else await handOver(store, queues, exportId, nowMs);
      return shown(context, await ownExport(context, exportId));
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/exports/:exportId',
    summary: 'An export of your agency, with the link to its file once that is made.',
    permission: 'export-targets',
    params: exportPath,
    reply: shownExport,
    handle: async (context, { params }) => shown(context, await ownExport(context, params.exportId)),
  }),
  defineRoute({
    method: 'GET',
    path: '/exports/:exportId/file',
    summary: 'The file of an export, by the link of the export and until it expires. Logged with the purpose.',
    permission: 'export-targets',
    params: exportPath,
    query: exportLink,
    handle: async (context, { params: { exportId }, query: { expires, signature } }) => {
      const { inView, nowMs, reply } = context;
      const isSigned = constantTimeEqual(signature, await signatureOf(context, exportId, expires));
      if (!isSigned || expires <= nowMs) throw new AppError('not-found', { what: 'export', name: exportId });
      const found = await ownExport(context, exportId);
      const bytes = await inView(({ packExports }) => packExports.bytesOf(exportId));
      if (bytes === undefined || found.state !== 'ready' || (found.expiresAtMs ?? 0) <= nowMs)
        throw new AppError('not-found', { what: 'export', name: exportId });
      await logAccess(
        { ...context, purpose: found.purpose },
        { action: 'export', subject: `export:${exportId}`, criteria: { step: 'download', audience: found.audience } },
      );
      const { fileName, mediaType } = mediaTypeOf(found);
      return reply
        .header('content-disposition', `attachment; filename="${fileName}"`)
        .header('cache-control', 'no-store')
        .type(mediaType)
        .send(Buffer.from(bytes));
    },
  }),
];

async function handOver(
  store: RequestContext['store'],
  queues: RequestContext['queues'],
  exportId: number,
  nowMs: number,
): Promise<void> {
  const work = { queue: 'export-targets', payload: { exportId }, priority: exportPriority } as const;
  const [workId] = await store.work.add([work], nowMs);
  try {
    await queues.enqueue([{ queue: work.queue, priority: work.priority, workId: workId! }]);
    await store.work.markEnqueued([workId!], nowMs);
  } catch {
    // The sweeper hands over what the queue could not take just now.
  }
}

async function ownExport({ inView }: RequestContext, exportId: number): Promise<PackExport> {
  const found = await inView(({ packExports }) => packExports.find(exportId));
  if (found === undefined) throw new AppError('not-found', { what: 'export', name: exportId });
  return found;
}

/** Under a secret of the installation: nobody else can make a link, or have one live longer. */
async function signatureOf({ ports }: RequestContext, exportId: number, expires: number): Promise<string> {
  const secret = await linkSecret(ports);
  return createHmac('sha256', secret).update(`export ${exportId} until ${expires}`).digest('base64url');
}

async function shown(context: RequestContext, found: PackExport): Promise<z.output<typeof shownExport>> {
  const { id, listId, format, audience, purpose, askedAtMs, state, expiresAtMs = null } = found;
  const isReady = state === 'ready' && expiresAtMs !== null && expiresAtMs > context.nowMs;
  const link = isReady
    ? `/api/exports/${id}/file?expires=${expiresAtMs}&signature=${await signatureOf(context, id, expiresAtMs)}`
    : null;
  return {
    id,
    listId,
    format,
    audience,
    rightHolder: found.rightHolder ?? null,
    purpose,
    gateway: found.gateway ?? null,
    askedAtMs,
    state: state === 'ready' && !isReady ? 'expired' : state,
    failure: found.failure ?? null,
    madeAtMs: found.madeAtMs ?? null,
    expiresAtMs,
    link,
    manifest: found.manifest ?? null,
  };
}
