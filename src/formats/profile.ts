/** Mapping profiles: how one agency's file becomes our records. Files in `data/profiles/`. */
import { parse } from 'yaml';
import { z } from 'zod';
import { stages } from '../domain/consignment.ts';
import { tlpLabels } from '../domain/handling.ts';
import { recordKinds } from '../domain/record.ts';
import { AppError } from '../errors.ts';
import { dateForms } from './parse-moment.ts';
import { findTarget, requiredTargets, targets } from './targets.ts';

const codeText = z.union([z.string(), z.number()]).transform(String);

const columnSchema = z.strictObject({
  target: z.string(),
  /** Form of the date, for moments; default the profile's. */
  date: z.enum(dateForms).optional(),
  /** Name of a code map. */
  codes: z.string().optional(),
  /** Digits to which a number-like code is filled with zeros on the left; `even` fills up an odd count, for codes of even length whose leading zero was lost. */
  padTo: z.union([z.int().min(1).max(12), z.literal('even')]).optional(),
  /** Factor from the file's unit to ours, e.g. 0.001 for grams. */
  scale: z.number().gt(0).optional(),
});

const columnEntry = z.union([z.string().transform((target) => ({ target })), columnSchema]);

const profileSchema = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9-]*$/),
  version: z.int().min(1),
  description: z.string(),
  agency: z.string().min(1),
  /** Left out where a column says it row by row. */
  recordKind: z.enum(recordKinds).optional(),
  format: z.strictObject({
    type: z.enum(['csv', 'ndjson', 'xlsx']),
    delimiter: z.string().length(1).default(','),
    encoding: z.string().default('utf-8'),
    decimalMark: z.enum(['.', ',']).default('.'),
    date: z.enum(dateForms).default('ISO'),
    timeZone: z.string().default('UTC'),
    sheet: z.string().optional(),
  }),
  tick: z.enum(['day', 'hour']),
  stage: z.enum(stages).default('declaration'),
  /** Days after the event at which results of the same row are taken to be known. */
  assumedDelayDays: z.int().min(0).max(3650).default(0),
  everyRowExamined: z.boolean().default(false),
  /** Columns named as our targets need no mapping. */
  columnsAreTargets: z.boolean().default(false),
  columns: z.record(z.string(), z.union([columnEntry, z.array(columnEntry).min(1)])).default({}),
  required: z.array(z.string()).default([]),
  codes: z
    .record(
      z.string(),
      z.strictObject({ map: z.record(z.string(), codeText), unknown: z.enum(['reject', 'missing', 'keep']) }),
    )
    .default({}),
  constants: z.record(z.string(), codeText).default({}),
  labels: z
    .record(
      z.string(),
      z.strictObject({
        column: z.string().optional(),
        positive: z.array(codeText).default([]),
        negative: z.array(codeText).default([]),
      }),
    )
    .default({}),
  defaultLabel: z.string().optional(),
  handling: z.strictObject({ tlp: z.enum(tlpLabels), purposes: z.array(z.string()).default([]) }).optional(),
});

/** A validated profile. */
export type Profile = z.infer<typeof profileSchema>;

/** One mapping of a column. */
export type ProfileColumn = z.infer<typeof columnSchema>;

/**
 * Returns the profile that a YAML text describes.
 * @throws `profile-invalid` with every problem at once.
 */
export function parseProfile(name: string, text: string): Profile {
  const refuse = (problems: readonly string[], cause?: unknown): never => {
    throw new AppError(
      'profile-invalid',
      { name, problems: problems.map((problem) => `  ${problem}`).join('\n') },
      cause,
    );
  };
  let raw: unknown;
  try {
    raw = parse(text);
  } catch (error) {
    return refuse([(error as Error).message], error);
  }
  const parsed = profileSchema.safeParse(raw);
  const problems = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.join('.') || '(top)'}: ${issue.message}`);
  // The laws below are checked on whatever part of the shape is there, so that one look tells all.
  problems.push(...lawProblems(parsed.success ? parsed.data : (raw as Partial<Profile> | null)));
  if (parsed.success && parsed.data.name !== name)
    problems.push(`name: ${parsed.data.name} is not the file's name, ${name}`);
  return parsed.success && problems.length === 0 ? parsed.data : refuse(problems);
}

