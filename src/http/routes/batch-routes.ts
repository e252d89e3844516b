/** Batches: handing files in, and what became of their rows. */
import { z } from 'zod';
import type { Actor } from '../../domain/actor.ts';
import { actorLabel } from '../../domain/actor.ts';
import { AppError } from '../../errors.ts';
import type { ListedBatch } from '../../services/batch-view-ports.ts';
import { listProfiles } from '../../services/list-profiles.ts';
import type { Ports } from '../../services/ports.ts';
import { loadProfile, type ProfileMemory } from '../../services/read-records.ts';
import { submitBatch } from '../../services/submit-batch.ts';
import type { Work } from '../../services/work-ports.ts';
import { defineRoute, type Route } from '../define-route.ts';
import { idCursor, idOfCursor } from '../page-cursor.ts';
import {
  batch,
  profile as listedProfile,
  quarantinedRow,
  quarantineQuery,
  submitBatchQuery,
  submittedBatch,
  work,
} from '../schemas/batches.ts';
import { cursor, id, limit, pageOf } from '../schemas/common.ts';

/** Bytes of a file by HTTP; larger ones are handed in by the command line. */
const uploadBytes = 2 ** 30;
/** Queues whose work takes a file in. */
const takesFile: ReadonlySet<string> = new Set(['ingest-batch', 'record-examination', 'record-measure']);

/** Profiles that this process has parsed. */
const profileMemory: ProfileMemory = new Map();

/** Routes of batches. */
export const batchRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/profiles',
    summary: 'Mapping profiles by which your agency hands files in.',
    permission: 'submit-batches',
    reply: z.object({ items: z.array(listedProfile) }),
    handle: async ({ ports, actor }) => ({ items: [...(await listProfiles(ports, actor.agency, profileMemory))] }),
  }),
  defineRoute({
    method: 'POST',
    path: '/batches',
    summary: 'Hand a file in; the body is the file itself. A worker takes it in.',
    permission: 'submit-batches',
    query: submitBatchQuery,
    reply: submittedBatch,
    status: 202,
    uploadBytes,
    handle: async ({ ports, store, queues, actor, nowMs, request }, { query }) => {
      const profile = await loadProfile(ports, query.profile);
      if (profile.agency !== actor.agency) throw new AppError('forbidden');
      if (request.body === undefined)
        throw new AppError('usage', { reason: 'the body is the file, as application/octet-stream' });
      const bytes = request.body as AsyncIterable<Uint8Array>;
      const { workId, uploadId, byteCount } = await submitBatch(ports, store, queues, {
        path: query.fileName,
        profile,
        bytes,
      });
      await store.audit.append({
        atMs: nowMs,
        actor: actorLabel(actor),
        agency: actor.agency,
        action: 'submit-batch',
        subject: `upload:${uploadId}`,
        payload: { fileName: query.fileName, profile: profile.name, byteCount },
      });
      return { workId, uploadId };
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/batches',
    summary: 'Batches of your agency, the youngest first.',
    permission: 'see-batches',
    query: z.object({ cursor, limit }),
    reply: pageOf(batch),
    handle: async ({ inView }, { query }) => {
      const beforeId = idOfCursor(query.cursor);
      const rows = await inView((view) => view.batches.list({ beforeId, limit: query.limit + 1 }));
      const items = rows.slice(0, query.limit);
      return {
        items: items.map(shown),
        nextCursor: idCursor(rows.length > items.length ? items.at(-1)?.id : undefined),
      };
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/batches/:batchId',
    summary: 'A batch with its books.',
    permission: 'see-batches',
    params: z.object({ batchId: id }),
    reply: batch,
    handle: ({ inView }, { params }) => inView(async (view) => shown(await view.batches.get(params.batchId))),
  }),
  defineRoute({
    method: 'GET',
    path: '/batches/:batchId/quarantine',
    summary: 'Rows of a batch that were not accepted, with their raw text and what was expected.',
    permission: 'see-quarantine',
    params: z.object({ batchId: id }),
    query: quarantineQuery,
    reply: pageOf(quarantinedRow),
    handle: async ({ inView }, { params, query }) => {
      const afterId = idOfCursor(query.cursor) ?? 0;
      const rows = await inView(async (view) => {
        await view.batches.get(params.batchId);
        return view.batches.quarantine(params.batchId, { afterId, limit: query.limit + 1 });
      });
      const items = rows.slice(0, query.limit);
      return {
        items: items.map(({ raw, column, ...row }) => ({
          ...row,
          column: column ?? null,
          raw: Buffer.from(raw).toString('utf8'),
        })),
        nextCursor: idCursor(rows.length > items.length ? items.at(-1)?.id : undefined),
      };
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/work/:workId',
    summary: 'How far the work that takes a file in has come.',
    permission: 'see-batches',
    params: z.object({ workId: id }),
    reply: work,
    handle: async ({ ports, store, actor }, { params }) => {
      const found = await store.work.get(params.workId);
      if (!(await isOwn(ports, found, actor))) throw new AppError('not-found', { what: 'work', name: params.workId });
      return {
        id: found.id,
        queue: found.queue,
        state: found.state,
        rowsDone: found.rowsDone ?? null,
        rowsTotal: found.rowsTotal ?? null,
        createdAtMs: found.createdAtMs,
        finishedAtMs: found.finishedAtMs ?? null,
        failure: found.failure ?? null,
      };
    },
  }),
];

/** Work belongs to the agency of the profile by which it reads. */
async function isOwn(ports: Ports, { queue, payload }: Work, { agency }: Actor): Promise<boolean> {
  if (!takesFile.has(queue)) return false;
  const profile = await loadProfile(ports, (payload as { profile: string }).profile);
  return profile.agency === agency;
}

function shown({ refusal, ...found }: ListedBatch): z.output<typeof batch> {
  return {
    id: found.id,
    fileName: found.fileName,
    profile: found.profile,
    agency: found.agency,
    state: found.state,
    receivedAtMs: found.receivedAtMs,
    byteCount: found.byteCount,
    rowsDone: found.rowsDone,
    rowsTotal: found.rowsTotal,
    refusal: refusal ?? null,
    books: [...found.books],
  };
}
