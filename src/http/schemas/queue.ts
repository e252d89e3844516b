/** The risk queue: cases under review. */
import { z } from 'zod';
import { decisionCodes, executionCodes, reasonCodes } from '../../domain/case-decision.ts';
import { controlKinds, examinationDepths, iprTypes, outcomes } from '../../domain/examination.ts';
import { tlpLabels } from '../../domain/handling.ts';
import { caseStates } from '../../domain/review-case.ts';
import { atMs, cursor, id, limit, longText, shortText } from './common.ts';
import { shownItem, shownParty } from './shown-consignment.ts';

/** Lanes of selectivity. */
export const lane = z.enum(['red', 'yellow', 'blue', 'green']);
/** Decisions of an officer (practice.md, 9). */
export const decisionCode = z.enum(decisionCodes);
/** Why a decision was made; the page offers those that fit the decision. */
export const reasonCode = z.enum(reasonCodes);
/** States of a case. */
export const caseState = z.enum(caseStates);

/** One reason as displayed: `contribution` in units of margin; the first three stand in the list. */
export const displayedReason = z.object({
  subject: z.string(),
  text: z.string(),
  contribution: z.number(),
  value: z.union([z.number(), z.string()]).nullable(),
  peerValue: z.union([z.number(), z.string()]).nullable(),
  unit: z.string(),
});

/** A case in the list. */
export const queueItem = z.object({
  caseId: z.number().int(),
  consignmentId: z.number().int(),
  /** `AGENCY/REFERENCE`. */
  reference: z.string(),
  state: caseState,
  lane,
  /** Whether it is within capacity, and so meant to be opened. */
  isTarget: z.boolean(),
  /** Calibrated probability in whole percent; null where no model has scored it. */
  riskScore: z.number().int().nullable(),
  reasons: z.array(z.string()),
  party: z.string().nullable(),
  route: z.string().nullable(),
  goods: z.string().nullable(),
  hsCodes: z.array(z.string()),
  valueUsd: z.number().nullable(),
  office: z.string().nullable(),
  channel: z.string().nullable(),
  right: z.string().nullable(),
  hasLookOut: z.boolean(),
  /** Rules that match it, whatever it was selected by: their reasons, or that there is one. */
  rules: z.array(z.string()),
  /** Whether an officer gave it its lane. */
  isRerouted: z.boolean(),
  /** Sealed: the officer sees only "refer to duty supervisor". */
  isSealed: z.boolean(),
  releaseCutOffMs: atMs.nullable(),
  claim: z.object({ userId: z.number().int(), displayName: z.string(), untilMs: atMs, isMine: z.boolean() }).nullable(),
  decision: decisionCode.nullable(),
  /** Changes with every change of the case; given back as If-Match. */
  version: z.number().int(),
});

/** Query of GET /api/queue. Filters stand in the address of the page too. */
export const queueQuery = z.object({
  state: z.enum(['waiting', 'mine', 'claimed', 'decided', 'suppressed', 'all']).default('waiting'),
  lane: z.union([lane, z.array(lane)]).optional(),
  office: shortText.optional(),
  channel: shortText.optional(),
  hsPrefix: z
    .string()
    .regex(/^\d{2,10}$/)
    .optional(),
  /** Beginnings of words: of a reference, a container number or a party's name; all of them must be there. */
  text: z.string().trim().max(100).optional(),
  targetsOnly: z.enum(['true', 'false']).optional(),
  cursor,
  limit,
});

/** The capacity line above the list. */
export const capacityLine = z.object({
  targets: z.number().int(),
  decided: z.number().int(),
  capacity: z.number().int(),
  /** Finds expected among the targets, and the ends of its 80% interval. */
  expectedFinds: z.number(),
  expectedFindsLow: z.number(),
  expectedFindsHigh: z.number(),
  lanes: z.object({ red: z.number().int(), yellow: z.number().int(), blue: z.number().int(), green: z.number().int() }),
  rankedAtMs: atMs.nullable(),
  /** Consignments that no model has scored. */
  unscored: z.number().int(),
});

