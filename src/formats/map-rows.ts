/** Rows to records, by a profile compiled once for the columns of one file. */

import type { Consignment } from '../domain/consignment.ts';
import type { Examination } from '../domain/examination.ts';
import { dayMs, type Moment } from '../domain/moment.ts';
import type { RecordKind, SourceRecord } from '../domain/record.ts';
import { buildGoodsItem, buildOtherRecord, type RowContext } from './build-record.ts';
import { Fault, textFault, textLimit, type ValueParser } from './field-values.ts';
import { mappingsOf, type Profile, type ProfileColumn } from './profile.ts';
import type { RawRow, Reject } from './raw-row.ts';
import { createRowChecker } from './row-checks.ts';
import { createTargetParser, parseConstant } from './target-parser.ts';
import { findTarget, requiredTargets, targetIndex, targets } from './targets.ts';
import { valueFault } from './value-checks.ts';

/** Turns a row into a record, or says why it cannot. */
export type RowMapper = (row: RawRow) => SourceRecord | Reject;

/** What a mapper needs beside the profile. */
export interface RowMapperOptions {
  readonly file: string;
  readonly columns: readonly string[];
  readonly context: RowContext;
  /** Label whose column is read, where the profile has one of that name. */
  readonly label: string | undefined;
}

interface Field {
  readonly column: number;
  readonly target: number;
  readonly parse: ValueParser;
}

/** Texts of a column whose values are remembered before the memory is emptied. */
const rememberedTexts = 4096;
/** A piece of a longer text keeps the whole of it in memory; V8 copies texts that are shorter than this. */
const copiedLength = 13;
const recordKindPlace = targetIndex('recordKind');
const agencyPlace = targetIndex('agency');

/** Returns the mapper of a profile for a file with these columns. */
export function createRowMapper(profile: Profile, options: RowMapperOptions): RowMapper {
  const { file, columns } = options;
  const contextOf = createContextFinder(options.context);
  const fields = compileFields(profile, columns);
  const constants = compileConstants(profile);
  const readLabel = compileLabel(profile, columns, options.label);
  const required = compileRequired();
  const findRowFault = compileChecks(profile, columns);
  const values: unknown[] = new Array(targets.length);
  const reject = (row: RawRow, column: string | undefined, code: string, expected: string): Reject => ({
    file,
    row: row.row,
    column,
    code,
    expected,
    raw: row.raw,
    fields: row.fields,
  });
  const fillValues = (texts: readonly (string | undefined)[]): { column: number; fault: Fault } | undefined => {
    for (let target = 0; target < values.length; target++) values[target] = constants[target];
    for (const field of fields) {
      const text = texts[field.column]?.trim();
      if (text === undefined || text === '') continue;
      const value = field.parse(text);
      if (value instanceof Fault) return { column: field.column, fault: value };
      if (value !== undefined) values[field.target] = value;
    }
    return undefined;
  };
  return (row) => {
    const texts = row.fields;
    if (texts === undefined) {
      return reject(row, row.fault?.column, row.fault?.code ?? 'unreadable', row.fault?.expected ?? 'a readable row');
    }
    const bad = fillValues(texts);
    if (bad !== undefined) return reject(row, columns[bad.column], bad.fault.code, bad.fault.expected);
    const kind = (values[recordKindPlace] as RecordKind | undefined) ?? profile.recordKind;
    if (kind === undefined) return reject(row, 'recordKind', 'missing', 'a kind of record');
    const missing = required[kind].find((choice) => choice.every((target) => values[target] === undefined));
    if (missing !== undefined) {
      return reject(
        row,
        columnsOf(profile, missing),
        'missing',
        `a value for ${missing.map((target) => targets[target]!.name).join(' or ')}`,
      );
    }
    const inconsistent = findRowFault?.(texts);
    if (inconsistent !== undefined) {
      return reject(row, inconsistent.column, inconsistent.fault.code, inconsistent.fault.expected);
    }
    const origin = { file, row: row.row };
    const context = contextOf(values[agencyPlace] as string | undefined);
    if (kind !== 'declaration' && kind !== 'manifest') return buildOtherRecord(kind, values, origin, context);
    const record = buildGoodsItem(kind, values, origin, context);
    if (readLabel === undefined) return record;
    const outcome = readLabel(texts);
    if (outcome instanceof Fault)
      return reject(
        row,
        outcome.code === 'unknown-label' ? readLabel.column : undefined,
        outcome.code,
        outcome.expected,
      );
    return { ...record, result: resultOf(profile, record, outcome) };
  };
}

