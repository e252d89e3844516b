/** Models and their roles. */
import { z } from 'zod';
import { atMs, longText } from './common.ts';

/** A model of GET /api/models. */
export const model = z.object({
  name: z.string(),
  version: z.string(),
  stage: z.string(),
  role: z.enum(['champion', 'former', 'candidate']),
  promotedAtMs: atMs.nullable(),
  needsRetraining: z.boolean(),
  reason: z.string().nullable(),
  trainedOn: z.object({ from: z.string(), to: z.string(), rows: z.number().int() }).nullable(),
  /** Figures of the card, by name, with the protocol that they were measured by. */
  figures: z.array(
    z.object({ name: z.string(), value: z.number(), low: z.number().nullable(), high: z.number().nullable() }),
  ),
  protocol: z.string().nullable(),
});
/** Reply of GET /api/models/:name/:version/card: markdown. */
export const modelCard = z.object({ markdown: z.string() });
/** Body of POST /api/models/:name/:version/promotion and /api/models/roll-back. */
export const promote = z.strictObject({ reason: longText });
/** Body of POST /api/models/roll-back. */
export const rollBack = z.strictObject({ stage: z.string().max(40), reason: longText });
/** Reply of both. */
export const promotion = z.object({
  champion: z.string(),
  former: z.string().nullable(),
  dueConsignments: z.number().int(),
});
