/** The words that consignments are found by. Whoever stores them and whoever looks for them takes them from here. */
import type { GoodsItemRecord } from '../domain/goods-item.ts';
import type { Handling } from '../domain/handling.ts';
import { nameTokens } from '../matching/names/name-tokens.ts';
import { latinise } from '../matching/text/latinise.ts';
import type { SearchWord } from './search-ports.ts';

const weekMs = 604_800_000;
/** Bands of probability, each of 5%. */
const scoreBands = 20;
/** The word of all that have a score. */
const scored = 's:all';
/** Letters from which a word may be the beginning of a longer one; below, too many would be found. */
const leastPrefix = 3;
/** HS codes are kept whole and as chapter, heading and subheading. */
const hsLengths = [2, 4, 6];

/** Whether few consignments can have a word: an identifier's stands for itself, without the week. */
function isRare(word: string): boolean {
  return word.startsWith('i:');
}

/** What a consignment is indexed by. */
interface Indexed {
  readonly agency: string;
  readonly knownAtMs: number;
  readonly records: readonly GoodsItemRecord[];
  readonly probability: number | undefined;
}

/**
 * Returns all words of a consignment, behind its agency; and once more behind the week in which it became known, so that the consignments of a week are found without looking through all.
 */
export function wordsOfConsignment({ agency, knownAtMs, records, probability }: Indexed, handling: Handling): string[] {
  const words = new Set<string>();
  if (probability !== undefined) words.add(scored).add(`s:${bandOf(probability)}`);
  let header: GoodsItemRecord['consignment'] | undefined;
  for (const { consignment, item } of records) {
    if (item.originCountry !== undefined) words.add(`o:${item.originCountry}`);
    if (item.hsCode !== undefined) {
      words.add(`h:${item.hsCode}`);
      for (const length of hsLengths) if (item.hsCode.length > length) words.add(`h:${item.hsCode.slice(0, length)}`);
    }
    // Items of one declaration repeat its header.
    if (header !== undefined && sameHeader(header, consignment)) continue;
    header = consignment;
    addHeader(words, consignment);
  }
  const week = Math.floor(knownAtMs / weekMs);
  return [
    `${agency}|all`,
    ...handling.purposes.map((purpose) => `${agency}|u:${purpose}`),
    ...[...words].flatMap((word) => [`${agency}|${word}`, ...(isRare(word) ? [] : [`${agency}|${week}|${word}`])]),
  ];
}

function addHeader(words: Set<string>, consignment: GoodsItemRecord['consignment']): void {
  if (consignment.departureCountry !== undefined) words.add(`d:${consignment.departureCountry}`);
  if (consignment.destinationCountry !== undefined) words.add(`t:${consignment.destinationCountry}`);
  for (const party of Object.values(consignment.parties)) {
    if (party === undefined) continue;
    if (party.name !== undefined) for (const token of nameTokens(party.name)) words.add(`p:${token}`);
    if (party.id !== undefined) words.add(`i:${latinise(party.id).replaceAll(' ', '')}`);
  }
}

function sameHeader(one: GoodsItemRecord['consignment'], other: GoodsItemRecord['consignment']): boolean {
  return (
    JSON.stringify([one.parties, one.departureCountry, one.destinationCountry]) ===
    JSON.stringify([other.parties, other.departureCountry, other.destinationCountry])
  );
}

function bandOf(probability: number): number {
  return Math.max(0, Math.min(scoreBands - 1, Math.floor(probability * scoreBands)));
}

/** Groups of words, each of which must be there with one word. */
export type WordGroups = readonly (readonly SearchWord[])[];

/**
 * Returns the words of a party: all words of a name, in any order and script, the last of which may be a beginning; or an identifier. Undefined for a text
 * without letters and digits, which nothing is found by.
 */
export function wordsOfParty(text: string): WordGroups | undefined {
  const tokens = nameTokens(text);
  if (tokens.length === 0) return undefined;
  const identifier = latinise(text).replaceAll(' ', '');
  const isIdentifier = /\d/.test(identifier);
  return tokens.map((token, index) => {
    const isPrefix = index === tokens.length - 1 && token.length >= leastPrefix;
    // A single word may be an identifier; of several, whoever looks for one writes it without spaces.
    const others = isIdentifier ? [{ word: `i:${identifier}`, isPrefix: false, isRare: true }] : [];
    return [{ word: `p:${token}`, isPrefix }, ...others];
  });
}

/** Returns the words of HS codes that begin with some digits. */
export function wordsOfHsPrefix(digits: string): WordGroups {
  return [[{ word: `h:${digits}`, isPrefix: !hsLengths.includes(digits.length) }]];
}

/** Returns the word of a country: of departure, destination or origin. */
export function wordOfCountry(kind: 'departure' | 'destination' | 'origin', country: string): WordGroups {
  const letter = { departure: 'd', destination: 't', origin: 'o' }[kind];
  return [[{ word: `${letter}:${country}`, isPrefix: false }]];
}

/** Returns the words of probabilities from `low` to less than `high`. */
export function wordsOfScores(low: number, high: number): WordGroups {
  const first = bandOf(low);
  // Most are here: what is not excluded by its band is by its probability.
  if (first === 0) return [[{ word: scored, isPrefix: false }]];
  const last = bandOf(Math.min(high, 1));
  return [Array.from({ length: last - first + 1 }, (_, index) => ({ word: `s:${first + index}`, isPrefix: false }))];
}