/** Returns a function from the agency that a row names, if it names one, to what its record shares with the others of that agency. */
function createContextFinder(ofProfile: RowContext): (agency: string | undefined) => RowContext {
  const known = new Map<string, RowContext>();
  return (agency) => {
    if (agency === undefined || agency === ofProfile.agency) return ofProfile;
    let context = known.get(agency);
    if (context === undefined) {
      context = { ...ofProfile, agency, handling: { ...ofProfile.handling, ownerAgency: agency } };
      if (known.size < 1000) known.set(agency, context);
    }
    return context;
  };
}

function compileFields(profile: Profile, columns: readonly string[]): Field[] {
  const mappings = mappingsOf(profile.columns);
  if (profile.columnsAreTargets) {
    const mapped = new Set(mappings.map(([column]) => column));
    for (const column of columns) {
      if (!mapped.has(column) && findTarget(column) !== undefined) mappings.push([column, { target: column }]);
    }
  }
  return mappings.flatMap(([name, mapping]) => {
    const column = columns.indexOf(name);
    const target = findTarget(mapping.target);
    return column < 0 || target === undefined
      ? []
      : [{ column, target, parse: compileParser(profile, mapping, target) }];
  });
}

function compileParser(profile: Profile, mapping: ProfileColumn, target: number): ValueParser {
  const kind = targets[target]!.value;
  const { format, tick } = profile;
  const parse = createTargetParser(target, { ...format, date: mapping.date ?? format.date, tick });
  const codes = mapping.codes === undefined ? undefined : profile.codes[mapping.codes];
  const { padTo, scale, part, check } = mapping;
  const isNumber = kind === 'amount' || kind === 'integer';
  // Numbers need no look at their characters: only digits pass.
  const checkText = isNumber || kind === 'moment' ? undefined : textFault;
  const remembered = new Map<string, unknown>();
  const parseOnce = (text: string): unknown => {
    const fault = checkText?.(text);
    if (fault !== undefined) return fault;
    const own = part === undefined ? text : partOf(text, part);
    if (own === '') return undefined;
    const broken = check === undefined ? undefined : valueFault(check, own);
    if (broken !== undefined) return broken;
    let code = padTo === undefined ? own : padded(own, padTo);
    if (codes !== undefined) {
      const mapped = codes.map[code];
      if (mapped === undefined && codes.unknown === 'missing') return undefined;
      if (mapped === undefined && codes.unknown === 'reject') {
        return new Fault('unknown-code', `one of ${Object.keys(codes.map).slice(0, 40).join(', ')}`);
      }
      // A code mapped to nothing is the agency's way of saying that it does not know.
      if (mapped === '') return undefined;
      code = mapped ?? code;
    }
    const value = parse(code);
    return scale !== undefined && typeof value === 'number' ? value * scale : value;
  };
  if (isNumber || kind === 'moment') return parseOnce;
  // Codes and names come again and again; a bounded memory saves their checks and keeps one copy of each text.
  return (text) => {
    const known = remembered.get(text);
    if (known !== undefined) return known;
    // A text that is too long to be a value is only looked at.
    const isCopied = text.length >= copiedLength && text.length <= textLimit;
    const own = isCopied ? Buffer.from(text).toString() : text;
    const value = parseOnce(own);
    if (remembered.size > rememberedTexts) remembered.clear();
    if (!(value instanceof Fault)) remembered.set(own, value);
    return value;
  };
}

