/** The exact key of a telephone number. */
import anyAscii from 'any-ascii';
import { memoise } from '../text/memoise.ts';
import { type CallingCode, callingCodeOf, leadingCallingCode } from './calling-codes.ts';

/** UTF-16 units of a number that are read. */
const maxLength = 64;
/** Fewer digits are no subscriber's number; more are no number (E.164). */
const leastDigits = 7;
const mostDigits = 15;

const plainAscii = /^[\x20-\x7e]*$/;
/** What separates a second number or begins an extension. */
const afterNumber = /[;,|#]|\b(?:ext|extn|extension|dob|fax|or|und|oder)\b|(?<=\d)\s*x(?=\s*\d)/;
/** Numbers that someone typed to fill a field: one digit again and again, or a part of these. */
const oneDigit = /^(\d)\1*$/;
const inOrder = '012345678901234567890';
const backwards = '098765432109876543210';

const keyOf = memoise(computeKey);

/**
 * Returns a telephone number as `+`, country calling code and national number (ITU-T E.164), or as digits alone where no country is known.
 * `+`, `00` and a country's own prefix of international calls are read; the national trunk prefix (0, 8, 06) and `(0)` are left out, except
 * in Italy, which dials its 0 from abroad too. Extensions and second numbers are left out. Undefined for fewer than 7 digits, more than 15, and what
 * fills fields (0000000, 1234567). Fullwidth and Arabic digits are read.
 *
 * @param country ISO 3166-1 alpha-2 of the party, used for numbers without calling code
 * @example normalisePhone('(030) 123 45 60', 'DE') // '+49301234560'
 */
export function normalisePhone(phone: string, country?: string): string | undefined {
  return keyOf(phone, country) ?? undefined;
}

function computeKey(phone: string, country: string): string | null {
  const head = phone.length > maxLength ? phone.slice(0, maxLength) : phone;
  const ascii = plainAscii.test(head) ? head : anyAscii(head.normalize('NFKC'));
  const text = firstNumber(ascii.toLowerCase());
  const digits = text.replace(/\D+/g, '');
  if (digits.length < leastDigits) return null;
  const plus = text.indexOf('+');
  const isInternational = plus >= 0 && !/\d/.test(text.slice(0, plus));
  const home = callingCodeOf(country);
  const key = isInternational ? international(text, digits) : national(text, digits, home);
  const count = key.startsWith('+') ? key.length - 1 : key.length;
  return count < leastDigits || count > mostDigits || isFiller(key) ? null : key;
}

function firstNumber(text: string): string {
  const parts = text.split(afterNumber);
  const first = parts.find((part) => countDigits(part) >= leastDigits) ?? '';
  // A slash parts two numbers, or an area code from its number.
  const halves = first.split('/');
  return halves.length > 1 && countDigits(halves[0]!) >= leastDigits ? halves[0]! : first;
}

function countDigits(text: string): number {
  let count = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code >= 48 && code <= 57) count++;
  }
  return count;
}

function international(text: string, digits: string): string {
  const written = text.includes('(0)') ? text.replace('(0)', '').replace(/\D+/g, '') : digits;
  const dialled = written.replace(/^0+/, '');
  const calling = leadingCallingCode(dialled);
  if (calling === undefined) return `+${dialled}`;
  return `+${calling.code}${withoutTrunk(dialled.slice(calling.code.length), calling)}`;
}

function national(text: string, digits: string, home: CallingCode | undefined): string {
  const exit = (home?.exits ?? ['00']).find((prefix) => digits.startsWith(prefix));
  if (exit !== undefined) return international(text, digits.slice(exit.length));
  if (home === undefined) return digits;
  const hasCode = digits.length > home.maxDigits && digits.startsWith(home.code) && !startsWithTrunk(digits, home);
  return `+${home.code}${withoutTrunk(hasCode ? digits.slice(home.code.length) : digits, home)}`;
}

function startsWithTrunk(digits: string, calling: CallingCode): boolean {
  return calling.trunks.some((trunk) => trunk !== calling.code && digits.startsWith(trunk));
}

/** No national number begins with 0 where 0 is the trunk; other trunk digits are left out only of numbers too long without that. */
function withoutTrunk(digits: string, calling: CallingCode): string {
  for (const trunk of calling.trunks) {
    if (trunk === '0') {
      if (digits.startsWith('0')) return digits.replace(/^0+/, '');
    } else if (digits.startsWith(trunk) && digits.length > calling.maxDigits) return digits.slice(trunk.length);
  }
  return digits;
}

function isFiller(key: string): boolean {
  const digits = key.startsWith('+') ? key.slice(1) : key;
  const own = key.startsWith('+') ? digits.slice(leadingCallingCode(digits)?.code.length ?? 0) : digits;
  return oneDigit.test(own) || inOrder.includes(own) || backwards.includes(own);
}
