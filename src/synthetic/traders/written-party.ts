/** How clerks and senders write parties: abbreviated, in another order, transliterated, mistyped. */
import { addressParts, nativeFirmName, phoneParts } from '../draws/invented-names.ts';
import { scatter } from '../draws/opaque-code.ts';
import type { SimulatedParty } from '../simulated-fact.ts';

const abbreviations: readonly (readonly [string, string])[] = [
  ['Trading', 'Trdg'],
  ['Imports', 'Imp.'],
  ['Wholesale', 'Whsl'],
  ['Distribution', 'Distr.'],
  ['Commerce', 'Comm.'],
  ['Limited', 'Ltd'],
  ['Co., Ltd.', 'Co Ltd'],
  ['Ltd', 'Limited'],
];

/** Returns the name as one record gives it; `bits` (32 of them, a record's and a role's own) choose among the usual variations, and 3 of 4 times none. */
export function writtenName(party: SimulatedParty, bits: number): string {
  const at = bits % 100;
  const { name } = party;
  if (at < 76) return name;
  if (at < 80) return name.toUpperCase();
  if (at < 84) return abbreviated(name);
  if (at < 87) return party.partyKind === 'business' ? withoutLastWord(name) : name;
  if (at < 90) return inOtherOrder(name);
  if (at < 94) return mistyped(name, bits >>> 8);
  return party.partyKind === 'business' ? (nativeFirmName(party.number, party.country) ?? name) : name;
}

/** Returns the postal address as one record gives it, or undefined where it gives none. */
export function writtenAddress(addressNumber: number, bits: number): string | undefined {
  const { street, house, postcode, town } = addressParts(addressNumber);
  const at = bits % 100;
  if (at < 55) return `${street} Street ${house}, ${postcode} ${town}`;
  if (at < 65) return `${house} ${street} St., ${town} ${postcode}`;
  if (at < 73) return `${street.toUpperCase()} STREET ${house} ${town.toUpperCase()}`;
  if (at < 80) return `${street} Str. ${house}, ${town}`;
  if (at < 86) return `${postcode} ${town}, ${street} Street No. ${house}`;
  if (at < 90) return `${mistyped(`${street} Street`, bits >>> 8)} ${house}, ${postcode} ${town}`;
  return undefined;
}

/** Returns the telephone number as one record gives it, or undefined where it gives none. */
export function writtenPhone(phoneNumber: number, country: string, bits: number): string | undefined {
  const { dialCode, digits } = phoneParts(phoneNumber, country);
  const at = bits % 100;
  if (at < 35) return `+${dialCode}${digits}`;
  if (at < 50) return `00${dialCode} ${digits.slice(0, 3)} ${digits.slice(3)}`;
  if (at < 60) return `+${dialCode} (${digits.slice(0, 3)}) ${digits.slice(3, 6)}-${digits.slice(6)}`;
  if (at < 67) return `0${digits}`;
  return undefined;
}

/** Thirty-two bits for one role of one consignment's record, the same each time. */
export function writingBits(consignmentNumber: number, role: number): number {
  return scatter(scatter(consignmentNumber) ^ Math.imul(role + 1, 0x9e3779b1));
}

function abbreviated(name: string): string {
  for (const [long, short] of abbreviations) if (name.includes(long)) return name.replace(long, short);
  return name;
}

function withoutLastWord(name: string): string {
  const words = name.split(' ');
  return words.length > 2 ? words.slice(0, words.at(-1) === 'Ltd.' ? -2 : -1).join(' ') : name;
}

function inOtherOrder(name: string): string {
  const [first, second, ...rest] = name.split(' ');
  return second === undefined ? name : [second, first, ...rest].join(' ');
}

function mistyped(text: string, bits: number): string {
  const place = 1 + (bits % Math.max(1, text.length - 2));
  if ((bits >>> 6) % 2 === 0) return text.slice(0, place) + text.slice(place + 1);
  return text.slice(0, place) + (text[place + 1] ?? '') + text[place]! + text.slice(place + 2);
}
