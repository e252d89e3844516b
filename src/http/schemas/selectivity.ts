/** Versions of rules and harm policies. */
import { z } from 'zod';
import { versionStates } from '../../domain/selectivity-version.ts';
import { atMs, id, longText } from './common.ts';
import { lane } from './queue.ts';

const share = z.number();
const interval = z.tuple([share, share]).nullable();
const stepTaken = z.object({ by: z.string(), atMs }).nullable();

/** Body of POST /api/rules, /api/rules/check and /api/policies: YAML. */
export const versionText = z.strictObject({ text: z.string().min(1).max(20_000) });
/** Params of the routes of a rule or a policy: the id of a version. */
export const versionPath = z.object({ versionId: id });
/** Query of GET /api/rules and /api/policies. */
export const versionQuery = z.object({ ended: z.enum(['true', 'false']).optional() });
/** Body of POST /api/rules/:versionId/retirement. */
export const retireBody = z.strictObject({ reason: longText });

/** Reply of POST /api/rules/check. */
export const ruleCheck = z.object({
  isValid: z.boolean(),
  /** `line` from 1; `at` is the place, such as `when.all.1`. */
  problems: z.array(z.object({ line: z.number().int(), at: z.string(), expected: z.string() })),
});

const version = z.object({
  id: z.number().int(),
  code: z.string(),
  version: z.number().int(),
  text: z.string(),
  state: z.enum(versionStates),
  /** Whether whoever asks wrote it, and so may not approve it. */
  isMine: z.boolean(),
  written: z.object({ by: z.string(), atMs }),
  approved: stepTaken,
  live: stepTaken,
  ended: z.object({ by: z.string(), atMs, reason: z.string() }).nullable(),
});

/** A version of a rule. */
export const rule = version.extend({
  /** Null where this program no longer reads the text. */
  rule: z
    .object({
      lane,
      /** Percent. */
      select: z.number(),
      begins: z.string(),
      ends: z.string(),
      precisionFloor: share,
      reason: z.string(),
      confidentiality: z.enum(['own-unit', 'own-agency', 'partners']),
    })
    .nullable(),
  dryRun: z
    .object({
      by: z.string(),
      atMs,
      sinceMs: atMs,
      consignments: z.number().int(),
      allExamined: z.number().int(),
      allFound: z.number().int(),
      isWhole: z.boolean(),
      matched: z.number().int(),
      expectedSelected: z.number(),
      examined: z.number().int(),
      found: z.number().int(),
      precision: share.nullable(),
      /** 95%. */
      interval,
      isBelowFloor: z.boolean(),
      /** References of some matches; told once, with the reply to the dry run. */
      examples: z.array(z.string()),
    })
    .nullable(),
  /** Set while the whole interval of what it selected lies below its floor. */
  flag: z
    .object({
      atMs,
      examined: z.number().int(),
      found: z.number().int(),
      interval: z.tuple([share, share]),
      floor: share,
    })
    .nullable(),
});
/** Reply of GET /api/rules. */
export const rules = z.object({ items: z.array(rule) });

const targetsByClass = z.object({
  /** What the policy calls the hazard, or `other goods`. */
  name: z.string(),
  targetsNow: z.number().int(),
  targetsThen: z.number().int(),
  /** Sum of probability × harm over the targets, each by its own policy. */
  expectedHarmNow: z.number(),
  expectedHarmThen: z.number(),
  expectedFindsNow: z.number(),
  expectedFindsThen: z.number(),
});

/** A version of a harm policy. */
export const policy = version.extend({
  effectiveFrom: z.string().nullable(),
  description: z.string().nullable(),
  dryRun: z
    .object({
      by: z.string(),
      atMs,
      /** The policy that it was compared with. */
      against: z.string(),
      candidates: z.number().int(),
      targetsNow: z.number().int(),
      targetsThen: z.number().int(),
      /** Targets of both. */
      kept: z.number().int(),
      expectedFindsNow: z.number(),
      expectedFindsThen: z.number(),
      lanesNow: z.record(z.string(), z.number().int()),
      lanesThen: z.record(z.string(), z.number().int()),
      classes: z.array(targetsByClass),
    })
    .nullable(),
});
/** Reply of GET /api/policies; `shipped` is what ranks where none is live. */
export const policies = z.object({
  items: z.array(policy),
  ranking: z.string(),
  shipped: z.object({ name: z.string(), version: z.number().int(), text: z.string() }),
});
