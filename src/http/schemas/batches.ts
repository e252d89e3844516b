/** Batches of records and what became of their rows. */
import { z } from 'zod';
import { atMs, cursor, limit } from './common.ts';

/** Query of POST /api/batches; the body is the file itself, streamed. */
export const submitBatchQuery = z.object({
  profile: z.string().trim().min(1).max(100),
  fileName: z.string().trim().min(1).max(200),
});
/** Reply of POST /api/batches: 202, the work that takes the file in. */
export const submittedBatch = z.object({ workId: z.number().int(), uploadId: z.number().int() });

/** A batch with its books. */
export const batch = z.object({
  id: z.number().int(),
  fileName: z.string(),
  profile: z.string(),
  agency: z.string(),
  state: z.enum(['loading', 'loaded', 'refused']),
  receivedAtMs: atMs,
  byteCount: z.number().int(),
  rowsDone: z.number().int(),
  rowsTotal: z.number().int(),
  /** Why a file was refused whole. */
  refusal: z.string().nullable(),
  books: z.array(
    z.object({
      recordKind: z.string(),
      accepted: z.number().int(),
      rejected: z.number().int(),
      added: z.number().int(),
      revised: z.number().int(),
      duplicate: z.number().int(),
    }),
  ),
});
/** Work under way, for progress. */
export const work = z.object({
  id: z.number().int(),
  queue: z.string(),
  state: z.enum(['due', 'done', 'dead', 'cancelled']),
  rowsDone: z.number().int().nullable(),
  rowsTotal: z.number().int().nullable(),
  createdAtMs: atMs,
  finishedAtMs: atMs.nullable(),
  failure: z.string().nullable(),
});
/** Query of GET /api/batches/:batchId/quarantine. */
export const quarantineQuery = z.object({ cursor, limit });
/** A row in quarantine. */
export const quarantinedRow = z.object({
  id: z.number().int(),
  row: z.number().int(),
  column: z.string().nullable(),
  code: z.string(),
  expected: z.string(),
  /** As text; what is not UTF-8 is shown by its bytes. */
  raw: z.string(),
  state: z.enum(['waiting', 'accepted', 'dropped']),
});

/** A mapping profile of GET /api/profiles. */
export const profile = z.object({ name: z.string(), description: z.string() });
