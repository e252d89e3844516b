/** By which keys two agencies find that they are after the same party, neither seeing the other's. */
import type { Party, PartyKind } from '../../domain/party.ts';
import { addressTokens } from '../contacts/address-tokens.ts';
import { normalisePhone } from '../contacts/normalise-phone.ts';
import { commonNameWords } from '../names/name-similarity.ts';
import { nameTokens } from '../names/name-tokens.ts';
import { foldSounds, isSyllabic } from './fold-sounds.ts';

/** What keys are made of. */
export type DeconflictedParty = Pick<Party, 'id' | 'idScheme' | 'name' | 'address' | 'country' | 'phone'> & {
  readonly partyKind: PartyKind;
};

/** Keys of a party at most. */
const mostKeys = 5;

/** Expected namesakes in a list from which on a private person's name is no key by itself. */
const mostNamesakes = 0.1;
/** Chance that two initials are the same; about one in fifteen begins alike. */
const initialChance = 1 / 15;
/** Fewer persons of a country tell nothing of how common a word is. */
const leastPersons = 1000;

/**
 * Returns for each party its keys, at most five, each of which is enough to take two parties for one, the first five of:
 * - `name`: country and words of the name as they sound. Of a private person only where its words are so rare among the persons of its country in the list that less than one in ten
 *   would have a namesake in a list like it;
 * - `postcode`: country, numbers of the address with its postcode, and how the longest word of the name begins;
 * - `street`: country, words and numbers of the address without its postcode, and the rarest letter of the name;
 * - `id`: the identifier within its scheme;
 * - `word`: country, the longest word of the name and the initials of the others (of a private person where they are rare); the second longest, where there is room;
 * - `phone`: the telephone number and how the longest word begins.
 *
 * A key holds two things that one party would hardly have in common with another, so that nobody learns of a neighbour or a namesake. What two parties of the list itself have in
 * common under two names tells nobody apart, and is left out. Keys of contacts take little of the name, of which a
 * typist's one wrong character leaves one or the other.
 */
export function deconflictionKeys(parties: readonly DeconflictedParty[]): readonly (readonly string[])[] {
  const keysOf = createKeys(parties);
  const names = parties.map((party) => nameKey(soundsOf(party), party.country ?? ''));
  const all = parties.map(keysOf);
  const bearers = new Map<string, string | undefined>();
  for (const [at, keys] of all.entries()) {
    for (const key of keys)
      bearers.set(key, !bearers.has(key) || bearers.get(key) === names[at] ? names[at] : undefined);
  }
  return all.map((keys) => keys.filter((key) => key.startsWith('id|') || bearers.get(key) !== undefined));
}

function createKeys(parties: readonly DeconflictedParty[]): (party: DeconflictedParty) => readonly string[] {
  const namesakes = createNamesakes(parties);
  return (party) => {
    const { country = '', partyKind, phone: written } = party;
    const words = soundsOf(party);
    const isNatural = partyKind === 'natural';
    const keys: string[] = [];
    const name = nameKey(words, country);
    if (name.length >= 4 && (!isNatural || namesakes(country, words) <= mostNamesakes))
      keys.push(`name|${country}|${name}`);
    const [word = '', second] = longestFirst(words);
    const { numbers, street } = addressParts(party.address, country);
    if (numbers !== undefined && word !== '') keys.push(`postcode|${country}|${numbers}|${word.slice(0, 1)}`);
    if (street !== undefined && word !== '') keys.push(`street|${country}|${street}|${rarestLetter(words)}`);
    const id = bareId(party.id);
    if (id !== '' && party.idScheme !== undefined) keys.push(`id|${party.idScheme}|${id}`);
    const wordKey = (one: string | undefined): void => {
      if (one === undefined || one.length < 3 || words.length < 2 || isSyllabic(country)) return;
      const initials = words.filter((other) => other !== one).map((other) => other.slice(0, 1));
      if (isNatural && namesakes(country, [one], initialChance ** initials.length) > mostNamesakes) return;
      keys.push(`word|${country}|${one}|${initials.sort().join('')}`);
    };
    wordKey(word);
    const phone = written === undefined ? undefined : normalisePhone(written, country);
    if (phone !== undefined && word !== '') keys.push(`phone|${phone}|${word.slice(0, 1)}`);
    wordKey(second);
    return keys.slice(0, mostKeys);
  };
}

