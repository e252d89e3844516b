/** Parsers of the fields that a profile fills, as the profile's format says that its texts are written. */
import type { MomentPrecision } from '../domain/moment.ts';
import { createValueParser, Fault, textFault, type ValueParser } from './field-values.ts';
import { createMomentParser, type DateForm } from './parse-moment.ts';
import { targets } from './targets.ts';

/** How the texts of a file are written. */
interface TextForms {
  readonly decimalMark: '.' | ',';
  readonly date: DateForm;
  readonly timeZone: string;
  readonly tick: MomentPrecision;
}

/** Returns the parser of the field at a place in {@link targets}. */
export function createTargetParser(target: number, forms: TextForms): ValueParser {
  const { name, value } = targets[target]!;
  if (value !== 'moment') return createValueParser(value, forms.decimalMark);
  const { date } = forms;
  const parseMoment = createMomentParser(date, forms.timeZone, precisionOf(name, forms.tick));
  return (text) => parseMoment(text) ?? new Fault('not-a-date', `a date or time written ${date}`);
}

/**
 * The tick says how finely the times are trusted by which rows are scored and become known. The clocks of a consignment are facts about it and keep their hour: a release
 * cut-off at 18:00 is not one at midnight.
 */
function precisionOf(name: string, tick: MomentPrecision): MomentPrecision {
  return name.startsWith('times.') ? 'hour' : tick;
}

/** Returns the value of a constant for the field at a place in {@link targets}, or a fault. Constants are written our way: ISO dates, decimal points. */
export function parseConstant(target: number, text: string, forms: Pick<TextForms, 'timeZone' | 'tick'>): unknown {
  const { timeZone, tick } = forms;
  return textFault(text) ?? createTargetParser(target, { decimalMark: '.', date: 'ISO', timeZone, tick })(text);
}
