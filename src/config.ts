/** The only reader of environment variables. */
import { z } from 'zod';
import { AppError } from './errors.ts';

const schema = z.object({
  TOUCHSTONE_HOME: z.string().optional().describe('folder of the installation key; default ~/.touchstone'),
  TOUCHSTONE_MODELS: z.string().optional().describe('folder of model artefacts; default models/ of the program'),
  TOUCHSTONE_DATASETS: z
    .string()
    .default('../shared/datasets')
    .describe('folder of the public data sets that benchmarks read'),
  HOME: z.string().default('.'),
});

/** The configuration of a process. */
export interface Config {
  readonly homeFolder: string;
  readonly modelsFolder: string | undefined;
  readonly datasetsFolder: string;
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
  };
}
