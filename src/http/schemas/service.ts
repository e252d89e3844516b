/** What every page asks the service: its state, and the first start. */
import { z } from 'zod';
import { roles } from '../../domain/roles.ts';

/** Reply of GET /api/state, for the banner. */
export const serviceState = z.object({
  /** Scoring is down or a stage has no model: look-outs, rules and the random slice go on. */
  isOutage: z.boolean(),
  problems: z.array(z.object({ code: z.string(), text: z.string() })),
  version: z.string(),
});
/** Reply of GET /api/setup (administrators): whether there is anything here yet. */
export const setup = z.object({ isEmpty: z.boolean(), hasSample: z.boolean() });
/** Reply of POST /api/setup/sample: one user a role, whose one-time passwords are shown once. */
export const sampleLoaded = z.object({
  workIds: z.array(z.number().int()),
  users: z.array(z.object({ name: z.string(), role: z.enum(roles), agency: z.string(), oneTimePassword: z.string() })),
});
