/** Reads rules from YAML, and explains what is wrong with them. */
import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { AppError } from '../../errors.ts';
import type { RuleCondition } from './rule-condition.ts';
import { fieldOperators, ruleFields } from './rule-fields.ts';
import {
  type Rule,
  type RuleSet,
  type RuleText,
  ruleHead,
  ruleTextHead,
  type Suppression,
  suppressionHead,
} from './rule-set.ts';

/** One thing that is wrong. */
export interface RuleProblem {
  readonly line: number;
  /** Where in the file, as `rules.0.when.all.1`. */
  readonly at: string;
  /** What was expected, and what stands there. */
  readonly expected: string;
}

/** Conditions in conditions; deeper is a mistake or an attack. */
const mostDepth = 12;

/** Returns the rules of a text, or everything that is wrong with it. */
export function readRules(text: string): { readonly rules: RuleSet } | { readonly problems: readonly RuleProblem[] } {
  const reader = new RuleReader(text);
  const rules = reader.read();
  return reader.problems.length > 0 ? { problems: reader.problems } : { rules };
}

/**
 * Returns the rules of a text.
 * @throws `settings-invalid` with every problem and its line.
 */
export function parseRules(file: string, text: string): RuleSet {
  const read = readRules(text);
  if ('rules' in read) return read.rules;
  const problems = read.problems.map(({ line, at, expected }) => `  line ${line}, ${at}: ${expected}`);
  throw new AppError('settings-invalid', { file, problems: problems.join('\n') });
}

/** Returns the one rule of a text, as a store keeps it, or everything that is wrong with it. */
export function readRule(text: string): { readonly rule: RuleText } | { readonly problems: readonly RuleProblem[] } {
  const reader = new RuleReader(text);
  const rule = reader.readOne();
  return reader.problems.length > 0 || rule === undefined ? { problems: reader.problems } : { rule };
}

type Path = readonly (string | number)[];
type Mapping = { readonly [key: string]: unknown };

class RuleReader {
  readonly problems: RuleProblem[] = [];
  private readonly lines = new LineCounter();
  private readonly document;

  constructor(text: string) {
    // As the core schema has it, a date stays a text.
    this.document = parseDocument(text, { lineCounter: this.lines, schema: 'core', prettyErrors: false });
  }

  readOne(): RuleText | undefined {
    const raw = this.mapping('a mapping with the keys of one rule');
    const [rule] = raw === undefined ? [] : (this.entry(raw, [], ruleTextHead) as RuleText[]);
    if (rule !== undefined) this.checkDates(rule, []);
    return rule;
  }

  read(): RuleSet {
    const raw = this.mapping('a mapping with rules, suppressions or both');
    if (raw === undefined) return { rules: [], suppressions: [] };
    for (const key of Object.keys(raw))
      if (key !== 'rules' && key !== 'suppressions') this.problem([key], 'rules or suppressions, no other key');
    const rules = this.list(raw, 'rules', ruleHead) as Rule[];
    const suppressions = this.list(raw, 'suppressions', suppressionHead) as Suppression[];
    rules.forEach((rule, index) => {
      this.checkState(rule, ['rules', index]);
    });
    this.checkTogether(rules, 'rules');
    this.checkTogether(suppressions, 'suppressions');
    return { rules, suppressions };
  }

  /** The document as a mapping; undefined, with the problem, where it is none. */
  private mapping(expected: string): Mapping | undefined {
    for (const { message, pos } of this.document.errors)
      this.problems.push({ line: this.lines.linePos(pos[0]).line, at: '(file)', expected: `YAML: ${message}` });
    if (this.problems.length > 0) return undefined;
    const raw: unknown = this.document.toJS({ maxAliasCount: 100 });
    return isMapping(raw) ? raw : this.problem([], expected);
  }

  private list(raw: Mapping, key: string, head: z.ZodObject): unknown[] {
    const list = raw[key] ?? [];
    if (!Array.isArray(list)) {
      this.problem([key], `a list of ${key}`);
      return [];
    }
    return list.flatMap((entry: unknown, index) => {
      const path = [key, index];
      if (isMapping(entry)) return this.entry(entry, path, head);
      this.problem(path, 'a mapping');
      return [];
    });
  }

  /** A rule or a suppression; nothing where something is wrong with it. */
  private entry({ when, ...rest }: Mapping, path: Path, head: z.ZodObject): unknown[] {
    const parsed = head.safeParse(rest);
    if (!parsed.success)
      for (const issue of parsed.error.issues)
        this.problem([...path, ...(issue.path as (string | number)[])], issue.message.replace(/^[^:]*: expected /, ''));
    const condition = this.condition(when, [...path, 'when'], 0);
    return parsed.success && condition !== undefined ? [{ ...parsed.data, when: condition }] : [];
  }

