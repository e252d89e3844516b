/** Brands by every spelling under which they are looked up. */
import { damerauLevenshtein } from '../distance/damerau-levenshtein.ts';
import { latinise } from '../text/latinise.ts';
import { deletionsOf, foldLookalikes, readingsOf, soundOf, soundsOfBrand } from './brand-folds.ts';

/** A brand as it is compared. */
export interface IndexedBrand {
  /** As the caller gave it. */
  readonly brand: string;
  /** Latinised words with spaces. */
  readonly words: string;
  /** The same without spaces. */
  readonly joined: string;
  readonly wordCount: number;
}

/** Letters of a brand from which on it is found under look-alikes, with an edit, at an end of a word, inside one, by sound with edits. */
const leastForFold = 4;
const leastForEdit = 5;
const leastAtEnd = 6;
const leastInside = 7;
const leastForDistantSound = 6;
const leastForTwoDeletions = 9;
/** Letters from which on the first of them may be the wrong one. */
const leastForFirstLetter = 7;

/** Look-ups of single words or joined words; no look-up goes through all brands. */
export class BrandIndex {
  readonly longest: number;
  /** Numbers of words of the brands, ascending. */
  readonly wordCounts: readonly number[];
  private readonly byJoined = new Map<string, IndexedBrand>();
  private readonly prefixes = new Set<string>();
  private readonly byFold = new Map<string, IndexedBrand[]>();
  private readonly byDeletion = new Map<string, IndexedBrand[]>();
  private readonly byOpening = new Map<string, IndexedBrand[]>();
  private readonly bySound = new Map<string, IndexedBrand>();
  private readonly bySoundDeletion = new Map<string, IndexedBrand>();

  constructor(names: readonly string[]) {
    for (const name of names) this.add(name);
    const all = [...this.byJoined.values()];
    this.longest = all.reduce((length, { joined }) => Math.max(length, joined.length), 0);
    this.wordCounts = [...new Set(all.map(({ wordCount }) => wordCount))].sort((a, b) => a - b);
  }

  /** The brand of exactly these letters. */
  named(joined: string): IndexedBrand | undefined {
    return this.byJoined.get(joined);
  }

  /** Whether a brand begins with these letters. */
  begins(joined: string): boolean {
    return this.prefixes.has(joined);
  }

  /**
   * The brand of these letters but for look-alikes and doubled letters, or but for one edit; `wordCount` may require how many words it has.
   */
  spelt(joined: string, wordCount?: number): IndexedBrand | undefined {
    if (joined.length < leastForEdit - 1 || joined.length > 2 * this.longest) return undefined;
    const hasDigit = /\d/.test(joined);
    if (hasDigit && joined.replace(/\d+/g, '').length * 2 < joined.length) return undefined;
    const readings = readingsOf(joined);
    const fits = (entry: IndexedBrand): boolean => wordCount === undefined || entry.wordCount === wordCount;
    for (const reading of readings) {
      const fold = foldLookalikes(reading);
      const same = this.byFold.get(fold)?.find(fits);
      if (same !== undefined && (fold.length >= leastForFold || hasDigit)) return same;
    }
    for (const reading of readings) {
      const near = this.near(reading, fits);
      if (near !== undefined) return near;
    }
    return undefined;
  }

  private near(reading: string, fits: (entry: IndexedBrand) => boolean): IndexedBrand | undefined {
    const isNear = (entry: IndexedBrand): boolean => fits(entry) && isOneEdit(reading, entry.joined);
    const longer = this.byDeletion.get(reading)?.find(isNear);
    if (longer !== undefined) return longer;
    for (const deletion of deletionsOf(reading)) {
      const shorter = this.byJoined.get(deletion);
      if (shorter !== undefined && isNear(shorter)) return shorter;
      const changed = this.byDeletion.get(deletion)?.find(isNear);
      if (changed !== undefined) return changed;
    }
    return undefined;
  }

  /** The brand that stands, rightly spelt, within a longer word: anywhere from 7 letters on, with 6 at its start or end. */
  inside(word: string): IndexedBrand | undefined {
    for (let place = 0; place + leastAtEnd <= word.length; place++) {
      const entries = this.byOpening.get(word.slice(place, place + leastAtEnd));
      const found = entries?.find(({ joined }) => {
        const isAtEnd = place === 0 || place + joined.length === word.length;
        return joined.length >= (isAtEnd ? leastAtEnd : leastInside) && word.startsWith(joined, place);
      });
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** The brand that sounds like a word of another script, as any-ascii writes it. */
  sounding(joined: string, isGreek: boolean): IndexedBrand | undefined {
    const sound = soundOf(joined, isGreek);
    if (sound.length < leastForFold) return undefined;
    const found = this.bySound.get(sound) ?? this.bySound.get(sound.replace(/(?<=.{4})[ie]$/, ''));
    if (found !== undefined || sound.length < leastForDistantSound) return found;
    const near = this.bySoundDeletion.get(sound);
    if (near !== undefined) return near;
    for (const deletion of deletionsOf(sound)) {
      const entry = this.bySound.get(deletion) ?? this.bySoundDeletion.get(deletion);
      if (entry !== undefined) return entry;
    }
    return undefined;
  }

  private add(brand: string): void {
    const words = latinise(brand);
    const joined = words.replaceAll(' ', '');
    if (joined === '' || this.byJoined.has(joined)) return;
    const entry = { brand, words, joined, wordCount: words.split(' ').length };
    this.byJoined.set(joined, entry);
    for (let length = 1; length <= joined.length; length++) this.prefixes.add(joined.slice(0, length));
    if (joined.length >= leastForFold) push(this.byFold, foldLookalikes(joined), entry);
    if (joined.length >= leastForEdit) for (const less of deletionsOf(joined)) push(this.byDeletion, less, entry);
    if (joined.length >= leastAtEnd) push(this.byOpening, joined.slice(0, leastAtEnd), entry);
    for (const sound of soundsOfBrand(joined)) this.addSound(sound, entry);
  }

  private addSound(sound: string, entry: IndexedBrand): void {
    if (sound.length < leastForFold) return;
    setFirst(this.bySound, sound, entry);
    if (sound.length < leastForDistantSound) return;
    for (const deletion of deletionsOf(sound)) {
      setFirst(this.bySoundDeletion, deletion, entry);
      if (sound.length < leastForTwoDeletions) continue;
      for (const second of deletionsOf(deletion)) setFirst(this.bySoundDeletion, second, entry);
    }
  }
}

/** One edit, which in a brand of up to six letters leaves the first, and in one of five that lost a letter also the last. */
function isOneEdit(reading: string, brand: string): boolean {
  if (brand.length < leastForEdit || damerauLevenshtein(reading, brand, 1) > 1) return false;
  if (reading.length < leastForEdit && reading.at(-1) !== brand.at(-1)) return false;
  if (brand.length >= leastForFirstLetter || reading[0] === brand[0]) return true;
  return reading[0] === brand[1] && reading[1] === brand[0];
}

function push(map: Map<string, IndexedBrand[]>, key: string, entry: IndexedBrand): void {
  const entries = map.get(key);
  if (entries === undefined) map.set(key, [entry]);
  else entries.push(entry);
}

function setFirst(map: Map<string, IndexedBrand>, key: string, entry: IndexedBrand): void {
  if (!map.has(key)) map.set(key, entry);
}
