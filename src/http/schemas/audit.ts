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
/** An entry; `isErased` says that its payload was, which is then null. */
export const auditEntry = z.object({
  sequence: z.number().int(),
  atMs,
  actor: z.string(),
  agency: z.string(),
  action: z.string(),
  subject: z.string().nullable(),
  payload: z.unknown().nullable(),
  isErased: z.boolean(),
  hash: z.string(),
});
/** Reply of GET /api/audit/head: a line of a file of anchors. */
export const auditHead = z.object({
  sequence: z.number().int(),
  /** Hexadecimal. */
  hash: z.string(),
  atMs,
  /** When it was signed. */
  anchoredAtMs: atMs,
  /** Ed25519, Base64, as the key. */
  signature: z.string(),
  publicKey: z.string(),
});
