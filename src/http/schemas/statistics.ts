/** Hit rates by source. */
import { z } from 'zod';
import { labelStates } from '../../domain/label-life.ts';
import { versionStates } from '../../domain/selectivity-version.ts';
import { atMs } from './common.ts';
import { lane } from './queue.ts';

/** Query of GET /api/statistics/hit-rates. */
export const hitRateQuery = z.object({
  days: z.coerce.number().int().min(1).max(3650).default(180),
  leastExamined: z.coerce.number().int().min(1).max(100_000).default(30),
  leastExecution: z.coerce.number().min(0.01).max(1).default(0.8),
  countFrom: z.enum(labelStates).default('confirmed'),
});

const interval = z.tuple([z.number(), z.number()]).nullable();

const rate = z.object({
  selected: z.number().int(),
  held: z.number().int(),
  examined: z.number().int(),
  found: z.number().int(),
  /** Share of the selections that were examined. */
  execution: z.number(),
  /** Found of examined; null while too few are examined. */
  rate: z.number().nullable(),
  /** 95% (Clopper–Pearson); with nothing found it runs from 0 to an upper bound. */
  interval,
  /** Rate over all selections if none, or all, of those not examined would have been finds. */
  bounds: interval,
  isUnbiased: z.boolean(),
});
const told = rate.extend({ pending: z.number().int(), undetermined: z.number().int() });

/** Reply of GET /api/statistics/hit-rates. */
export const hitRates = z.object({
  sinceMs: atMs,
  /** How the figures were made. */
  protocol: z.string(),
  sources: z.array(
    told.extend({
      source: z.enum(['random', 'model', 'rule', 'look-out', 'manual']),
      /** Months that stand together. */
      pools: z.array(rate.extend({ from: z.string(), to: z.string() })),
    }),
  ),
  rules: z.array(
    told.extend({
      versionId: z.number().int(),
      code: z.string(),
      version: z.number().int(),
      state: z.enum(versionStates),
      precisionFloor: z.number().nullable(),
      isBelowFloor: z.boolean(),
    }),
  ),
  reroutes: z.array(z.object({ from: lane, to: lane, count: z.number().int() })),
});
