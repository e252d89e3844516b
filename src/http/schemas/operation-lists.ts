/** Target lists of operations. */
import { z } from 'zod';
import { listStates } from '../../domain/list-version.ts';
import { atMs, id, longText } from './common.ts';

const controls = ['documentary', 'physical', 'scan-then-open'] as const;

/** Path of a version of the reader's agency's list. */
export const listPath = z.object({ operationId: id, version: id });
/** Body of POST /api/operations/:operationId/what-if: changes such as `AU1001:physical:+25%`. */
export const whatIfBody = z.strictObject({ changes: z.array(z.string().trim().min(5).max(100)).min(1).max(20) });
/** Body of POST /api/operations/:operationId/lists/:version/recall. */
export const recallBody = z.strictObject({ reason: longText });
/** Query of GET /api/operations/:operationId/lists/:version/differences. */
export const differencesQuery = z.object({ from: id });
/** Query of GET /api/operations/:operationId/lists/:version/export. */
export const exportQuery = z.object({ format: z.enum(['csv', 'ndjson']).default('csv') });

const limitState = z.object({ name: z.string(), limit: z.number(), used: z.number() });
const minutesState = z.object({
  office: z.string(),
  shift: z.string(),
  kind: z.string(),
  limit: z.number(),
  used: z.number(),
  /** Harm that one more hour would find. */
  harmPerHour: z.number(),
});
/** How good a plan is, and what it is expected to find. */
export const figures = z.object({
  targets: z.number().int(),
  units: z.number().int(),
  controls: z.record(z.enum(controls), z.number().int()),
  expectedHarm: z.number(),
  gap: z.number(),
  expectedFinds: z.number(),
  findsLow: z.number().int(),
  findsHigh: z.number().int(),
  minutes: z.array(minutesState),
  minimumShares: z.array(limitState),
  caps: z.array(limitState),
});
/** Reply of POST /api/operations/:operationId/what-if. */
export const whatIf = z.object({ candidates: z.number().int(), now: figures, changed: figures });

const mark = z.object({ by: z.string(), name: z.string(), atMs }).nullable();
/** Counts by reason. */
export const reasons = z.record(z.string(), z.number().int());
/** A version of the reader's agency's list, without its targets. */
export const listVersion = z.object({
  version: z.number().int(),
  state: z.enum(listStates),
  targetCount: z.number().int(),
  candidates: z.number().int(),
  leftOut: reasons,
  unfit: reasons,
  figures,
  policy: z.string(),
  made: z.object({ by: z.string(), name: z.string(), atMs }),
  approved: mark,
  sent: mark,
  recalled: mark,
  recallReason: z.string().nullable(),
});
/** Reply of GET /api/operations/:operationId/lists. */
export const listVersions = z.object({ items: z.array(listVersion) });

/** A target; how it was selected is never shown. */
export const listedTarget = z.object({
  reference: z.string(),
  unit: z.string(),
  office: z.string(),
  shift: z.string(),
  control: z.enum(controls),
  opensIn: z.string().nullable(),
  riskScore: z.number().int(),
  minutes: z.object({ documentary: z.number(), scan: z.number(), physical: z.number() }),
  leadAgency: z.string(),
  channel: z.string().nullable(),
  goods: z.string().nullable(),
  hsCodes: z.array(z.string()),
  releaseCutOffMs: atMs.nullable(),
});
/** Reply of GET /api/operations/:operationId/lists/:version. */
export const listInFull = z.object({ list: listVersion, targets: z.array(listedTarget) });
/** Reply of GET /api/operations/:operationId/lists/:version/differences. */
export const listDifferences = z.object({
  from: z.number().int(),
  to: z.number().int(),
  added: z.array(listedTarget),
  removed: z.array(listedTarget),
  changed: z.array(
    z.object({
      reference: z.string(),
      changes: z.array(z.object({ field: z.string(), from: z.string().nullable(), to: z.string().nullable() })),
    }),
  ),
  unchanged: z.number().int(),
});

/** Reply of POST /api/operations/:operationId/lists/:version/target-list. */
export const targetList = z.object({ listId: z.number().int() });

/** What one agency gave another of a list. */
export const delivery = z.object({
  maker: z.string(),
  agency: z.string(),
  version: z.number().int(),
  sentAtMs: atMs,
  recalledAtMs: atMs.nullable(),
  recallReason: z.string().nullable(),
  /** Targets outside of the jurisdiction, and those that handling or agreements hold back; only its maker is told. */
  outside: z.number().int().nullable(),
  heldBack: z.number().int().nullable(),
  targets: z.array(listedTarget.omit({ riskScore: true }).extend({ markings: z.array(z.string()) })),
});
/** Reply of GET /api/operations/:operationId/deliveries. */
export const deliveries = z.object({ items: z.array(delivery) });
