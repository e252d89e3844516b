/** Shapes of exports. */
import { z } from 'zod';
import { type Audience, audiences } from '../../domain/audience.ts';
import { purposes } from '../../domain/purposes.ts';
import { type PackFormat, packFormatNames } from '../../services/target-packs/make-pack-export.ts';
import { atMs, id, shortText } from './common.ts';

const audience = z.enum(audiences as [Audience, ...Audience[]]);

/** What is asked for. */
export const exportAsked = z.strictObject({
  listId: id,
  format: z.enum(packFormatNames as [PackFormat, ...PackFormat[]]),
  /** Left out: whoever gets to see the least. */
  audience: audience.optional(),
  rightHolder: shortText.optional(),
  purpose: z.enum(Object.keys(purposes) as [string, ...string[]]),
  gateway: shortText.optional(),
});

/** Path of an export. */
export const exportPath = z.object({ exportId: id });

/** What a link says beside the path. */
export const exportLink = z.object({
  expires: z.coerce.number().int().positive(),
  signature: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
});

/** An export. */
export const shownExport = z.object({
  id,
  listId: id,
  format: z.string(),
  audience,
  rightHolder: z.string().nullable(),
  purpose: z.string(),
  gateway: z.string().nullable(),
  askedAtMs: atMs,
  state: z.enum(['waiting', 'ready', 'failed', 'expired']),
  /** Why there is no file. */
  failure: z.string().nullable(),
  madeAtMs: atMs.nullable(),
  expiresAtMs: atMs.nullable(),
  /** Path of the file, which whoever may export can fetch until it expires; null while there is none. */
  link: z.string().nullable(),
  /** Signed: to be handed on beside the file, for `touchstone verify`. */
  manifest: z.unknown(),
});
