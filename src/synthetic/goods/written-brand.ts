/** How the name of a brand looks once somebody has hidden it in a description. */

const lookAlikes: ReadonlyMap<string, string> = new Map([
  ['o', '0'],
  ['i', '1'],
  ['e', '3'],
  ['a', '4'],
  ['s', '5'],
]);
const cyrillic: ReadonlyMap<string, string> = new Map(
  'aа bб cц dд eе fф gг hх iи kк lл mм nн oо pп qк rр sс tт uу vв xх yй zз éе'
    .split(' ')
    .map((pair) => [pair[0]!, pair[1]!]),
);

/**
 * Returns a brand misspelt or transliterated: letters swapped, one left out, digits for letters, spaced out, or, where the script is free, Cyrillic; `bits`
 * chooses, and never the name itself comes back.
 */
export function hiddenBrand(brand: string, bits: number, script: 'any' | 'latin' = 'any'): string {
  const place = 1 + ((bits >>> 8) % (brand.length - 2));
  switch (bits % (script === 'any' ? 5 : 4)) {
    case 0: {
      for (let at = place; at < brand.length - 1; at++) {
        if (brand[at] !== brand[at + 1]) return brand.slice(0, at) + brand[at + 1] + brand[at] + brand.slice(at + 2);
      }
      return `${brand}${brand.at(-1)}`;
    }
    case 1:
      return brand.slice(0, place) + brand.slice(place + 1);
    case 2: {
      const changed = [...brand].map((letter) => lookAlikes.get(letter) ?? letter).join('');
      return changed === brand ? `${brand}${brand.at(-1)}` : changed;
    }
    case 3:
      return [...brand.toUpperCase()].join(' ');
    default:
      return [...brand.toLowerCase()].map((letter) => cyrillic.get(letter) ?? letter).join('');
  }
}
