/** What is held on persons: extracts and rectifications. */
import { z } from 'zod';
import { atMs, longText, shortText } from './common.ts';

/** `id:SCHEME:ID`, `name:NAME|COUNTRY`, `address:ADDRESS|COUNTRY`, `phone:NUMBER|COUNTRY` or `email:MAILBOX`. */
const party = z.string().trim().min(4).max(500);

/** Body of POST /api/persons/extract. */
export const extractPersonBody = z.strictObject({ party });
/** Everything that the agency may see of what is held on a party; other people in the same records are left out. */
export const personExtract = z.object({
  party: z.string(),
  agency: z.string(),
  purpose: z.string(),
  madeAtMs: atMs,
  /** What was reported: records with handling and source, rights that name it, rows that could not be read. */
  facts: z.object({
    records: z.array(z.unknown()),
    rights: z.array(z.string()),
    rejectedRows: z.array(z.object({ id: z.number().int(), texts: z.array(z.string()) })),
  }),
  /** What models and officers made of it. */
  assessments: z.object({
    scores: z.array(z.unknown()),
    lookOuts: z.array(z.unknown()),
    cases: z.array(z.unknown()),
    frozenTargets: z.array(z.unknown()),
  }),
  rectifications: z.array(z.unknown()),
  reads: z.array(z.object({ reference: z.string(), actor: z.string(), action: z.string(), atMs })),
});

const corrected = shortText.nullable().optional();
/** Body of POST /api/persons/rectify. */
export const rectifyPersonBody = z.strictObject({
  party,
  /** `AGENCY/REFERENCE` of consignments, ids of measures. */
  records: z.array(shortText).min(1).max(500),
  disputed: longText,
  /** Texts in the place of what is there, null for nothing; without it the dispute is noted alone. */
  corrections: z
    .strictObject({
      id: corrected,
      idScheme: corrected,
      name: corrected,
      address: corrected,
      country: z
        .string()
        .regex(/^[A-Z]{2}$/)
        .nullable()
        .optional(),
      phone: corrected,
      email: corrected,
    })
    .optional(),
});
/** What became of a rectification. */
export const rectifiedPerson = z.object({
  corrected: z.array(z.string()),
  noted: z.array(z.string()),
  /** Only they can correct them. */
  ofOthers: z.array(z.object({ reference: z.string(), agency: z.string() })),
});
