/** The only reader of environment variables. */
import { z } from 'zod';
import { AppError } from './errors.ts';
import { usualCaseRules } from './services/case-author.ts';
import type { CaseRules } from './services/case-ports.ts';

const schema = z.object({
  TOUCHSTONE_HOME: z.string().optional().describe('folder of the installation key; default ~/.touchstone'),
  TOUCHSTONE_MODELS: z.string().optional().describe('folder of model artefacts; default models/ of the program'),
  TOUCHSTONE_DATASETS: z
    .string()
    .default('../shared/datasets')
    .describe('folder of the public data sets that benchmarks read'),
  TOUCHSTONE_STORE: z.string().optional().describe('folder of an embedded store, or postgresql://…'),
  DATABASE_URL: z.string().optional().describe('the same for a server, where TOUCHSTONE_STORE says nothing'),
  REDIS_URL: z.string().optional().describe('redis://… or a socket; without it queues run on the database'),
  TOUCHSTONE_QUEUE_PREFIX: z
    .string()
    .regex(/^\{[a-z0-9-]+\}$/, 'a word in braces, which keeps all keys on one node of a Redis Cluster')
    .default('{touchstone}'),
  TOUCHSTONE_LOG: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  TOUCHSTONE_OPERATIONS_TOKEN: z.string().min(16).optional().describe('opens /metrics and the board of queues'),
  TOUCHSTONE_OPERATIONS_PORT: z.coerce.number().int().min(0).max(65_535).default(7070),
  TOUCHSTONE_HOST: z.string().default('127.0.0.1').describe('address on which the service listens'),
  TOUCHSTONE_PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
  TOUCHSTONE_TRUSTED_PROXIES: z
    .string()
    .optional()
    .describe('addresses of proxies in front, by commas, whose X-Forwarded-… headers count'),
  TOUCHSTONE_CLAIM_LEASE_MINUTES: z.coerce
    .number()
    .min(1)
    .max(480)
    .default(usualCaseRules.leaseMs / 60_000)
    .describe('how long a claim holds without a sign of its officer'),
  TOUCHSTONE_UNDO_SECONDS: z.coerce
    .number()
    .min(0)
    .max(3600)
    .default(usualCaseRules.graceMs / 1000)
    .describe('how long a decision can be undone before its hold or release goes out'),
  HOME: z.string().default('.'),
});

/** The configuration of a process. */
export interface Config {
  readonly homeFolder: string;
  readonly modelsFolder: string | undefined;
  readonly datasetsFolder: string;
  /** Where a store is when a command does not say. */
  readonly storeLocation: string | undefined;
  /** Undefined where queues run on the database. */
  readonly redisUrl: string | undefined;
  readonly queuePrefix: string;
  readonly logLevel: string;
  /** Opens /metrics and the board of queues; undefined keeps both shut. */
  readonly operationsToken: string | undefined;
  readonly operationsPort: number;
  readonly serviceHost: string;
  readonly servicePort: number;
  /** Addresses or networks of proxies whose X-Forwarded-… headers count; empty trusts none. */
  readonly trustedProxies: readonly string[];
  readonly caseRules: CaseRules;
}

/**
 * Returns the configuration in an environment.
 * @throws `usage` with every problem at once.
 */
export function loadConfig(environment: Record<string, string | undefined>): Config {
  const parsed = schema.safeParse(environment);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new AppError('usage', { reason: `the environment is not valid: ${problems.join('; ')}` });
  }
  return {
    homeFolder: parsed.data.TOUCHSTONE_HOME ?? `${parsed.data.HOME}/.touchstone`,
    modelsFolder: parsed.data.TOUCHSTONE_MODELS,
    datasetsFolder: parsed.data.TOUCHSTONE_DATASETS,
    storeLocation: parsed.data.TOUCHSTONE_STORE ?? parsed.data.DATABASE_URL,
    // A variable that is set to nothing is not set.
    redisUrl: parsed.data.REDIS_URL || undefined,
    queuePrefix: parsed.data.TOUCHSTONE_QUEUE_PREFIX,
    logLevel: parsed.data.TOUCHSTONE_LOG,
    operationsToken: parsed.data.TOUCHSTONE_OPERATIONS_TOKEN,
    operationsPort: parsed.data.TOUCHSTONE_OPERATIONS_PORT,
    serviceHost: parsed.data.TOUCHSTONE_HOST,
    servicePort: parsed.data.TOUCHSTONE_PORT,
    trustedProxies: (parsed.data.TOUCHSTONE_TRUSTED_PROXIES ?? '').split(',').flatMap((text) => text.trim() || []),
    caseRules: {
      leaseMs: parsed.data.TOUCHSTONE_CLAIM_LEASE_MINUTES * 60_000,
      graceMs: parsed.data.TOUCHSTONE_UNDO_SECONDS * 1000,
    },
  };
}
