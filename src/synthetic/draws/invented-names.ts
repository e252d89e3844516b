/** Names of people and firms, put together from syllables that belong to no language in particular. */
import { scatter } from './opaque-code.ts';

const openings = [
  'Ba',
  'Cel',
  'Do',
  'Fen',
  'Gal',
  'Ju',
  'Ka',
  'Lum',
  'Mir',
  'Nu',
  'Ol',
  'Pev',
  'Qui',
  'Ro',
  'Sol',
  'Tam',
  'Ul',
  'Vor',
  'Xi',
  'Zan',
];
const middles = ['ba', 'de', 'fi', 'go', 'la', 'lu', 'mi', 'na', 'no', 'pe', 'ra', 'ri', 'so', 'ta', 've', 'zo'];
const endings = ['dor', 'lin', 'mar', 'nex', 'ro', 'sa', 'tel', 'via', 'vin', 'x', 'zé', 'nö'];
const trades = ['Trading', 'Imports', 'Wholesale', 'Supply', 'Commerce', 'Retail', 'Group', 'Distribution'];
const streets = ['Amber', 'Birch', 'Canal', 'Dune', 'Elm', 'Ferry', 'Garden', 'Harbour', 'Island', 'Juniper'];
const towns = ['Alvesk', 'Brenholm', 'Corvath', 'Dunmere', 'Estermünd', 'Falkenau', 'Grenvik', 'Holmstad'];

/** Name of a firm; the same number has the same name. */
export function firmName(number: number): string {
  const bits = scatter(number);
  return `${word(bits)} ${trades[(bits >>> 20) % trades.length]}`;
}

/** Name of a private person; the same number has the same name. */
export function personName(number: number): string {
  return `${word(scatter(number))} ${word(scatter(number + 0x40000000))}`;
}

/** A postal address; the same number has the same address. */
export function postalAddress(number: number): string {
  const bits = scatter(number ^ 0x2f2f2f2f);
  const street = streets[(bits >>> 8) % streets.length];
  return `${street} Street ${1 + (bits % 180)}, ${towns[(bits >>> 16) % towns.length]}`;
}

function word(bits: number): string {
  const opening = openings[bits % openings.length]!;
  const middle = middles[(bits >>> 5) % middles.length]!;
  const second = (bits >>> 9) % 3 === 0 ? middles[(bits >>> 11) % middles.length]! : '';
  return `${opening}${middle}${second}${endings[(bits >>> 15) % endings.length]}`;
}
