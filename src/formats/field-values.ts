/** Texts of fields to typed values, strictly: what is not exactly a value is a fault, never a guess. */
import { channels, directions, stages } from '../domain/consignment.ts';
import { alpha3To2, isCountryAlpha2 } from '../domain/country.ts';
import { controlKinds, examinationDepths, iprTypes, outcomes } from '../domain/examination.ts';
import { isCurrency } from '../domain/exchange-rate.ts';
import { isHsCode } from '../domain/hs-code.ts';
import { detectionMethods, measureKinds } from '../domain/measure.ts';
import { isModeCode } from '../domain/mode.ts';
import { recordKinds } from '../domain/record.ts';
import { isUnitCode } from '../domain/unit.ts';
import type { ValueKind } from './targets.ts';

/** A fault of one value. */
interface ValueFault {
  readonly code: string;
  readonly expected: string;
}

/** Parses a text that is not empty; returns the value, or a fault. */
export type ValueParser = (text: string) => unknown;

/** Marks faults apart from values. */
export class Fault implements ValueFault {
  readonly code: string;
  readonly expected: string;

  constructor(code: string, expected: string) {
    this.code = code;
    this.expected = expected;
  }
}

/** Longest text of a field, in characters. */
export const textLimit = 10_000;
const largestNumber = 1e15;

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const controlCharacters = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffd]/;

/** Returns a fault where a text holds NUL or other control characters, or bytes that its encoding does not know. */
export function textFault(text: string): Fault | undefined {
  if (text.length > textLimit) return new Fault('field-too-long', `at most ${textLimit} characters`);
  if (!controlCharacters.test(text)) return undefined;
  return text.includes('\ufffd')
    ? new Fault('bad-encoding', 'text in the encoding of the profile')
    : new Fault('control-character', 'text without control characters');
}

const plainNumber = /^-?\d+(?:\.\d+)?$/;

/** Returns the parser of a kind of value; moments have their own. */
export function createValueParser(kind: ValueKind, decimalMark: '.' | ','): ValueParser {
  switch (kind) {
    case 'amount':
      return (text) => parseAmount(decimalMark === ',' ? text.replace(',', '.') : text);
    case 'integer':
      return (text) =>
        /^\d{1,9}$/.test(text) ? Number(text) : new Fault('not-a-whole-number', 'a whole number of 0 or more');
    case 'country':
      return parseCountry;
    case 'countries':
      return parseCountries;
    case 'texts':
      return splitList;
    case 'hs':
      return (text) =>
        isHsCode(text) ? text : new Fault('not-an-hs-code', '2, 4 or 6 to 12 digits of a chapter 01 to 99');
    case 'flag':
      return parseFlag;
    case 'text':
    case 'moment':
      return (text) => text;
    default:
      return createCodeParser(kind);
  }
}

function parseAmount(text: string): number | Fault {
  if (!plainNumber.test(text)) return new Fault('not-a-number', 'a plain decimal number');
  const value = Number(text);
  if (value < 0) return new Fault('negative', 'a number of 0 or more');
  return value <= largestNumber ? value : new Fault('too-large', `at most ${largestNumber}`);
}

function parseCountry(text: string): string | Fault {
  if (text.length === 2 && isCountryAlpha2(text)) return text;
  const alpha2 = text.length === 3 ? alpha3To2(text) : undefined;
  return alpha2 ?? new Fault('unknown-country', 'an ISO 3166-1 alpha-2 or alpha-3 code');
}

function splitList(text: string): string[] {
  return text
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function parseCountries(text: string): string[] | Fault {
  const countries: string[] = [];
  for (const part of splitList(text)) {
    const country = parseCountry(part);
    if (country instanceof Fault) return country;
    countries.push(country);
  }
  return countries;
}

function parseFlag(text: string): boolean | Fault {
  const lower = text.toLowerCase();
  if (lower === 'true' || lower === '1' || lower === 'yes') return true;
  if (lower === 'false' || lower === '0' || lower === 'no') return false;
  return new Fault('not-a-flag', 'true or false');
}

const lists: { readonly [kind in ValueKind]?: readonly string[] } = {
  channel: channels,
  direction: directions,
  stage: stages,
  partyKind: ['natural', 'business', 'unknown'],
  control: controlKinds,
  depth: examinationDepths,
  iprChecked: ['yes', 'no', 'unknown'],
  outcome: outcomes,
  iprType: iprTypes,
  measureKind: measureKinds,
  valueBasis: ['msrp', 'domestic-retail', 'declared'],
  detectionMethod: detectionMethods,
  recordKind: recordKinds,
};

const laws: { readonly [kind in ValueKind]?: readonly [(text: string) => boolean, string] } = {
  currency: [isCurrency, 'an ISO 4217 code'],
  unit: [isUnitCode, 'a UN Recommendation 20 code that is known here'],
  mode: [isModeCode, 'a UN Recommendation 19 code, 0 to 9'],
};

function createCodeParser(kind: ValueKind): ValueParser {
  const law = laws[kind];
  if (law !== undefined) return (text) => (law[0](text) ? text : new Fault(`unknown-${kind}`, law[1]));
  const list = lists[kind] ?? [];
  const known = new Set(list);
  return (text) => (known.has(text) ? text : new Fault(`unknown-${kind}`, `one of ${list.join(', ')}`));
}
