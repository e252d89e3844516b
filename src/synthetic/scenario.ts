/** Scenarios: which world is run, in which formats it is written, and what it claims. Files in `data/scenarios/`. */
import { parse } from 'yaml';
import { z } from 'zod';
import { isCountryAlpha2 } from '../domain/country.ts';
import { AppError } from '../errors.ts';
import { type AgencyParameters, aurelia, borealis, corvia } from './agency-parameters.ts';
import { brands } from './goods/brands.ts';
import { goodsCatalogue } from './goods/goods-catalogue.ts';
import { defaultHabits } from './infringers/infringer-habits.ts';
import { worldFigureNames } from './world-figures.ts';
import { defaultWorld, type WorldParameters } from './world-parameters.ts';

/** Formats that a world can be written in; `agencies` means each agency's own. */
const formats = ['agencies', 'touchstone', 'kcs', 'date-2020'] as const;

const share = z.number().min(0).max(1);
const factor = z.number().min(0).max(20);
const country = z.string().refine(isCountryAlpha2, 'an ISO 3166-1 alpha-2 code');
const channel = z.enum(['post', 'express', 'cargo']);
const knownAgencies = { aurelia, borealis, corvia } as const;
const agencyName = z.enum(['aurelia', 'borealis', 'corvia']);

const agencySchema = z.strictObject({
  agency: agencyName,
  weight: z.number().gt(0).default(1),
  examinedShare: share.optional(),
  randomShare: share.optional(),
  physicalShare: share.optional(),
  channels: z
    .strictObject({ post: share, express: share, cargo: share })
    .refine((channels) => channels.post + channels.express + channels.cargo > 0, 'one channel at least must have trade')
    .optional(),
  attention: z.strictObject({ post: factor, express: factor, cargo: factor }).optional(),
});

const habitsSchema = z.strictObject({
  share: share.default(defaultHabits.share),
  dirtyShare: z
    .tuple([share, share])
    .refine(([least, greatest]) => least <= greatest, 'least and greatest')
    .default([...defaultHabits.dirtyShare]),
  burnt: share.default(defaultHabits.burnt),
  retiredWeekly: share.default(defaultHabits.retiredWeekly),
  newSeller: share.default(defaultHabits.newSeller),
  newHub: share.default(defaultHabits.newHub),
  moved: share.default(defaultHabits.moved),
  hijacked: share.default(defaultHabits.hijacked),
  split: share.default(defaultHabits.split),
  labels: z.number().min(0).max(0.5).default(defaultHabits.labels),
  isProbing: z.boolean().default(defaultHabits.isProbing),
});

const day = z.int().min(0).max(3660);

const newMarketSchema = z.strictObject({
  fromDay: day,
  origins: z.array(country).min(1),
  share,
  weeklyEntry: z.number().min(0).max(0.5),
});

const campaignSchema = z.strictObject({
  fromDay: day,
  days: z.int().min(1).max(3660),
  share,
  goods: z
    .array(
      z.string().refine((hs6) => goodsCatalogue.some((goods) => goods.hs6 === hs6), 'a subheading of the catalogue'),
    )
    .min(1),
  brand: z.string().refine((name) => brands.some((brand) => brand.name === name), 'a brand of the world'),
  originCountry: country,
  hub: country,
  agency: agencyName,
  channel,
  mode: z.string().regex(/^[1-5]$/),
});

const seasonSchema = z.strictObject({
  months: z.array(z.int().min(1).max(12)),
  trade: z.number().gt(0).max(10),
  infringers: factor,
});

const claimSchema = z.strictObject({ value: z.number(), tolerance: z.number().gt(0) });

const scenarioSchema = z
  .strictObject({
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
    infringers: habitsSchema.prefault({}),
    oneOffShare: share.default(defaultWorld.oneOffShare),
    unrecordedShare: share.default(defaultWorld.unrecordedShare),
    manifests: z.number().min(0).max(1).default(defaultWorld.manifests),
    season: seasonSchema.default({ ...defaultWorld.season, months: [...defaultWorld.season.months] }),
    newMarket: newMarketSchema.optional(),
    campaign: campaignSchema.optional(),
    /** Share of rows that are bad. */
    slipShare: z.number().min(0).max(0.5).default(0),
    formats: z.array(z.enum(formats)).min(1),
    agencies: z
      .array(agencySchema)
      .min(1)
      .refine((list) => new Set(list.map((one) => one.agency)).size === list.length, 'an agency is listed twice'),
    claims: z.partialRecord(z.enum(worldFigureNames), claimSchema).default({}),
  })
  .refine(
    ({ campaign, agencies }) => campaign === undefined || agencies.some((one) => one.agency === campaign.agency),
    { path: ['campaign', 'agency'], message: 'is not an agency of the world' },
  );

/** A figure that a scenario claims, and how far from it a run may lie. */
interface Claim {
  readonly value: number;
  readonly tolerance: number;
}

/** A validated scenario. */
export interface Scenario {
  readonly name: string;
  readonly description: string;
  readonly slipShare: number;
  readonly phases: readonly { readonly name: string; readonly days: number; readonly rows: number }[];
  readonly formats: readonly (typeof formats)[number][];
  readonly world: WorldParameters;
  /** By name of a figure of a world. */
  readonly claims: { readonly [figure: string]: Claim };
}

/**
 * Returns the scenario that a YAML text describes.
 * @throws `settings-invalid` with every problem at once.
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
  const { name, description, slipShare, agencies, phases, claims, infringers, ...world } = parsed.data;
  return {
    name,
    description,
    slipShare,
    phases,
    formats: parsed.data.formats,
    claims,
    world: {
      ...world,
      newMarket: world.newMarket,
      campaign: world.campaign,
      habits: infringers,
      phases,
      agencies: agencies.map(agencyOf),
    },
  };
}

/**
 * Returns the scenario with all its phases scaled so that they add up to this number of rows. In a smaller world there are as many fewer traders
 * and groups, so that each is seen as often; a larger world has the same ones, busier, so that its memory stays as it is.
 */
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
  const { world } = scenario;
  const scale = Math.min(1, rows / total);
  const fewer = (count: number, least: number): number => Math.min(count, Math.max(least, Math.round(count * scale)));
  return {
    ...scenario,
    phases,
    world: { ...world, phases, businesses: fewer(world.businesses, 60), groups: fewer(world.groups, 5) },
  };
}

function agencyOf(settings: z.infer<typeof agencySchema>): AgencyParameters {
  const known = knownAgencies[settings.agency];
  return {
    ...known,
    weight: settings.weight,
    examinedShare: settings.examinedShare ?? known.examinedShare,
    randomShare: settings.randomShare ?? known.randomShare,
    physicalShare: settings.physicalShare ?? known.physicalShare,
    channels: settings.channels ?? known.channels,
    attention: settings.attention ?? known.attention,
  };
}
