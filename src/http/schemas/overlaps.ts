/** Overlaps between agencies of one installation. */
import { z } from 'zod';
import { overlapOutcomes } from '../../services/deconfliction-ports.ts';
import { atMs, id, longText } from './common.ts';

const outcome = z.enum(overlapOutcomes);

/** Path of an overlap. */
export const overlapPath = z.object({ overlapId: id });
/** Body of POST /api/overlaps/:overlapId/consent. */
export const consentBody = z.strictObject({ contact: longText });
/** Body of POST /api/overlaps/:overlapId/outcome. */
export const outcomeBody = z.strictObject({ outcome });

/** An overlap, as one of its two agencies sees it. */
export const overlap = z.object({
  id: z.number().int(),
  foundAtMs: atMs,
  /** Look-outs and cases of the own agency, as `look-out:4`. */
  ownSubjects: z.array(z.string()),
  ownContact: z.string().nullable(),
  hasConsented: z.boolean(),
  outcome: outcome.nullable(),
  /** Null until both have consented. */
  other: z.object({ agency: z.string(), contact: z.string().nullable(), outcome: outcome.nullable() }).nullable(),
});
/** Overlaps. */
export const overlaps = z.object({ items: z.array(overlap) });
/** What looking for overlaps found. */
export const foundOverlaps = z.object({ found: z.number().int() });
