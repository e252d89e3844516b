/** Operations, their lists, reports and conflicts. */
import { z } from 'zod';
import { channels } from '../../domain/consignment.ts';
import { tlpLabels } from '../../domain/handling.ts';
import { invitationStates, legalPowers } from '../../domain/joint-operation.ts';
import { operationStates } from '../../domain/operation-state.ts';
import { purposes } from '../../domain/purposes.ts';
import { conflictOutcomes } from '../../domain/situation-report.ts';
import { atMs, id, longText, shortText } from './common.ts';
import { reasons } from './operation-lists.ts';

const agencyCode = z.string().trim().min(1).max(40);
const moment = z.number().int().min(0).max(8.64e15);
const day = z.iso.date();
const codes = z.array(z.string().trim().min(1).max(40)).max(200).default([]);
const countries = z
  .array(z.string().regex(/^[A-Z]{2}$/, 'a country of two capital letters'))
  .max(250)
  .default([]);

/** Paths. */
export const operationPath = z.object({ operationId: id });
/** Path of a conflict. */
export const conflictPath = z.object({ operationId: id, conflictId: id });

const contact = z.strictObject({
  name: shortText,
  phone: z.string().trim().min(1).max(40).optional(),
  email: z.email().max(200).optional(),
});
const contacts = z.array(contact).max(20).default([]);
const powers = z
  .array(z.enum(legalPowers))
  .max(legalPowers.length)
  .transform((all) => [...new Set(all)]);

const scope = z.strictObject({
  channels: z.array(z.enum(channels)).max(channels.length).default([]),
  offices: codes,
  /** Beginnings of HS codes: 2 to 10 digits. */
  hsPrefixes: z
    .array(z.string().regex(/^\d{2,10}$/, '2 to 10 digits'))
    .max(200)
    .default([]),
  originCountries: countries,
  departureCountries: countries,
});
const handling = z.strictObject({
  tlp: z.enum(tlpLabels).default('TLP:AMBER+STRICT'),
  europolCodes: z
    .array(z.enum(['H0', 'H1', 'H2', 'H3']))
    .max(4)
    .default([]),
  isOriginatorControlled: z.boolean().default(false),
});

/** Terms of an operation, as a body. `plan` has the keys of a plan file (docs/operations-planning.md) but for its name. */
export const operationTerms = z.strictObject({
  name: shortText,
  purpose: z.enum(Object.keys(purposes) as [keyof typeof purposes]),
  legalBasis: longText,
  scope: scope.default({ channels: [], offices: [], hsPrefixes: [], originCountries: [], departureCountries: [] }),
  plan: z.record(z.string().max(100), z.unknown()),
  handling: handling.default({ tlp: 'TLP:AMBER+STRICT', europolCodes: [], isOriginatorControlled: false }),
  reportsDueMs: moment,
});
/** Body of POST /api/operations. */
export const makeOperationBody = operationTerms.extend({ contacts });
/** Body of POST /api/operations/:operationId/state. */
export const advanceBody = z.strictObject({ to: z.enum(operationStates) });
/** Body of PUT /api/operations/:operationId/participants. */
export const inviteBody = z.strictObject({ agency: agencyCode, powers, offices: codes, countries, contacts });
/** Body of POST /api/operations/:operationId/participation. */
export const answerBody = z.strictObject({ isAccepted: z.boolean(), powers, contacts });

const count = z.number().int().min(0).max(1_000_000_000);
const counts = z.strictObject({
  targetsHeld: count,
  examined: count,
  found: count,
  /** Pieces that were detained or seized. */
  articles: count,
  arrests: count,
});
/** Body of POST /api/operations/:operationId/reports. */
export const reportBody = z.strictObject({ fromDay: day, toDay: day, counts, text: longText, isFinal: z.boolean() });
/** Body of POST /api/operations/:operationId/conflicts/:conflictId/decision. */
export const decisionBody = z.strictObject({
  outcome: z.enum(conflictOutcomes),
  leader: agencyCode.optional(),
  note: longText,
});
const shift = z.object({
  shift: z.string(),
  begins: z.string(),
  ends: z.string(),
  weekdays: z.array(z.string()).optional(),
  minutes: z.partialRecord(z.enum(['documentary', 'scan', 'physical']), z.number()),
});
/** A plan, as far as pages show it; the rest of its keys goes through as it is. */
const planShown = z.looseObject({
  from: z.string(),
  to: z.string(),
  offices: z.array(z.object({ office: z.string(), serves: z.array(z.string()).optional(), shifts: z.array(shift) })),
});
const contactShown = z.object({ name: z.string(), phone: z.string().optional(), email: z.string().optional() });

