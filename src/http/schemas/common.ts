/** Shapes that many routes share. */
import { z } from 'zod';

/** Row ids. */
export const id = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER);
/** Milliseconds since 1970-01-01 UTC. */
export const atMs = z.number().int();
/** A short text of a person. */
export const shortText = z.string().trim().min(1).max(200);
/** A longer text of a person. */
export const longText = z.string().trim().min(1).max(4000);
/** Opaque place in a list, from the page before. */
export const cursor = z.string().max(400).optional();
/** Rows of a page. */
export const limit = z.coerce.number().int().min(1).max(500).default(100);

/** RFC 9457 problem details with a stable code; never a stack trace. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string().optional(),
  requestId: z.string(),
  /** What is wrong with which field. */
  errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
});

/**
 * A page of a list in keyset order. `total` is exact up to 1,000; beyond that `isTotalExact` is false and total is 1,000, shown as "1,000+".
 */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({
    items: z.array(item),
    nextCursor: z.string().nullable(),
    total: z.number().int().optional(),
    isTotalExact: z.boolean().optional(),
  });
}
