/** Names and addresses of people and firms, put together from syllables that belong to no real name in particular. */
import { scatter } from './opaque-code.ts';

const openings = 'Ba Cel Do Fen Gal Ju Ka Lum Mir Nu Ol Pev Qui Ro Sol Tam Ul Vor Xi Zan'.split(' ');
const middles = 'ba de fi go la lu mi na no pe ra ri so ta ve zo'.split(' ');
const endings = 'dor lin mar nex ro sa tel via vin x zé nö'.split(' ');
const trades = ['Trading', 'Imports', 'Wholesale', 'Supply', 'Commerce', 'Retail', 'Group', 'Distribution'];
const towns = ['Alvesk', 'Brenholm', 'Corvath', 'Dunmere', 'Estermünd', 'Falkenau', 'Grenvik', 'Holmstad'];

/** Chinese syllables with a character of that reading. */
const chinese = 'Jin金 Hua华 Xin新 Da大 Long龙 Feng丰 Hai海 Tian天 Yuan源 Sheng盛 Mei美 Kai凯 Bao宝 Rui瑞 Chang昌 De德'
  .split(' ')
  .map((pair) => [pair.slice(0, -1), pair.slice(-1)] as const);
/** Latin letters and digraphs of our syllables in Cyrillic. */
const cyrillic: ReadonlyMap<string, string> = new Map(
  'a а b б c ц d д e е f ф g г h х i и j й k к l л m м n н o о p п q к r р s с t т u у v в w в x кс y ы z з é е ö о'
    .split(' ')
    .flatMap((letter, index, all) => (index % 2 === 0 ? [[letter, all[index + 1]!] as const] : [])),
);

const legalForms: ReadonlyMap<string, string> = new Map([
  ['CN', 'Co., Ltd.'],
  ['HK', 'Limited'],
  ['TW', 'Co., Ltd.'],
  ['SG', 'Pte Ltd'],
  ['DE', 'GmbH'],
  ['US', 'LLC'],
  ['TR', 'AS'],
  ['IT', 'SRL'],
  ['FR', 'SARL'],
  ['ES', 'SA'],
  ['UA', 'OOO'],
]);

/** Countries whose firms also write their names in Chinese characters or in Cyrillic. */
const chineseWriters = new Set(['CN', 'HK', 'TW']);
const cyrillicWriters = new Set(['UA', 'BG']);

/** Name of a firm of a country (ISO 3166-1 alpha-2), with its legal form; the same number and country have the same name. */
export function firmName(number: number, country = ''): string {
  const bits = scatter(number);
  const form = legalForms.get(country) ?? 'Ltd';
  const trade = trades[(bits >>> 20) % trades.length]!;
  return `${chineseWriters.has(country) ? chineseWord(bits, 0) : word(bits)} ${trade} ${form}`;
}

/** Name of a private person; the same number has the same name. */
export function personName(number: number): string {
  return `${word(scatter(number))} ${word(scatter(number + 0x40000000))}`;
}

/** The firm's name in the script of its country, or undefined where that is Latin. */
export function nativeFirmName(number: number, country: string): string | undefined {
  const bits = scatter(number);
  if (chineseWriters.has(country)) return `${chineseWord(bits, 1)}贸易有限公司`;
  if (!cyrillicWriters.has(country)) return undefined;
  const latin = `${word(bits)} ${trades[(bits >>> 20) % trades.length]}`.toLowerCase();
  return `ООО ${[...latin].map((letter) => cyrillic.get(letter) ?? letter).join('')}`;
}

/** The parts of a postal address. */
export interface AddressParts {
  readonly street: string;
  /** House number. */
  readonly house: number;
  readonly postcode: string;
  readonly town: string;
}

/** Parts of the address with this number; the same number has the same address. */
export function addressParts(number: number): AddressParts {
  const bits = scatter(number ^ 0x2f2f2f2f);
  const town = (bits >>> 16) % towns.length;
  return {
    street: word(scatter(bits ^ 0x13579bdf)),
    house: 1 + (bits % 180),
    postcode: String(10_000 + town * 1000 + (scatter(bits) % 1000)),
    town: towns[town]!,
  };
}

/** A postal address on one line; the same number has the same address. */
export function postalAddress(number: number): string {
  const { street, house, postcode, town } = addressParts(number);
  return `${street} Street ${house}, ${postcode} ${town}`;
}

const dialCodes: ReadonlyMap<string, number> = new Map([
  ['CN', 86],
  ['HK', 852],
  ['TR', 90],
  ['SG', 65],
  ['AE', 971],
  ['DE', 49],
  ['US', 1],
  ['IN', 91],
  ['VN', 84],
  ['IT', 39],
  ['ES', 34],
]);

/** A telephone number's country code and the nine digits behind it; the same number and country have the same. */
export function phoneParts(number: number, country: string): { readonly dialCode: number; readonly digits: string } {
  const bits = scatter(number ^ 0x51515151);
  return { dialCode: dialCodes.get(country) ?? 999, digits: String(100_000_000 + (bits % 900_000_000)) };
}

function word(bits: number): string {
  const opening = openings[bits % openings.length]!;
  const middle = middles[(bits >>> 5) % middles.length]!;
  const second = (bits >>> 9) % 3 === 0 ? middles[(bits >>> 11) % middles.length]! : '';
  return `${opening}${middle}${second}${endings[(bits >>> 15) % endings.length]}`;
}

function chineseWord(bits: number, script: 0 | 1): string {
  const first = chinese[bits % chinese.length]!;
  const second = chinese[(bits >>> 6) % chinese.length]!;
  const third = chinese[(bits >>> 12) % chinese.length]!;
  const read = [first, second, third].map((pair) => pair[script]).join('');
  return script === 1 ? read : read[0] + read.slice(1).toLowerCase();
}
