/** A referral bundle. */
import { z } from 'zod';
import { atMs } from './common.ts';

const link = z.object({ kind: z.string(), text: z.string() });
const linked = { agency: z.string(), occurredAtMs: atMs, links: z.array(link), markings: z.array(z.string()) };
/** Reply of POST /api/cases/:caseId/referral. */
export const referral = z.object({
  caseId: z.number().int(),
  reference: z.string(),
  madeAtMs: atMs,
  purpose: z.string(),
  consignments: z.array(
    z.object({
      reference: z.string(),
      stage: z.string(),
      description: z.string().nullable(),
      departureCountry: z.string().nullable(),
      ...linked,
    }),
  ),
  measures: z.array(
    z.object({
      id: z.string(),
      measureKind: z.string(),
      outcome: z.string(),
      brand: z.string().nullable(),
      ...linked,
    }),
  ),
  more: z.object({ consignments: z.number().int(), measures: z.number().int() }),
  timeline: z.array(z.object({ atMs, about: z.string(), text: z.string() })),
  leads: z.array(link.extend({ consignments: z.number().int(), measures: z.number().int() })),
  lookOuts: z.array(z.object({ kind: z.string(), grade: z.string(), subject: z.string() })),
  /** All of it to be read. */
  text: z.string(),
});
