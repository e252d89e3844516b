/** Consignments: searching and reading them, and posting one. */
import { z } from 'zod';
import { fieldGroups } from '../../domain/agreement.ts';
import { atMs, cursor } from './common.ts';
import { displayedReason } from './queue.ts';
import { shownItem, shownParty } from './shown-consignment.ts';

/** ISO 3166-1 alpha-2. */
const country = z
  .string()
  .trim()
  .regex(/^[A-Za-z]{2}$/, 'two letters')
  .transform((code) => code.toUpperCase());
const percent = z.coerce.number().int().min(0).max(100);

/** Query of GET /api/consignments: everything that is named must hold. */
export const searchQuery = z.object({
  /** A reference of any kind, with the agency in front or not, or how it begins. */
  reference: z.string().trim().min(2).max(100).optional(),
  /** Words of a party's name in any order, the last of which may be a beginning; or its identifier. */
  party: z.string().trim().min(2).max(100).optional(),
  hsPrefix: z
    .string()
    .regex(/^\d{2,10}$/, '2 to 10 digits')
    .optional(),
  departure: country.optional(),
  destination: country.optional(),
  origin: country.optional(),
  /** Known since then. */
  fromMs: z.coerce.number().int().min(0).max(8.64e15).optional(),
  /** Known before then. */
  toMs: z.coerce.number().int().min(0).max(8.64e15).optional(),
  minScore: percent.optional(),
  maxScore: percent.optional(),
  cursor,
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** Groups of fields that are not shown, by the handling of the record and the agreement by which it is seen. */
const withheld = z.array(z.enum(fieldGroups));
/** Its case in the queue of your agency; null where there is none, or the queue is not yours to see. */
const caseId = z.number().int().nullable();
const handling = z.object({ ownerAgency: z.string(), markings: z.array(z.string()) });

/** A consignment of GET /api/consignments. */
export const foundConsignment = z.object({
  consignmentId: z.number().int(),
  caseId,
  /** `AGENCY/REFERENCE`. */
  reference: z.string(),
  stage: z.string(),
  knownAtMs: atMs,
  office: z.string().nullable(),
  channel: z.string().nullable(),
  releaseCutOffMs: atMs.nullable(),
  party: z.string().nullable(),
  goods: z.string().nullable(),
  hsCodes: z.array(z.string()),
  departureCountry: z.string().nullable(),
  destinationCountry: z.string().nullable(),
  originCountries: z.array(z.string()),
  valueUsd: z.number().nullable(),
  /** Whole percent; null for consignments of others, and where no model has scored it. */
  riskScore: z.number().int().nullable(),
  handling,
  withheld,
});

/** Path of a consignment: its agency and its reference. */
export const consignmentPath = z.object({ agency: z.string().min(1).max(40), reference: z.string().min(1).max(150) });

/** Reply of GET /api/consignments/:agency/:reference. */
export const consignmentDetail = z.object({
  consignmentId: z.number().int(),
  caseId,
  reference: z.string(),
  stage: z.string(),
  knownAtMs: atMs,
  references: z.array(z.object({ kind: z.string(), reference: z.string() })),
  times: z.array(z.object({ kind: z.string(), atMs })),
  direction: z.string(),
  procedure: z.string().nullable(),
  mode: z.string().nullable(),
  channel: z.string().nullable(),
  office: z.string().nullable(),
  departureCountry: z.string().nullable(),
  transitCountries: z.array(z.string()),
  destinationCountry: z.string().nullable(),
  containers: z.array(z.string()),
  handling,
  mayPassOn: z.string(),
  mayExport: z.boolean(),
  withheld,
  parties: z.array(shownParty),
  items: z.array(shownItem),
  /** A suspicion about goods, of their owner's model: null for consignments of others, and where no model has scored it. */
  score: z
    .object({
      probability: z.number(),
      margin: z.number(),
      baseMargin: z.number().nullable(),
      model: z.string(),
      scoredAtMs: atMs,
      itemNumber: z.number().int(),
      reasons: z.array(displayedReason),
    })
    .nullable(),
});
