/** Mapping profiles: how one agency's file becomes our records. Files in `data/profiles/`. */
import { parse } from 'yaml';
import { z } from 'zod';
import { stages } from '../domain/consignment.ts';
import { tlpLabels } from '../domain/handling.ts';
import { recordKinds } from '../domain/record.ts';
import { AppError } from '../errors.ts';
import { Fault } from './field-values.ts';
import { dateForms } from './parse-moment.ts';
import { isKnownEncoding } from './read-text-lines.ts';
import { checkedColumns, rowCheckSchema } from './row-checks.ts';
import { createTargetParser, parseConstant } from './target-parser.ts';
import { findTarget, requiredTargets, targets } from './targets.ts';
import { valueCheckNames } from './value-checks.ts';
import { parseXmlPath } from './xml/xml-path.ts';

const codeText = z.union([z.string(), z.number()]).transform(String);
const constantText = z.union([z.string(), z.number(), z.boolean()]).transform(String);

const columnSchema = z.strictObject({
  target: z.string(),
  /** Part of a list whose values are joined by `;`: its first, its last, or what stands between them. */
  part: z.enum(['first', 'last', 'middle']).optional(),
  /** Form of the date, for moments; default the profile's. */
  date: z.enum(dateForms).optional(),
  /** Name of a code map. */
  codes: z.string().optional(),
  /** Digits to which a number-like code is filled with zeros on the left; `even` fills up an odd count, for codes of even length whose leading zero was lost. */
  padTo: z.union([z.int().min(1).max(12), z.literal('even')]).optional(),
  /** Factor from the file's unit to ours, e.g. 0.001 for grams. */
  scale: z.number().gt(0).optional(),
  /** Law of the column's values beyond the kind of its field. */
  check: z.enum(valueCheckNames).optional(),
});

const columnEntry = z.union([z.string().transform((target) => ({ target })), columnSchema]);

/** What a profile says of its records' handling; what it leaves out is as strict as can be. */
const handlingSchema = z.strictObject({
  tlp: z.enum(tlpLabels),
  purposes: z.array(z.string()).default([]),
  sourceGrade: z.enum(['A', 'B', 'C', 'D', 'X']).default('X'),
  informationGrade: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]).default(4),
  europolCodes: z.array(z.enum(['H0', 'H1', 'H2', 'H3'])).default([]),
  nationalMarking: z.string().min(1).optional(),
  isOriginatorControlled: z.boolean().default(false),
  /** ISO date. */
  expiresOn: z.iso.date().optional(),
});

