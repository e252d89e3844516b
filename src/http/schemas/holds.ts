/** Operators, holds and instructions under seal. */
import { z } from 'zod';
import { channels } from '../../domain/consignment.ts';
import { controlKinds } from '../../domain/examination.ts';
import { holdAnswers, holdStates, operatorKinds } from '../../domain/hold.ts';
import { atMs, cursor, id, limit, longText, shortText } from './common.ts';

/** Whose operators: those of the installation must say, everybody else has one agency. */
export const ofAgency = z.strictObject({ agency: shortText.optional() });

const operatorFields = {
  name: shortText,
  kind: z.enum(operatorKinds),
  /** Office codes that it serves; empty means any. */
  offices: z.array(shortText).max(500).default([]),
  /** Empty means any. */
  channels: z.array(z.enum(channels)).max(channels.length).default([]),
  /** https://, or http:// on this very machine. */
  webhookUrl: z.url().max(1000).optional(),
};
/** Body of POST /api/operators and PUT /api/operators/:operatorId. */
export const operatorInput = z.strictObject(operatorFields);
/** Params of the routes of an operator. */
export const operatorPath = z.strictObject({ operatorId: id });
/** An operator. */
export const operator = z.object({
  id: z.number().int(),
  name: z.string(),
  kind: z.enum(operatorKinds),
  offices: z.array(z.string()),
  channels: z.array(z.string()),
  webhookUrl: z.string().nullable(),
  disabledAtMs: atMs.nullable(),
  version: z.number().int(),
});
/** Reply of POST and PUT: the secret by which announcements are signed is shown this once. */
export const operatorKept = z.object({ operator, webhookSecret: z.string().nullable() });

/** What an operator needs to find goods. */
const heldGoods = z.object({
  declaration: z.string().optional(),
  houseBill: z.string().optional(),
  airWaybill: z.string().optional(),
  masterBill: z.string().optional(),
  s10: z.string().optional(),
  containers: z.array(z.string()),
  location: z.string().optional(),
  office: z.string().optional(),
  releaseCutOffMs: atMs.optional(),
});
/** A hold as the operator sees it. */
export const operatorHold = z.object({
  reference: z.string(),
  control: z.enum(controlKinds),
  state: z.enum(holdStates),
  goods: heldGoods,
  requestedAtMs: atMs,
  acknowledgedAtMs: atMs.nullable(),
  endedAtMs: atMs.nullable(),
});
/** A hold as the agency sees it. */
export const hold = operatorHold.extend({
  id: z.number().int(),
  caseId: z.number().int(),
  operator: z.string(),
  /** From when on the operator sees it. */
  visibleFromMs: atMs,
});
/** Query of GET /api/holds. */
export const holdQuery = z.object({
  state: z.union([z.enum(holdStates), z.array(z.enum(holdStates))]).optional(),
  operatorId: id.optional(),
  cursor,
  limit,
});
/** Query of GET /api/operator/holds. */
export const operatorHoldQuery = z.object({ isOpen: z.enum(['true', 'false']).optional(), cursor, limit });
/** Params of an operator's answer. */
export const holdPath = z.strictObject({ reference: z.string().regex(/^H-[0-9A-F]{20}$/) });
/** Body of POST /api/operator/holds/:reference/answer. */
export const holdAnswer = z.strictObject({ answer: z.enum(holdAnswers) });

/** Body of POST /api/sealed. */
export const sealedInput = z.strictObject({
  subjectKind: z.enum(['consignment', 'party']),
  /** A consignment's reference; or a party, as `id:SCHEME:ID`, `name:NAME|COUNTRY`, `address:ADDRESS|COUNTRY`, `phone:NUMBER|COUNTRY` or `email:MAILBOX`. */
  subject: shortText,
  instruction: z.enum(['refer', 'suppress']),
  /** Who ordered it. */
  authority: shortText,
  note: longText.optional(),
  expiresAtMs: atMs,
});
/** An instruction under seal. */
export const sealedInstruction = z.object({
  id: z.number().int(),
  subjectKind: z.enum(['consignment', 'party']),
  subject: z.string(),
  instruction: z.enum(['refer', 'suppress']),
  authority: z.string(),
  note: z.string().nullable(),
  madeAtMs: atMs,
  expiresAtMs: atMs,
});
/** Params of an instruction. */
export const sealedPath = z.strictObject({ sealedId: id });
