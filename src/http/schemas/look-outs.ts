/** Look-outs, and alerts: their matches with consignments. */
import { z } from 'zod';
import { lookOutGrades } from '../../domain/look-out.ts';
import { atMs, cursor, id, limit, longText } from './common.ts';

const flag = z.enum(['true', 'false']);

/** Query of GET /api/look-outs. */
export const lookOutQuery = z.object({ holding: flag.default('true'), cursor, limit });
/** Query of GET /api/alerts. */
export const alertQuery = z.object({
  state: z.enum(['open', 'acknowledged', 'all']).default('open'),
  /** Matches with nothing but a route in common, too. */
  weak: flag.default('false'),
  cursor,
  limit,
});
/** Body of POST /api/alerts/:alertId/acknowledgement. */
export const acknowledgeAlertBody = z.strictObject({ note: longText.optional() });
/** Path of an alert. */
export const alertPath = z.object({ alertId: id });
/** Path of a look-out. */
export const lookOutPath = z.object({ lookOutId: id });

/** A look-out. */
export const lookOut = z.object({
  id: z.number().int(),
  kind: z.string(),
  grade: z.enum(lookOutGrades),
  /** What to look for; null where parties are not shared. */
  subject: z.string().nullable(),
  /** The result that it was made of; null for look-outs of others. */
  source: z.string().nullable(),
  handling: z.object({ ownerAgency: z.string(), markings: z.array(z.string()) }),
  isOwn: z.boolean(),
  madeAtMs: atMs,
  expiresAtMs: atMs,
  withdrawnAtMs: atMs.nullable(),
});

/** An alert. */
export const alert = z.object({
  id: z.number().int(),
  lookOut,
  consignmentId: z.number().int(),
  /** Its case in the queue of your agency; null where there is none. */
  caseId: z.number().int().nullable(),
  reference: z.string(),
  stage: z.string(),
  office: z.string().nullable(),
  releaseCutOffMs: atMs.nullable(),
  matchedAtMs: atMs,
  acknowledged: z.object({ by: z.string(), atMs, note: z.string().nullable() }).nullable(),
});