function soundsOf({ name, country = '' }: DeconflictedParty): readonly string[] {
  return name === undefined ? [] : nameTokens(name).map((word) => foldSounds(word, country));
}

/** Returns how many persons of the list's country would be called so by chance, were the words of a name drawn each by itself. */
function createNamesakes(parties: readonly DeconflictedParty[]) {
  const persons = new Map<string, { count: number; readonly words: Map<string, number> }>();
  for (const party of parties) {
    if (party.partyKind !== 'natural' || party.name === undefined) continue;
    const { country = '' } = party;
    const of = persons.get(country) ?? { count: 0, words: new Map<string, number>() };
    persons.set(country, of);
    of.count++;
    for (const word of soundsOf(party)) of.words.set(word, (of.words.get(word) ?? 0) + 1);
  }
  return (country: string, words: readonly string[], chance = 1): number => {
    const of = persons.get(country);
    if (of === undefined || of.count < leastPersons || words.length === 0) return Number.POSITIVE_INFINITY;
    return words.reduce((expected, word) => expected * ((of.words.get(word) ?? 1) / of.count), of.count * chance);
  };
}

/**
 * The words, each with its consonants as they come and its vowels in order of the alphabet, for typists exchange a consonant and a vowel more often than two consonants; of syllabic names
 * all letters in order.
 */
function nameKey(words: readonly string[], country: string): string {
  const sorted = (letters: string): string => [...letters].sort().join('');
  if (isSyllabic(country)) return sorted(words.join(''));
  return words
    .map((word) => `${word.replace(/[aeiou]/g, '')}${sorted(word.replace(/[^aeiou]/g, ''))}`)
    .sort()
    .join(' ');
}

/** The words that not every second firm has; all of them where there are no others. */
function tellingWords(words: readonly string[]): readonly string[] {
  const telling = words.filter((word) => !commonSounds.has(word));
  return telling.length > 0 ? telling : words;
}

const commonSounds = new Set([...commonNameWords].flatMap((word) => [foldSounds(word, ''), foldSounds(word, 'CN')]));

function longestFirst(words: readonly string[]): readonly string[] {
  return [...tellingWords(words)].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
}

/** Letters and sounds of names, the rarest first (own order). */
const rarestFirst = 'xqjwzyfvhCSpbgkdmtculrnsioea';

function rarestLetter(words: readonly string[]): string {
  const letters = tellingWords(words).join('');
  return [...rarestFirst].find((letter) => letters.includes(letter)) ?? letters.slice(0, 1);
}

/** Numbers of an address with its postcode, and everything but the postcode; undefined where they say too little to tell houses apart. */
function addressParts(
  address: string | undefined,
  country: string,
): { readonly numbers: string | undefined; readonly street: string | undefined } {
  const tokens = address === undefined ? [] : addressTokens(address, country);
  const numbers = tokens.filter((token) => token < 'a').sort();
  const isPostcode = (token: string): boolean => /^\d{4,}$/.test(token);
  const others = tokens.filter((token) => !isPostcode(token)).sort();
  return {
    numbers: numbers.length >= 2 && numbers.some(isPostcode) ? numbers.join(' ') : undefined,
    street: others.length >= 3 && others.some((token) => token < 'a') ? others.join(' ') : undefined,
  };
}

function bareId(id: string | undefined): string {
  return id === undefined
    ? ''
    : id
        .slice(0, 128)
        .toUpperCase()
        .replace(/[\s.\-/]+/g, '');
}
