/** Words as they sound alike in several ways of writing them in Latin letters. */

type Folds = readonly (readonly [RegExp, string])[];

/** What transliterations of Cyrillic (BGN/PCGN, ICAO 9303, German) and plain spellings exchange for each other. Capitals are sounds, so that no later fold takes them for letters. */
const usual: Folds = [
  [/tsch|tch/g, 'C'],
  [/shch|sch|sh|zh/g, 'S'],
  [/kh/g, 'h'],
  [/ch/g, 'C'],
  [/ts|tz/g, 'z'],
  [/ph/g, 'f'],
  [/ck|[qc]/g, 'k'],
  [/w/g, 'v'],
  [/[jy]/g, 'i'],
  [/(.)\1+/g, '$1'],
];
/** What Hanyu Pinyin and Wade–Giles exchange for each other. */
const chinese: Folds = [
  [/zh|ch|[jq]/g, 'C'],
  [/hs|sh|x/g, 'S'],
  [/b/g, 'p'],
  [/d/g, 't'],
  [/g/g, 'k'],
  [/y/g, 'i'],
  [/(.)\1+/g, '$1'],
];

/** Countries whose names are written in syllables of Chinese, together or apart as it comes. */
const chineseWriters = new Set(['CN', 'TW', 'HK', 'MO', 'SG']);

/** Whether names of a country (ISO 3166-1 alpha-2) are divided into words in more than one way. */
export function isSyllabic(country: string): boolean {
  return chineseWriters.has(country);
}

/**
 * Returns a latinised word of a name of a country with what ways of writing exchange folded; never empty for a word that is not.
 * @example foldSounds('zhelyuk', 'UA') // 'Seliuk', as of 'scheljuk'
 */
export function foldSounds(word: string, country: string): string {
  let folded = word;
  for (const [spellings, fold] of isSyllabic(country) ? chinese : usual) folded = folded.replace(spellings, fold);
  return folded;
}
