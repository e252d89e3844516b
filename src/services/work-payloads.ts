/** What each queue's work says, by reference: one schema for whoever writes it and whoever reads it. */
import { z } from 'zod';
import { AppError } from '../errors.ts';
import type { QueueName } from './queue-ports.ts';
import { exportFormats } from './target-list-ports.ts';

const id = z.number().int().positive();
const name = z.string().min(1).max(200);
/** Work that finds what is due in the database by itself. */
const everythingDue = z.strictObject({});

const schemas = {
  'ingest-batch': z.strictObject({ uploadId: id, profile: name }),
  'update-history': everythingDue,
  'score-consignments': everythingDue,
  'rank-targets': z.union([
    z.strictObject({
      /** A capacity file as text. */
      capacity: z.string().min(1).max(100_000),
      policy: name,
      seed: z.number().int(),
      sinceTick: z.number().int().optional(),
    }),
    z.strictObject({
      /** Agency whose queue is ranked under its own capacity. */
      queueOf: name,
      /** The order stands; reasons are still to be made. */
      isReasonsOnly: z.boolean().optional(),
    }),
  ]),
  'record-examination': z.strictObject({ uploadId: id, profile: name }),
  'record-measure': z.strictObject({ uploadId: id, profile: name }),
  'train-model': z.strictObject({
    name,
    version: name,
    recipe: name,
    seed: z.number().int(),
  }),
  'rescore': everythingDue,
  'index-consignments': everythingDue,
  'export-targets': z.union([
    z.strictObject({ listId: id, format: z.enum(exportFormats) }),
    /** An export for an audience, which says the rest. */
    z.strictObject({ exportId: id }),
  ]),
} as const satisfies { readonly [queue in QueueName]: z.ZodType };

/** What a queue's work says. */
export type WorkPayload<Q extends QueueName> = z.infer<(typeof schemas)[Q]>;

/**
 * Returns a payload, checked.
 * @throws `usage` with every problem at once.
 */
export function parsePayload<Q extends QueueName>(queue: Q, payload: unknown): WorkPayload<Q> {
  const parsed = schemas[queue].safeParse(payload);
  if (parsed.success) return parsed.data as WorkPayload<Q>;
  const problems = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'payload'}: ${issue.message}`);
  throw new AppError('usage', { reason: `work of ${queue} is not valid: ${problems.join('; ')}` });
}
