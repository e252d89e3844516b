/** Scenarios: which world is run and in which formats it is written. Files in `data/scenarios/`. */
import { parse } from 'yaml';
import { z } from 'zod';
import { AppError } from '../errors.ts';
import { type AgencyParameters, aurelia, borealis, defaultWorld, type WorldParameters } from './world-parameters.ts';

/** Formats that a world can be written in; `agencies` means each agency's own. */
const formats = ['agencies', 'touchstone', 'kcs', 'date-2020'] as const;

const share = z.number().min(0).max(1);

const agencySchema = z.strictObject({
  agency: z.enum(['aurelia', 'borealis']),
  weight: z.number().gt(0).default(1),
  examinedShare: share.optional(),
  randomShare: share.optional(),
  channels: z
    .strictObject({ post: share, express: share, cargo: share })
    .refine((channels) => channels.post + channels.express + channels.cargo > 0, 'one channel at least must have trade')
    .optional(),
});

const scenarioSchema = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9-]*$/),
  description: z.string(),
  startDay: z.iso.date().describe('first day'),
  phases: z
    .array(
      z.strictObject({
        name: z.string().regex(/^[a-z][a-z0-9-]*$/),
        days: z.int().min(1).max(3660),
        rows: z.int().min(1).max(100_000_000),
      }),
    )
    .min(1)
    .refine((phases) => new Set(phases.map((phase) => phase.name)).size === phases.length, 'two phases share a name'),
  baseRate: z.number().min(0).max(0.2).default(defaultWorld.baseRate),
  businesses: z.int().min(20).max(1_000_000).default(defaultWorld.businesses),
  weeklyTurnover: z.number().min(0).max(0.5).default(defaultWorld.weeklyTurnover),
  groups: z.int().min(0).max(100_000).default(defaultWorld.groups),
  weeklyGroupTurnover: z.number().min(0).max(0.5).default(defaultWorld.weeklyGroupTurnover),
  oneOffShare: share.default(defaultWorld.oneOffShare),
  /** Share of rows that are bad. */
  slipShare: z.number().min(0).max(0.5).default(0),
  formats: z.array(z.enum(formats)).min(1),
  agencies: z
    .array(agencySchema)
    .min(1)
    .refine((list) => new Set(list.map((one) => one.agency)).size === list.length, 'an agency is listed twice'),
});

/** A validated scenario. */
export interface Scenario {
  readonly name: string;
  readonly description: string;
  readonly world: WorldParameters;
  readonly phases: readonly { readonly name: string; readonly days: number; readonly rows: number }[];
  readonly slipShare: number;
  readonly formats: readonly (typeof formats)[number][];
}

/**
 * Returns the scenario that a YAML text describes.
 * @throws `settings-invalid` with every problem of the text.
 */
export function parseScenario(file: string, text: string): Scenario {
  let raw: unknown;
  try {
    raw = parse(text);
  } catch (error) {
    throw new AppError('settings-invalid', { file, problems: `  ${(error as Error).message}` }, error);
  }
  const parsed = scenarioSchema.safeParse(raw);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `  ${issue.path.join('.') || '(top)'}: ${issue.message}`);
    throw new AppError('settings-invalid', { file, problems: problems.join('\n') });
  }
  const { name, description, slipShare, agencies, phases, ...world } = parsed.data;
  return {
    name,
    description,
    slipShare,
    phases,
    formats: parsed.data.formats,
    world: { ...world, phases, agencies: agencies.map(agencyOf) },
  };
}

/** Returns the scenario with all its phases scaled so that they add up to this number of rows. */
export function scaleScenario(scenario: Scenario, rows: number): Scenario {
  const total = scenario.phases.reduce((sum, phase) => sum + phase.rows, 0);
  let before = 0;
  let given = 0;
  const phases = scenario.phases.map((phase) => {
    before += phase.rows;
    const upTo = Math.round((before * rows) / total);
    const scaled = { ...phase, rows: upTo - given };
    given = upTo;
    return scaled;
  });
  return { ...scenario, phases, world: { ...scenario.world, phases } };
}

function agencyOf(settings: z.infer<typeof agencySchema>): AgencyParameters {
  const known = settings.agency === 'aurelia' ? aurelia : borealis;
  return {
    ...known,
    weight: settings.weight,
    examinedShare: settings.examinedShare ?? known.examinedShare,
    randomShare: settings.randomShare ?? known.randomShare,
    channels: settings.channels ?? known.channels,
  };
}