  private checkState({ state, author, dryRun, approval }: Rule, path: Path): void {
    if (state === 'draft') return;
    if (dryRun === undefined)
      this.problem([...path, 'state'], `${state} needs a dryRun: run \`touchstone rules dry-run\``);
    if (state === 'dry-run') return;
    if (approval === undefined) this.problem([...path, 'state'], `${state} needs an approval by a second person`);
    else if (approval.by === author)
      this.problem([...path, 'approval', 'by'], `somebody other than the author, ${author}`);
    else if (dryRun !== undefined && approval.on < dryRun.on)
      this.problem([...path, 'approval', 'on'], `a day from the dry run on, ${dryRun.on}`);
  }

  private checkTogether(entries: readonly (Rule | Suppression)[], key: string): void {
    const seen = new Set<string>();
    entries.forEach((entry, index) => {
      const { id } = entry;
      if (seen.has(id)) this.problem([key, index, 'id'], `an id of its own; ${id} stands above`);
      seen.add(id);
      this.checkDates(entry, [key, index]);
    });
  }

  private checkDates({ begins, ends }: Pick<Rule, 'begins' | 'ends'>, path: Path): void {
    if (ends < begins) this.problem([...path, 'ends'], `a day from ${begins} on`);
  }

  private condition(raw: unknown, path: Path, depth: number): RuleCondition | undefined {
    if (depth > mostDepth) return this.problem(path, `at most ${mostDepth} conditions in each other`);
    if (!isMapping(raw)) return this.problem(path, 'a condition: all, any, not, or field with an operator');
    const keys = Object.keys(raw);
    for (const join of ['all', 'any'] as const) {
      if (!(join in raw)) continue;
      const parts = raw[join];
      if (keys.length > 1) return this.problem(path, `${join} alone in its mapping`);
      if (!Array.isArray(parts) || parts.length === 0) return this.problem([...path, join], 'a list of conditions');
      const read = parts.map((part: unknown, index) => this.condition(part, [...path, join, index], depth + 1));
      const whole = read.filter((part) => part !== undefined);
      if (whole.length < read.length) return undefined;
      return join === 'all' ? { all: whole } : { any: whole };
    }
    if ('not' in raw) {
      if (keys.length > 1) return this.problem(path, 'not alone in its mapping');
      const inner = this.condition(raw.not, [...path, 'not'], depth + 1);
      return inner === undefined ? undefined : { not: inner };
    }
    return this.comparison(raw, path);
  }

  private comparison(raw: Mapping, path: Path): RuleCondition | undefined {
    const { field } = raw;
    const kind = typeof field === 'string' ? ruleFields.get(field) : undefined;
    if (typeof field !== 'string' || kind === undefined)
      return this.problem([...path, 'field'], `a field of ${[...ruleFields.keys()].join(', ')}; got ${String(field)}`);
    const operators = fieldOperators[kind];
    const others = Object.keys(raw).filter((key) => key !== 'field');
    const operator = others[0];
    if (operator === undefined || others.length > 1 || !Object.hasOwn(operators, operator))
      return this.problem(
        path,
        `one operator of ${Object.keys(operators).join(', ')} for ${field}; got ${others.join(', ') || 'none'}`,
      );
    const value = comparedValue(raw[operator], operators[operator]!);
    if (value === undefined)
      return this.problem(
        [...path, operator],
        `${expectation[operators[operator]!]}; got ${JSON.stringify(raw[operator])}`,
      );
    return { field, operator, value };
  }

  private problem(path: Path, expected: string): undefined {
    this.problems.push({ line: this.lineOf(path), at: path.join('.') || '(top)', expected: `expected ${expected}` });
  }

  /** Line of the deepest part of a path that exists. */
  private lineOf(path: Path): number {
    for (let length = path.length; length >= 0; length--) {
      const node = length === 0 ? this.document.contents : this.document.getIn(path.slice(0, length), true);
      const start = (node as { range?: readonly number[] } | null | undefined)?.range?.[0];
      if (start !== undefined) return this.lines.linePos(start).line;
    }
    return 1;
  }
}

const expectation = {
  'text': 'a text',
  'texts': 'a text or a list of texts',
  'number': 'a number',
  'yes-no': 'true or false',
};

function comparedValue(
  raw: unknown,
  kind: keyof typeof expectation,
): string | number | boolean | readonly string[] | undefined {
  if (kind === 'number') return typeof raw === 'number' && Number.isFinite(raw) ? raw : undefined;
  if (kind === 'yes-no') return typeof raw === 'boolean' ? raw : undefined;
  if (kind === 'text') return isText(raw) ? String(raw) : undefined;
  const list: readonly unknown[] = Array.isArray(raw) ? raw : [raw];
  return list.length > 0 && list.every(isText) ? list.map(String) : undefined;
}

function isText(raw: unknown): boolean {
  return typeof raw === 'string' && raw !== '';
}

function isMapping(raw: unknown): raw is Mapping {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw);
}
