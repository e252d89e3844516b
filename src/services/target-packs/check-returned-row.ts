/** Checks one row of returned results against the list that was sent. */

import type { ExecutionCode } from '../../domain/case-decision.ts';
import type { ControlKind, Examination, ExaminationDepth, IprType, Outcome } from '../../domain/examination.ts';
import type { MeasureKind } from '../../domain/measure.ts';
import { dayMs } from '../../domain/moment.ts';
import { type FormColumn, type ResultField, resultForm } from '../../domain/result-form.ts';
import { parseTargetReference } from '../../domain/target-reference.ts';
import type { SentTarget } from './sent-list.ts';

/** A result as it came back, sound. */
export interface ReturnedResult {
  readonly target: SentTarget;
  readonly execution: ExecutionCode;
  readonly remark: string | undefined;
  /** Undefined for the consignment as a whole. */
  readonly itemNumber: number | undefined;
  /** Undefined where the goods were not examined. */
  readonly examination: ReturnedExamination | undefined;
  readonly measure: { readonly measureKind: MeasureKind; readonly onMs: number } | undefined;
}

/** What an examination came to. */
interface ReturnedExamination {
  readonly control: ControlKind;
  readonly depth: ExaminationDepth | undefined;
  readonly iprChecked: Examination['iprChecked'];
  readonly examinedOnMs: number;
  readonly outcome: Outcome;
  readonly iprType: IprType | undefined;
  readonly brand: string | undefined;
  readonly articlesCount: number | undefined;
}

/** What is wrong with a row. */
export interface RowFault {
  readonly column: string | undefined;
  readonly code: string;
  readonly expected: string;
}

/** What rows are checked against. */
export interface ReturnContext {
  readonly targets: ReadonlyMap<string, SentTarget>;
  /** Results of goods that were examined before this day, or after that one, are none of this list. */
  readonly fromMs: number;
  readonly toMs: number;
}

/** Returns the texts of a row's form that are filled in, by the names of their columns. */
export type FormTexts = ReadonlyMap<string, string>;

/** Whether a row reports anything: rows that nobody filled in are no faults. */
export function isFilledIn(texts: FormTexts): boolean {
  return resultForm.some(({ name }) => texts.has(name));
}

/** Returns the result of a row that reports something, or the first thing that is wrong with it. */
export function checkReturnedRow(texts: FormTexts, context: ReturnContext): ReturnedResult | RowFault {
  const reference = texts.get('reference');
  if (reference === undefined) return fault('reference', 'missing', 'the reference that was sent');
  const known = parseTargetReference(reference);
  if (known === undefined)
    return fault('reference', 'not-a-reference', 'a reference such as T-7K3QF-9M2XD-8, as it was sent');
  const target = context.targets.get(known);
  if (target === undefined) return fault('reference', 'unknown-reference', 'a reference of the list that was sent');
  const values: { [field in ResultField]?: string | number } = {};
  for (const column of resultForm) {
    const text = texts.get(column.name);
    if (text === undefined) continue;
    const value = typedValue(column, text, context);
    if (typeof value === 'object') return value;
    values[column.name] = value;
  }
  return together(values, target);
}

function fault(column: ResultField | 'reference', code: string, expected: string): RowFault {
  return { column, code, expected };
}

function typedValue({ name, value }: FormColumn, text: string, context: ReturnContext): string | number | RowFault {
  switch (value.kind) {
    case 'code': {
      const code = value.codes.find((one) => one === text.toLowerCase());
      return code ?? fault(name, 'unknown-code', `one of ${value.codes.join(', ')}`);
    }
    case 'count': {
      const count = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
      return count >= value.least && count <= value.most
        ? count
        : fault(name, 'not-a-count', `a whole number from ${value.least} to ${value.most}`);
    }
    case 'date': {
      const atMs = parseDay(text);
      if (atMs === undefined) return fault(name, 'not-a-date', 'a date such as 2026-11-28 or 28.11.2026');
      const { fromMs, toMs } = context;
      return atMs >= fromMs && atMs <= toMs
        ? atMs
        : fault(name, 'out-of-range', `a date from ${isoDay(fromMs)} to ${isoDay(toMs)}`);
    }
    case 'text':
      return text.length <= value.length ? text : fault(name, 'too-long', `at most ${value.length} characters`);
  }
}

