/** Shape of targets as JSON: the one schema for what is written, what is published and what is read back. */
import { z } from 'zod';
import { type Audience, audiences } from '../../domain/audience.ts';
import { channels, directions } from '../../domain/consignment.ts';
import { controlKinds, iprTypes } from '../../domain/examination.ts';
import { tlpLabels } from '../../domain/handling.ts';
import { partyRoles } from '../../domain/party.ts';
import { rightFindings } from '../../domain/right-finding.ts';

const name = z.string().min(1);
const atMs = z.number().int().describe('milliseconds since 1970-01-01T00:00Z');
const country = z
  .string()
  .regex(/^[A-Z]{2}$/)
  .describe('ISO 3166-1 alpha-2');
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const amount = z.number();

const handling = z.strictObject({
  ownerAgency: z.string(),
  tlp: z.enum(tlpLabels),
  sourceGrade: z.enum(['A', 'B', 'C', 'D', 'X']),
  informationGrade: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
  europolCodes: z.array(z.enum(['H0', 'H1', 'H2', 'H3'])),
  nationalMarking: z.string().optional(),
  isOriginatorControlled: z.boolean(),
  purposes: z.array(z.string()),
  expiresOn: z.string().optional(),
});

const contact = z.strictObject({
  role: name,
  name: z.string().optional(),
  phone: z.string().optional(),
  email: z.string().optional(),
});

const goods = z.strictObject({
  itemNumber: z.number().int(),
  hsCode: z.string().optional(),
  description: z.string().optional(),
  brand: z.string().optional(),
  netMassKg: amount.optional(),
  grossMassKg: amount.optional(),
  quantity: amount.optional(),
  unitCode: z.string().optional().describe('UN/CEFACT Recommendation 20'),
  originCountry: country.optional(),
  value: z
    .strictObject({ amount, currency: z.string(), basis: z.enum(['declared', 'msrp', 'domestic-retail']) })
    .optional(),
});

const party = z.strictObject({
  role: z.enum(partyRoles),
  id: z.string().optional(),
  idScheme: z.string().optional(),
  name: z.string().optional(),
  address: z.string().optional(),
  country: country.optional(),
  phone: z.string().optional(),
  email: z.string().optional(),
  partyKind: z.enum(['natural', 'business', 'unknown']),
  isAuthorisedOperator: z.boolean().optional(),
});

const right = z.strictObject({
  itemNumbers: z.array(z.number().int()),
  finding: z.enum(rightFindings),
  rightId: z.string().optional(),
  iprType: z.enum(iprTypes).optional(),
  brand: z.string().optional(),
  holder: z.string().optional(),
  contact: contact.optional(),
});

const text = z.string().optional();

/** One target. A field that the audience may not see, or that nobody knows, is absent or an empty list. */
const target = z.strictObject({
  reference: name.describe('opaque; results come back under it'),
  rank: z.number().int().optional(),
  consignmentId: text,
  references: z.strictObject({
    declaration: text,
    houseBill: text,
    airWaybill: text,
    masterBill: text,
    s10: text.describe('UPU S10'),
  }),
  containers: z.array(z.string()).describe('ISO 6346'),
  channel: z.enum(channels).optional(),
  mode: text.describe('UN/CEFACT Recommendation 19'),
  direction: z.enum(directions).optional(),
  procedure: text,
  office: text,
  place: z.strictObject({ terminal: text, shed: text, flightOrVessel: text }),
  arrivalMs: atMs.optional(),
  cutOffMs: atMs.optional(),
  route: z.array(country),
  goods: z.array(goods),
  parties: z.array(party),
  lane: text,
  control: z.enum(controlKinds).optional(),
  minutes: z.number().optional().describe('officer-minutes'),
  shift: text,
  probability: z.number().min(0).max(1).optional().describe('a suspicion, calibrated'),
  reasons: z.array(
    z.strictObject({ text: z.string(), audiences: z.array(z.enum(audiences as [Audience, ...Audience[]])) }),
  ),
  lookFor: z.array(z.string()),
  rights: z.array(right),
  contacts: z.array(contact),
  handling,
});

const head = {
  format: z.literal('touchstone-targets'),
  formatVersion: z.literal(1),
  title: z.string(),
  operation: z.strictObject({ name, from: day, to: day, legalBasis: text }).optional(),
  list: z.strictObject({ id: name, version: z.number().int().min(1) }),
  madeAtMs: atMs,
  audience: z.enum(audiences as [Audience, ...Audience[]]),
  handling,
  policy: text,
  model: z.strictObject({ name, version: name }).optional(),
  method: z.array(z.string()),
  contacts: z.array(contact),
};

/** A JSON file: the list and its targets. */
export const targetsDocument = z.strictObject({ ...head, targets: z.array(target) });

/** A line of an NDJSON file: the list first, then a target a line. */
export const targetsLine = z.union([
  z.strictObject({ kind: z.literal('list'), ...head }),
  target.extend({ kind: z.literal('target') }),
]);

/** Returns what is published of both shapes: JSON Schema 2020-12. */
export function targetsJsonSchema(): unknown {
  const options = { io: 'input' } as const;
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'urn:touchstone:targets:1',
    title: 'Touchstone targets, version 1',
    description: 'A JSON file is `document`; a line of an NDJSON file is `line`.',
    $ref: '#/$defs/document',
    $defs: { document: bare(targetsDocument, options), line: bare(targetsLine, options) },
  };
}

function bare(schema: z.ZodType, options: { readonly io: 'input' }): unknown {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, options);
  return rest;
}