function partOf(text: string, part: 'first' | 'last' | 'middle'): string {
  const values = text.split(';').map((value) => value.trim());
  if (part === 'middle') return values.slice(1, -1).join(';');
  return (part === 'first' ? values[0] : values.at(-1)) ?? '';
}

function compileChecks(profile: Profile, columns: readonly string[]): ReturnType<typeof createRowChecker> | undefined {
  if (profile.checks.length === 0) return undefined;
  const { date, timeZone } = profile.format;
  const ownForms = new Map(mappingsOf(profile.columns).map(([column, mapping]) => [column, mapping.date]));
  return createRowChecker(profile.checks, columns, (column) => ({ date: ownForms.get(column) ?? date, timeZone }));
}

function padded(text: string, padTo: number | 'even'): string {
  return text.padStart(padTo === 'even' ? text.length + (text.length % 2) : padTo, '0');
}

function compileConstants(profile: Profile): unknown[] {
  const constants: unknown[] = new Array(targets.length).fill(undefined);
  // A profile with a constant that cannot be parsed is not valid, so none comes here.
  for (const [name, text] of Object.entries(profile.constants)) {
    const target = targetIndex(name);
    constants[target] = parseConstant(target, text, { timeZone: profile.format.timeZone, tick: profile.tick });
  }
  return constants;
}

function compileRequired(): { readonly [kind in RecordKind]: readonly (readonly number[])[] } {
  const entries = Object.entries(requiredTargets).map(([kind, choices]) => [
    kind,
    choices.map((choice) => choice.map(targetIndex)),
  ]);
  return Object.fromEntries(entries) as { readonly [kind in RecordKind]: readonly (readonly number[])[] };
}

function columnsOf(profile: Profile, choice: readonly number[]): string | undefined {
  const names = choice.map((target) => targets[target]!.name);
  return mappingsOf(profile.columns).find(([, mapping]) => names.includes(mapping.target))?.[0];
}

type LabelReader = ((texts: readonly (string | undefined)[]) => boolean | undefined | Fault) & {
  readonly column: string;
};

function compileLabel(profile: Profile, columns: readonly string[], name: string | undefined): LabelReader | undefined {
  const label = name === undefined ? undefined : profile.labels[name];
  if (label?.column === undefined) return undefined;
  const column = columns.indexOf(label.column);
  if (column < 0) return undefined;
  const positive = new Set(label.positive);
  const negative = new Set(label.negative);
  const read = (texts: readonly (string | undefined)[]): boolean | undefined | Fault => {
    const text = texts[column]?.trim();
    if (text === undefined || text === '') return undefined;
    // Files that went through a spreadsheet or a data frame write whole numbers as 1.0.
    const code = text.replace(/\.0+$/, '');
    if (positive.has(code)) return true;
    if (negative.has(code)) return false;
    return new Fault('unknown-label', `one of ${[...label.positive, ...label.negative].join(', ')}`);
  };
  return Object.assign(read, { column: label.column });
}

/** The examination that a profile with `everyRowExamined` reads out of a row; none where the label is empty. */
function resultOf(
  profile: Profile,
  record: {
    readonly consignment: Consignment;
    readonly item: { readonly itemNumber: number };
    readonly origin: Examination['origin'];
  },
  isPositive: boolean | undefined,
): Examination | undefined {
  if (isPositive === undefined) return undefined;
  const { consignment } = record;
  const knownAt: Moment = {
    epochMs: consignment.knownAt.epochMs + profile.assumedDelayDays * dayMs,
    precision: consignment.knownAt.precision,
  };
  return {
    kind: 'examination',
    origin: record.origin,
    id: `${consignment.id}#${record.item.itemNumber}`,
    agency: consignment.agency,
    references: consignment.references,
    itemNumber: record.item.itemNumber,
    control: 'physical',
    depth: 'full',
    iprChecked: 'yes',
    examinedAt: consignment.occurredAt,
    knownAt,
    outcome: isPositive ? 'confirmed' : 'nothing-found',
    iprType: undefined,
    brand: undefined,
    articlesCount: undefined,
    isRetracted: false,
    handling: consignment.handling,
  };
}