/** Reply of GET /api/operation-defaults. */
export const operationDefaultsShown = z.object({
  plan: planShown,
  basis: z.enum(['last-operation', 'capacity', 'usual']),
  legalBasis: z.string().nullable(),
  contacts: z.array(contactShown),
  offices: z.array(z.object({ office: z.string(), channel: z.string().nullable(), open: z.number().int() })),
});

/** An operation in a list. */
export const operationItem = z.object({
  id: z.number().int(),
  /** That leads. */
  agency: z.string(),
  name: z.string(),
  from: z.string(),
  to: z.string(),
  state: z.enum(operationStates),
  reportsDueMs: atMs,
});
/** Reply of GET /api/operations. */
export const operations = z.object({ items: z.array(operationItem) });

/** An agency in an operation. */
export const participant = z.object({
  agency: z.string(),
  powers: z.array(z.enum(legalPowers)),
  offices: z.array(z.string()),
  countries: z.array(z.string()),
  contacts: z.array(contactShown),
  state: z.enum(invitationStates),
  answeredAtMs: atMs.nullable(),
});

/** An operation in full. */
export const operation = operationItem.extend({
  purpose: z.string(),
  legalBasis: z.string(),
  scope: z.object({
    channels: z.array(z.enum(channels)),
    offices: z.array(z.string()),
    hsPrefixes: z.array(z.string()),
    originCountries: z.array(z.string()),
    departureCountries: z.array(z.string()),
  }),
  plan: planShown,
  handling: z.object({
    tlp: z.enum(tlpLabels),
    europolCodes: z.array(z.enum(['H0', 'H1', 'H2', 'H3'])),
    isOriginatorControlled: z.boolean(),
  }),
  version: z.number().int(),
  madeAtMs: atMs,
  closedAtMs: atMs.nullable(),
  participants: z.array(participant),
});

/** A situation report. */
export const situationReport = z.object({
  id: z.number().int(),
  agency: z.string(),
  fromDay: z.string(),
  toDay: z.string(),
  counts: z.object({
    targetsHeld: z.number().int(),
    examined: z.number().int(),
    found: z.number().int(),
    articles: z.number().int(),
    arrests: z.number().int(),
  }),
  text: z.string(),
  isFinal: z.boolean(),
  madeByName: z.string(),
  madeAtMs: atMs,
});
const reportingState = z.object({
  agency: z.string(),
  state: z.enum(['reported', 'reported-late', 'due', 'overdue']),
  lastReportAtMs: atMs.nullable(),
});
/** Reply of GET /api/operations/:operationId/reports. */
export const situationReports = z.object({ items: z.array(situationReport), reporting: z.array(reportingState) });

/** The same goods on two lists, with the log of decisions. */
export const operationConflict = z.object({
  id: z.number().int(),
  operationId: z.number().int(),
  agency: z.string(),
  reference: z.string(),
  otherOperationId: z.number().int(),
  otherAgency: z.string(),
  otherReference: z.string(),
  foundAtMs: atMs,
  decisions: z.array(
    z.object({
      agency: z.string(),
      outcome: z.enum(conflictOutcomes),
      leader: z.string(),
      note: z.string(),
      name: z.string(),
      atMs,
    }),
  ),
});
/** Reply of GET /api/operations/:operationId/conflicts. */
export const operationConflicts = z.object({ items: z.array(operationConflict) });

/** Reply of GET /api/operations/:operationId/close-out. */
export const closeOut = z.object({
  madeAtMs: atMs,
  isFinal: z.boolean(),
  list: z
    .object({
      version: z.number().int(),
      selected: z.number().int(),
      held: z.number().int(),
      examined: z.number().int(),
      checked: z.number().int(),
      found: z.number().int(),
      confirmed: z.number().int(),
      notExamined: reasons,
      expectedFinds: z.number(),
      findsLow: z.number().int(),
      findsHigh: z.number().int(),
      verdict: z.enum(['within', 'below', 'above']).nullable(),
    })
    .nullable(),
  reported: situationReport.shape.counts,
  reporting: z.array(reportingState),
});
/** Reply of GET /api/operations/:operationId/brief. */
export const brief = z.object({ text: z.string() });
