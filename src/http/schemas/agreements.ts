/** Sharing agreements between agencies. */
import { z } from 'zod';
import { fieldGroups, givenLabels, onwardSharings, sharedKinds, sharingModes } from '../../domain/agreement.ts';
import { purposes } from '../../domain/purposes.ts';
import { atMs, longText, shortText } from './common.ts';

const agencyCode = z.string().trim().min(1).max(40);
const purpose = z.enum(Object.keys(purposes) as [keyof typeof purposes]);
const moment = z.number().int().min(0).max(8.64e15);

function several<T extends readonly [string, ...string[]]>(values: T) {
  return z
    .array(z.enum(values))
    .min(1)
    .max(values.length)
    .transform((all) => [...new Set(all)]);
}

/** Body of POST /api/agreements. */
export const proposeAgreementBody = z.strictObject({
  giver: agencyCode,
  taker: agencyCode,
  kinds: several(sharedKinds),
  purposes: z
    .array(purpose)
    .min(1)
    .max(20)
    .transform((all) => [...new Set(all)]),
  /** Law or arrangement by which data cross from one legal regime to another. */
  gateway: shortText.optional(),
  fields: z
    .array(z.enum(fieldGroups))
    .max(fieldGroups.length)
    .transform((all) => [...new Set(all)]),
  maximumTlp: z.enum(givenLabels),
  onwardSharing: z.enum(onwardSharings).default('no'),
  fromMs: moment,
  toMs: moment.optional(),
  retentionDays: z.number().int().min(0).max(3650),
});

/** Body of POST /api/agreements/:agreementId/end. */
export const endAgreementBody = z.strictObject({ reason: longText });

/** Reply of GET and body of PUT /api/sharing: what the installation is. */
export const sharing = z.strictObject({ mode: z.enum(sharingModes) });

const signature = z.object({ by: z.string(), atMs }).nullable();

/** An agreement. */
export const agreement = z.object({
  id: z.number().int(),
  giver: z.string(),
  taker: z.string(),
  giverRegime: z.string(),
  takerRegime: z.string(),
  kinds: z.array(z.enum(sharedKinds)),
  purposes: z.array(z.string()),
  gateway: z.string().nullable(),
  fields: z.array(z.enum(fieldGroups)),
  maximumTlp: z.enum(givenLabels),
  onwardSharing: z.enum(onwardSharings),
  fromMs: atMs,
  toMs: atMs.nullable(),
  retentionDays: z.number().int(),
  state: z.enum(['draft', 'approved', 'in-force', 'ended']),
  /** When what was derived is due for erasure; null while no end is known. */
  retainedUntilMs: atMs.nullable(),
  proposed: z.object({ by: z.string(), atMs }),
  signedByGiver: signature,
  signedByTaker: signature,
  ended: signature,
});
/** Reply of GET /api/agreements. */
export const agreements = z.object({ items: z.array(agreement) });