/** Body of POST /api/queue/claim-next: the best waiting case within the filters; reply a case or 204 where none waits. */
export const claimNext = z.strictObject({
  office: shortText.optional(),
  channel: shortText.optional(),
  lane: lane.optional(),
});
/** Body of POST /api/cases/:caseId/claim; `stealReason` takes it from another officer (supervisors). */
export const claimCase = z.strictObject({ stealReason: shortText.optional() });
/** Body of POST /api/cases/:caseId/decision. */
export const decide = z.strictObject({
  decision: decisionCode,
  reason: reasonCode,
  note: longText.optional(),
  /** For a hold: operator that is asked; the default is the one of the case's office and channel. */
  operatorId: id.optional(),
  /** For `suppressed`: when it comes back. */
  suppressUntilMs: atMs.optional(),
});
/** Body of POST /api/cases/:caseId/examination. */
export const recordExamination = z.strictObject({
  /** What became of the selection; anything but `examined` has no result. */
  execution: z.enum(executionCodes),
  executionReason: shortText.optional(),
  control: z.enum(controlKinds).optional(),
  depth: z.enum(examinationDepths).optional(),
  iprChecked: z.enum(['yes', 'no', 'unknown']).optional(),
  outcome: z.enum(outcomes).optional(),
  iprType: z.enum(iprTypes).optional(),
  brand: shortText.optional(),
  itemNumber: z.number().int().min(1).max(100_000).optional(),
  articlesCount: z.number().int().min(0).max(1_000_000_000).optional(),
  note: longText.optional(),
});
/** Body of POST /api/cases/:caseId/notes. */
export const addNote = z.strictObject({ text: longText });
/** Query of POST /api/cases/:caseId/attachments, whose body is the file itself (application/octet-stream), up to 10 MB. */
export const attachFile = z.strictObject({
  fileName: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .regex(/^[^\p{Cc}\\/]+$/u),
  tlp: z.enum(tlpLabels).default('TLP:AMBER+STRICT'),
});
/** A file that stands with a case. */
export const attachment = z.object({
  id: z.number().int(),
  fileName: z.string(),
  byteCount: z.number().int(),
  /** Hexadecimal. */
  sha256: z.string(),
  tlp: z.string(),
});
/** A note. */
export const note = z.object({ atMs, by: z.string(), text: z.string() });
/** Params of the routes of a case. */
export const casePath = z.strictObject({ caseId: id });
/** Params of the routes of an attachment. */
export const attachmentPath = z.strictObject({ caseId: id, attachmentId: id });
/** Reply of POST /api/queue/refresh. */
export const refreshAsked = z.object({ isAsked: z.literal(true) });
/** Body of POST /api/cases/:caseId/suppression. */
export const suppressCase = z.strictObject({ untilMs: atMs, reason: shortText });

/** Body of POST /api/cases/:caseId/lane. */
export const rerouteCase = z.strictObject({ lane, reason: shortText });

/** What happened with a case. */
const timelineEvent = z.object({
  atMs,
  kind: z.string(),
  text: z.string(),
  by: z.string().nullable(),
});

/** Reply of GET /api/cases/:caseId: everything the consignment page shows. */
export const caseDetail = z.object({
  case: queueItem,
  consignment: z.object({
    stage: z.string(),
    references: z.array(z.object({ kind: z.string(), reference: z.string() })),
    times: z.array(z.object({ kind: z.string(), atMs })),
    direction: z.string(),
    procedure: z.string().nullable(),
    mode: z.string().nullable(),
    channel: z.string().nullable(),
    departureCountry: z.string().nullable(),
    transitCountries: z.array(z.string()),
    destinationCountry: z.string().nullable(),
    containers: z.array(z.string()),
    handling: z.object({ ownerAgency: z.string(), tlp: z.string(), markings: z.array(z.string()) }),
    parties: z.array(shownParty),
    items: z.array(shownItem.extend({ riskScore: z.number().int().nullable() })),
  }),
  score: z
    .object({
      probability: z.number(),
      margin: z.number(),
      baseMargin: z.number(),
      model: z.string(),
      scoredAtMs: atMs,
      /** The item that it is about. */
      itemNumber: z.number().int(),
      reasons: z.array(displayedReason),
      /** US dollars per kilogram and per piece of that item beside the median of its peers; null where unknown. */
      priceAgainstPeers: z.object({ usdPerKg: z.number().nullable(), peerUsdPerKg: z.number().nullable() }).nullable(),
    })
    .nullable(),
  rights: z.array(
    z.object({ finding: z.string(), holder: z.string(), right: z.string(), brand: z.string().nullable() }),
  ),
  lookOuts: z.array(z.object({ kind: z.string(), grade: z.string(), subject: z.string(), expiresAtMs: atMs })),
  holds: z.array(
    z.object({
      id: z.number().int(),
      state: z.string(),
      operator: z.string(),
      control: z.string(),
      requestedAtMs: atMs,
    }),
  ),
  examinations: z.array(
    z.object({
      control: z.string(),
      outcome: z.string(),
      iprChecked: z.string(),
      knownAtMs: atMs,
      itemNumber: z.number().int().nullable(),
    }),
  ),
  notes: z.array(note),
  attachments: z.array(attachment),
  timeline: z.array(timelineEvent),
});
