import { z } from 'zod';

/** What travels with a job, the same on both sides: the row of due work says everything else. `version` rises when a worker of before could not read it. */
export const queuePayload = z.strictObject({
  version: z.literal(1),
  workId: z.int().positive(),
});

/** Payload of a job. */
export type QueuePayload = z.infer<typeof queuePayload>;
