/** The audit. */
import { z } from 'zod';
import { atMs, cursor, limit, shortText } from './common.ts';

/** Query of GET /api/audit. */
export const auditQuery = z.object({
  action: shortText.optional(),
  actor: shortText.optional(),
  subject: shortText.optional(),
  fromMs: z.coerce.number().int().optional(),
  toMs: z.coerce.number().int().optional(),
  cursor,
  limit,
});
/** An entry; `payload` is null where it was erased. */
export const auditEntry = z.object({
  sequence: z.number().int(),
  atMs,
  actor: z.string(),
  agency: z.string(),
  action: z.string(),
  subject: z.string().nullable(),
  payload: z.unknown().nullable(),
  hash: z.string(),
});
/** Reply of GET /api/audit/head. */
export const auditHead = z.object({
  sequence: z.number().int(),
  hash: z.string(),
  atMs,
  signature: z.string(),
  publicKey: z.string(),
});
