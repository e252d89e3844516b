/** Spellings of a brand folded to one, so that fakes of a name meet it. */

const digitLetters: Readonly<Record<string, string>> = { '0': 'o', '3': 'e', '4': 'a', '5': 's', '7': 't', '8': 'b' };

/** Returns the readings of a latinised word with digits that look like letters as these; 1 is i in one reading and l in the other. */
export function readingsOf(word: string): readonly string[] {
  if (!/\d/.test(word)) return [word];
  const letters = word.replace(/[034578]/g, (digit) => digitLetters[digit]!);
  return letters.includes('1') ? [letters.replaceAll('1', 'i'), letters.replaceAll('1', 'l')] : [letters];
}

/**
 * Returns a word with i as l, which look alike as capital and small letter, and doubled letters as one.
 *
 * @example foldLookalikes('nikke') // 'nlke'
 */
export function foldLookalikes(word: string): string {
  return word.replaceAll('i', 'l').replace(/(.)\1+/g, '$1');
}

/** Cyrillic and Greek letters that look like Latin ones → these. */
const lookalikes = new Map(
  Object.entries({
    а: 'a',
    в: 'b',
    г: 'r',
    е: 'e',
    з: '3',
    и: 'u',
    і: 'i',
    ї: 'i',
    ј: 'j',
    к: 'k',
    м: 'm',
    н: 'h',
    о: 'o',
    п: 'n',
    р: 'p',
    с: 'c',
    т: 't',
    у: 'y',
    х: 'x',
    ѕ: 's',
    ё: 'e',
    ԁ: 'd',
    α: 'a',
    β: 'b',
    ε: 'e',
    η: 'n',
    ι: 'i',
    κ: 'k',
    μ: 'm',
    ν: 'v',
    ο: 'o',
    ρ: 'p',
    σ: 'o',
    τ: 't',
    υ: 'u',
    χ: 'x',
    ω: 'w',
  }),
);

/** Capitals look like other letters than their small ones do. */
const capitalLookalikes = new Map(Object.entries({ Η: 'h', Ν: 'n', Υ: 'y', Μ: 'm', Β: 'b', Ρ: 'p', И: 'n', П: 'n' }));

/** Returns a word that mixes scripts in the Latin letters that it looks like. */
export function unmaskMixedScript(word: string): string {
  let plain = '';
  for (const character of word) {
    plain += capitalLookalikes.get(character) ?? lookalikes.get(character.toLowerCase()) ?? character;
  }
  return plain;
}

/** Letters by which Greek spells sounds that it has no letter for, as any-ascii writes them. */
const greekSounds: readonly (readonly [RegExp, string])[] = [
  [/gk/g, 'g'],
  [/nt/g, 'd'],
  [/mp/g, 'b'],
  [/oy/g, 'u'],
];

const sounds: readonly (readonly [RegExp, string])[] = [
  [/x/g, 'ks'],
  [/ph/g, 'f'],
  [/kh/g, 'h'],
  [/(?:i|y)[ou]/g, 'u'],
  [/shch|tch|sch|sh|ch|zh|ts|tz/g, 's'],
  [/c+(?=[eiy])/g, 's'],
  [/z/g, 's'],
  [/ck|[cq]/g, 'k'],
  [/w/g, 'v'],
  [/[yj]/g, 'i'],
  [/ee/g, 'i'],
  [/oo|ou/g, 'u'],
  [/h/g, ''],
  [/(.)\1+/g, '$1'],
];

/**
 * Returns how a word in Latin letters sounds, coarsely, so that a brand and its spelling in another script meet: all sibilants as s, h left out, doubled
 * letters as one. Of our own making, for lookups alone.
 *
 * @example soundOf('guchchi') // 'gusi', as soundOf('gucci')
 */
export function soundOf(word: string, isGreek = false): string {
  let sound = word;
  if (isGreek) for (const [pattern, letters] of greekSounds) sound = sound.replace(pattern, letters);
  for (const [pattern, letters] of sounds) sound = sound.replace(pattern, letters);
  return sound;
}

/** Returns the sounds of a brand: with and without its last e, and with the long i of English before that (Nike → naik). */
export function soundsOfBrand(word: string): readonly string[] {
  const sound = soundOf(word);
  if (!sound.endsWith('e')) return [sound];
  const silent = soundOf(word.slice(0, -1));
  const long = silent.replace(/i(?=[^aeiou]$)/, 'ai');
  return [...new Set([sound, silent, long])];
}

/** Returns every string that is a word less one character. */
export function deletionsOf(word: string): readonly string[] {
  const deletions: string[] = [];
  for (let place = 0; place < word.length; place++) {
    // Leaving out either of two equal neighbours gives the same.
    if (place > 0 && word[place] === word[place - 1]) continue;
    deletions.push(word.slice(0, place) + word.slice(place + 1));
  }
  return deletions;
}