/** Both forms put a date beyond doubt; day and month by slashes do not. */
function parseDay(text: string): number | undefined {
  const german = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text);
  const iso = german === null ? text : `${german[3]}-${german[2]!.padStart(2, '0')}-${german[1]!.padStart(2, '0')}`;
  const day = /^(\d{4}-\d{2}-\d{2})(?:T00:00)?$/.exec(iso)?.[1];
  const atMs = day === undefined ? Number.NaN : Date.parse(day);
  return Number.isNaN(atMs) || isoDay(atMs) !== day ? undefined : atMs;
}

function isoDay(atMs: number): string {
  return new Date(Math.floor(atMs / dayMs) * dayMs).toISOString().slice(0, 10);
}

type Values = { readonly [field in ResultField]?: string | number };

/** What only goes with an examination, and what it cannot do without. */
const ofExamination = [
  'controlDone',
  'depth',
  'iprChecked',
  'examinedOn',
  'outcome',
  'iprType',
  'foundBrand',
  'articlesCount',
  'measureKind',
  'measureOn',
] as const;
const neededByExamination = ['controlDone', 'examinedOn', 'outcome'] as const;

function together(values: Values, target: SentTarget): ReturnedResult | RowFault {
  const { execution, itemNumber } = values;
  if (execution === undefined) return fault('execution', 'missing', 'what became of the target');
  if (itemNumber !== undefined && !target.itemNumbers.includes(itemNumber as number))
    return fault(
      'itemNumber',
      'unknown-item',
      `a goods item of the target: ${target.itemNumbers.join(', ')}, or none for all of it`,
    );
  const result = {
    target,
    execution: execution as ExecutionCode,
    remark: values.remark as string | undefined,
    itemNumber: itemNumber as number | undefined,
  };
  if (execution !== 'examined') {
    const given = ofExamination.find((name) => values[name] !== undefined);
    if (given !== undefined) return fault(given, 'not-together', 'nothing, since the goods were not examined');
    return { ...result, examination: undefined, measure: undefined };
  }
  const missing = neededByExamination.find((name) => values[name] === undefined);
  if (missing !== undefined) return fault(missing, 'missing', 'a value, since the goods were examined');
  const faulty = examinationFault(values);
  if (faulty !== undefined) return faulty;
  return {
    ...result,
    examination: {
      control: values.controlDone as ControlKind,
      depth: values.depth as ExaminationDepth | undefined,
      iprChecked: (values.iprChecked as Examination['iprChecked'] | undefined) ?? 'unknown',
      examinedOnMs: values.examinedOn as number,
      outcome: values.outcome as Outcome,
      iprType: values.iprType as IprType | undefined,
      brand: values.foundBrand as string | undefined,
      articlesCount: values.articlesCount as number | undefined,
    },
    measure:
      values.measureKind === undefined
        ? undefined
        : { measureKind: values.measureKind as MeasureKind, onMs: (values.measureOn ?? values.examinedOn) as number },
  };
}

function examinationFault(values: Values): RowFault | undefined {
  const { controlDone, depth, measureKind, measureOn, examinedOn, outcome } = values;
  if (depth !== undefined && controlDone !== 'physical')
    return fault('depth', 'not-together', 'nothing, since depth is that of a physical examination');
  if (measureOn !== undefined && measureKind === undefined)
    return fault('measureKind', 'missing', 'the kind of measure');
  if (measureKind !== undefined && outcome === 'nothing-found')
    return fault('measureKind', 'not-together', 'nothing, since nothing was found');
  if (measureOn !== undefined && measureOn < examinedOn!)
    return fault('measureOn', 'out-of-range', 'the day of the examination or a later one');
  return undefined;
}
