/** The words and numbers of an address. */
import { latinise } from '../text/latinise.ts';
import {
  addressFolds,
  addressFoldsByCountry,
  boxWords,
  countryWords,
  emptyAddressWords,
  translateAddressWords,
} from './address-words.ts';

/** UTF-16 units of an address that are read. */
const maxAddressLength = 1000;
/** 40 tokens of 24 characters and their spaces stay within what is latinised at once. */
const maxTokens = 40;
const maxTokenLength = 24;

const beyondLatin = /[\u3000-\uffff]/;
const ordinals = /\b(\d+)(?:st|nd|rd|th)\b/g;
const postcode = /^\d{4,6}$/;
/** Letters before postcodes that are not the country's ISO code (the distinguishing signs of vehicles). */
const postcodeSigns = new Map([
  ['AT', 'a'],
  ['BE', 'b'],
  ['DE', 'd'],
  ['FR', 'f'],
  ['IT', 'i'],
  ['LU', 'l'],
  ['SE', 's'],
]);
const runs = /\d+|[a-z]+/g;
const streetEndings = ['strasse', 'straat', 'str'];
/** Letters that must stand before a street ending that is written together (Hauptstr). */
const leastStem = 3;

/** Returns the words and numbers of an address in their order: latinised, digits apart from letters, words folded by the tables; at most 40. */
export function addressTokens(address: string, country: string): readonly string[] {
  const head = address.length > maxAddressLength ? address.slice(0, maxAddressLength) : address;
  const words = latinise(beyondLatin.test(head) ? translateAddressWords(head) : head);
  if (words === '') return [];
  const folds = addressFoldsByCountry.get(country);
  const pieces = withoutPostcodeSign(words.replace(ordinals, '$1').match(runs)!, country);
  const tokens: string[] = [];
  const isFull = (): boolean => tokens.length >= maxTokens;
  const keep = (word: string): void => {
    if (!isFull()) tokens.push(folds?.get(word) ?? addressFolds.get(word) ?? word);
  };
  for (let place = 0; place < pieces.length && !isFull(); place++) splitStreet(cut(pieces[place]!), keep);
  const kept = withoutEmpty(tokens, country);
  return kept.length > 0 ? kept : tokens.filter((token) => token !== '-');
}

/** `D-10115` in Germany → `10115`. */
function withoutPostcodeSign(pieces: readonly string[], country: string): readonly string[] {
  if (country === '') return pieces;
  const sign = postcodeSigns.get(country) ?? country.toLowerCase();
  if (!pieces.includes(sign)) return pieces;
  return pieces.filter((piece, place) => piece !== sign || !postcode.test(pieces[place + 1] ?? ''));
}

function cut(run: string): string {
  return run.length > maxTokenLength ? run.slice(0, maxTokenLength) : run;
}

/** `hauptstrasse`, `hauptstr` → `haupt`, `st`. */
function splitStreet(word: string, keep: (part: string) => void): void {
  for (const ending of streetEndings) {
    if (word.length < ending.length + leastStem || !word.endsWith(ending)) continue;
    splitStreet(word.slice(0, -ending.length), keep);
    keep('st');
    return;
  }
  keep(word);
}

function withoutEmpty(tokens: readonly string[], country: string): readonly string[] {
  const names = countryWords.get(country);
  const isBox = tokens.includes('box');
  return tokens.filter(
    (token) =>
      token !== '-' &&
      !emptyAddressWords.has(token) &&
      !(names?.has(token) ?? false) &&
      !(isBox && boxWords.has(token)),
  );
}