/** All mappings of a profile, as pairs of a column's name and what it fills. */
export function mappingsOf(columns: Profile['columns']): (readonly [string, ProfileColumn])[] {
  return Object.entries(columns).flatMap(([column, entry]) =>
    (Array.isArray(entry) ? entry : [entry]).map((mapping) => [column, mapping] as const),
  );
}

function lawProblems(profile: Partial<Profile> | null): string[] {
  if (profile === null || typeof profile !== 'object') return [];
  return [...targetProblems(profile), ...codeProblems(profile), ...labelProblems(profile), ...zoneProblems(profile)];
}

function readMappings(profile: Partial<Profile>): (readonly [string, ProfileColumn])[] {
  const columns = profile.columns;
  if (columns === undefined || columns === null || typeof columns !== 'object') return [];
  return mappingsOf(columns).map(([column, mapping]) => [
    column,
    typeof mapping === 'string' ? { target: mapping } : mapping,
  ]);
}

function targetProblems(profile: Partial<Profile>): string[] {
  const problems: string[] = [];
  const filled = new Map<string, string>();
  const fill = (place: string, target: unknown): void => {
    if (typeof target !== 'string') return;
    if (findTarget(target) === undefined) problems.push(`${place}: there is no field ${target}${hint(target)}`);
    else if (filled.has(target)) problems.push(`${place}: ${target} is already filled by ${filled.get(target)}`);
    filled.set(target, place);
  };
  for (const [column, mapping] of readMappings(profile)) fill(`columns.${column}`, mapping?.target);
  for (const target of Object.keys(profile.constants ?? {})) fill(`constants.${target}`, target);
  if (profile.recordKind !== undefined && profile.columnsAreTargets !== true) {
    for (const choice of requiredTargets[profile.recordKind] ?? []) {
      if (!choice.some((target) => filled.has(target))) {
        problems.push(`columns: a ${profile.recordKind} needs ${choice.join(' or ')}`);
      }
    }
  }
  if (profile.recordKind === undefined && profile.columnsAreTargets !== true && !filled.has('recordKind')) {
    problems.push('recordKind: is missing, and no column says it');
  }
  return problems;
}

function hint(target: string): string {
  const last = target.split('.').pop()!.toLowerCase();
  const near = targets.find((known) => known.name.toLowerCase().endsWith(last));
  return near === undefined ? '' : `; did you mean ${near.name}?`;
}

function codeProblems(profile: Partial<Profile>): string[] {
  return readMappings(profile).flatMap(([column, mapping]) =>
    mapping?.codes !== undefined && profile.codes?.[mapping.codes] === undefined
      ? [`columns.${column}: there is no code map ${mapping.codes}`]
      : [],
  );
}

function labelProblems(profile: Partial<Profile>): string[] {
  const labels = profile.labels ?? {};
  const problems: string[] = [];
  if (profile.defaultLabel !== undefined && labels[profile.defaultLabel] === undefined) {
    problems.push(`defaultLabel: there is no label ${profile.defaultLabel}`);
  }
  for (const [name, label] of Object.entries(labels)) {
    if (label?.column !== undefined && !(label.positive?.length > 0))
      problems.push(`labels.${name}: names a column but no positive value`);
    if (label?.column !== undefined && profile.everyRowExamined !== true) {
      problems.push(`labels.${name}: a label in a column says that every row was examined; set everyRowExamined`);
    }
  }
  return problems;
}

function zoneProblems(profile: Partial<Profile>): string[] {
  const problems: string[] = [];
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: profile.format?.timeZone ?? 'UTC' });
  } catch {
    problems.push(`format.timeZone: ${profile.format?.timeZone} is not a time zone`);
  }
  return problems;
}

/** What the reader of a figure must know of a profile's labels. */
export function profileAssumption(profile: Profile): string {
  if (!profile.everyRowExamined) return 'labels come from examinations and measures as recorded';
  const delay = profile.assumedDelayDays === 0 ? 'the same day' : `${profile.assumedDelayDays} days later`;
  return `every row is taken to have been examined, physically and for IPR, with its result known ${delay}`;
}