const profileSchema = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9-]*$/),
  version: z.int().min(1),
  description: z.string(),
  agency: z.string().min(1),
  /** Left out where a column says it row by row. */
  recordKind: z.enum(recordKinds).optional(),
  format: z.strictObject({
    type: z.enum(['csv', 'ndjson', 'xlsx', 'xml']),
    delimiter: z.string().length(1).default(','),
    encoding: z.string().default('utf-8'),
    decimalMark: z.enum(['.', ',']).default('.'),
    date: z.enum(dateForms).default('ISO'),
    timeZone: z.string().default('UTC'),
    sheet: z.string().optional(),
    /** For XML: local name of the element that is a document, such as one declaration. */
    document: z.string().optional(),
    /** For XML: path from below it to the element that is a row; the document itself where left out. */
    row: z.string().optional(),
    /** For XML: namespaces of the document's element; any where left out. */
    namespaces: z.array(z.string()).default([]),
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
  constants: z.record(z.string(), constantText).default({}),
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
  /** Checks of columns against each other, made once all fields of a row are sound. */
  checks: z.array(rowCheckSchema).default([]),
  handling: handlingSchema.optional(),
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
      // One line a problem, so that callers can take them apart again.
      { name, problems: problems.map((problem) => `  ${problem.replace(/\s*\n\s*/g, ' ').trim()}`).join('\n') },
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
  return [
    ...targetProblems(profile),
    ...constantProblems(profile),
    ...codeProblems(profile),
    ...requiredProblems(profile),
    ...labelProblems(profile),
    ...formatProblems(profile),
  ];
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

function constantProblems(profile: Partial<Profile>): string[] {
  return entriesOf(profile.constants).flatMap(([name, value]) => {
    const target = findTarget(name);
    if (target === undefined || !isPlain(value)) return [];
    if (String(value).trim() === '') return [`constants.${name}: is empty`];
    const parsed = parseConstant(target, String(value), { timeZone: zoneOf(profile), tick: profile.tick ?? 'day' });
    return parsed instanceof Fault ? [`constants.${name}: ${value} is not ${parsed.expected}`] : [];
  });
}

function codeProblems(profile: Partial<Profile>): string[] {
  const problems = readMappings(profile).flatMap(([column, mapping]) => {
    if (mapping?.codes === undefined) return [];
    const codes = profile.codes?.[mapping.codes];
    if (codes === undefined) return [`columns.${column}: there is no code map ${mapping.codes}`];
    return resultProblems(profile, mapping, (codes as { map?: unknown } | null)?.map);
  });
  return [...new Set(problems)];
}

/** Results of a code map that the field they are meant for cannot take: every row with such a code would be bad. */
function resultProblems(profile: Partial<Profile>, mapping: ProfileColumn, map: unknown): string[] {
  const target = findTarget(mapping.target);
  const date = mapping.date ?? profile.format?.date ?? 'ISO';
  if (target === undefined || !dateForms.includes(date)) return [];
  const parse = createTargetParser(target, {
    decimalMark: profile.format?.decimalMark ?? '.',
    date,
    timeZone: zoneOf(profile),
    tick: profile.tick ?? 'day',
  });
  return entriesOf(map).flatMap(([code, result]) => {
    if (!isPlain(result) || result === '') return [];
    const parsed = parse(String(result));
    if (!(parsed instanceof Fault)) return [];
    return [
      `codes.${mapping.codes}.map.${code}: ${result} is nothing that ${mapping.target} takes: ${parsed.expected}`,
    ];
  });
}

/** Columns that are required but fill nothing: most often misspelt. */
function requiredProblems(profile: Partial<Profile>): string[] {
  if (!Array.isArray(profile.required)) return [];
  const known = new Set([
    ...readMappings(profile).map(([column]) => column),
    ...checkedColumnsOf(profile),
    ...entriesOf(profile.labels).map(([, label]) => (label as { column?: unknown } | null)?.column),
  ]);
  const isKnown = (column: unknown): boolean =>
    known.has(column as string) || (profile.columnsAreTargets === true && findTarget(String(column)) !== undefined);
  return profile.required
    .filter((column) => !isKnown(column))
    .map((column) => `required: column ${column} fills no field, holds no label and is not checked`);
}

function entriesOf(value: unknown): [string, unknown][] {
  return value === null || typeof value !== 'object' ? [] : Object.entries(value);
}

function isPlain(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
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
    const both = Array.isArray(label?.positive) ? label.positive.filter((text) => label.negative?.includes(text)) : [];
    if (both.length > 0) problems.push(`labels.${name}: ${both.join(', ')} is both positive and negative`);
    if (label?.column !== undefined && profile.everyRowExamined !== true) {
      problems.push(`labels.${name}: a label in a column says that every row was examined; set everyRowExamined`);
    }
  }
  return problems;
}

function formatProblems(profile: Partial<Profile>): string[] {
  const problems: string[] = [];
  const { timeZone = 'UTC', encoding = 'utf-8' } = profile.format ?? {};
  if (!isTimeZone(timeZone)) problems.push(`format.timeZone: ${timeZone} is not a time zone`);
  if (!isKnownEncoding(encoding))
    problems.push(`format.encoding: ${encoding} is not a text encoding that is known here`);
  return [...problems, ...xmlProblems(profile)];
}

const elementName = /^[\p{L}_][\p{L}\p{N}._-]*$/u;

function xmlProblems(profile: Partial<Profile>): string[] {
  const { type, document, row } = profile.format ?? {};
  if (type !== 'xml') {
    return document === undefined && row === undefined ? [] : ['format: document and row are for xml alone'];
  }
  const problems: string[] = [];
  if (document === undefined) problems.push('format.document: xml needs the name of the element that is a document');
  else if (!elementName.test(document)) problems.push(`format.document: ${document} is not the name of an element`);
  if (row !== undefined && !row.split('/').every((name) => elementName.test(name))) {
    problems.push(`format.row: ${row} is not names of elements joined by /`);
  }
  if (profile.columnsAreTargets === true) problems.push('columnsAreTargets: the columns of xml are paths');
  const labels = entriesOf(profile.labels).flatMap(([, label]) => (label as { column?: string } | null)?.column ?? []);
  const columns = [...readMappings(profile).map(([column]) => column), ...checkedColumnsOf(profile), ...labels];
  const wrong = [...new Set(columns)].filter((column) => parseXmlPath(column) === undefined);
  return [...problems, ...wrong.map((column) => `columns.${column}: is not a path of elements`)];
}

function checkedColumnsOf(profile: Partial<Profile>): string[] {
  const checks: unknown = profile.checks;
  return Array.isArray(checks) && checks.every((check) => check !== null && typeof check === 'object')
    ? checkedColumns(checks)
    : [];
}

/** The profile's zone, or UTC where what it names is none. */
function zoneOf(profile: Partial<Profile>): string {
  const { timeZone = 'UTC' } = profile.format ?? {};
  return isTimeZone(timeZone) ? timeZone : 'UTC';
}

function isTimeZone(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone });
    return true;
  } catch {
    return false;
  }
}

/** What the reader of a figure must know of a profile's labels. */
export function profileAssumption(profile: Profile): string {
  if (!profile.everyRowExamined) return 'labels come from examinations and measures as recorded';
  const delay = profile.assumedDelayDays === 0 ? 'the same day' : `${profile.assumedDelayDays} days later`;
  return `every row is taken to have been examined, physically and for IPR, with its result known ${delay}`;
}
