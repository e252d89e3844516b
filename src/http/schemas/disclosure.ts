/** Frozen targets: what was known and shown when a case was decided. */
import { z } from 'zod';
import { partyRoles } from '../../domain/party.ts';
import { atMs, cursor, id, limit, longText, shortText } from './common.ts';

/** Path of a frozen target. */
export const frozenTargetPath = z.object({ targetId: id });
/** Query of GET /api/frozen-targets. */
export const frozenTargetQuery = z.object({ reference: shortText.optional(), caseId: id.optional(), cursor, limit });

const hold = z.object({ ground: z.string(), untilMs: atMs, setBy: z.string(), setAtMs: atMs });
/** A frozen target in a list. */
export const frozenTarget = z.object({
  id: z.number().int(),
  caseId: z.number().int(),
  /** `AGENCY/REFERENCE`. */
  reference: z.string(),
  frozenAtMs: atMs,
  /** Hexadecimal. */
  contentHash: z.string(),
  hold: hold.nullable(),
  /** When an erasure had to pass by. */
  heldBackSinceMs: atMs.nullable(),
});

/** Query of GET /api/frozen-targets/:targetId/disclosure: roles of whoever it is about, separated by commas. */
export const disclosureQuery = z.object({
  concerned: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(partyRoles)))
    .optional(),
});
/** A disclosure: `main` says `{ "scheduled": "S1" }` where a part stands in the schedule. */
export const disclosure = z.object({
  target: frozenTarget
    .pick({ id: true, caseId: true, reference: true, frozenAtMs: true, contentHash: true })
    .extend({ agency: z.string(), isUnaltered: z.boolean(), hold: hold.nullable() }),
  disclosedAtMs: atMs,
  statement: z.string(),
  main: z.unknown(),
  schedule: z.array(
    z.object({
      id: z.string(),
      ground: z.enum(['other-agency', 'handling', 'third-party', 'free-text', 'selection', 'sealed']),
      what: z.string(),
      handling: z.unknown().nullable(),
      content: z.unknown(),
    }),
  ),
});

/** Body of PUT /api/frozen-targets/:targetId/hold. */
export const legalHold = z.object({ ground: longText, untilMs: atMs });
