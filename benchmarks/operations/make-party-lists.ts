/**
 * Two agencies' lists of parties, some of which are the same party written otherwise, and near-namesakes that are not.
 *
 * What it assumes, since nobody publishes such pairs:
 * - a third are private persons; names are of four scripts (Chinese, Cyrillic, Latin with signs, Latin without). Given names and surnames come again as they do in life, so that
 *   about one in eight private persons has a namesake in the same country; firms of one country are never called the same, for registers refuse that, and Chinese firms begin with their town;
 * - the right record of a shared party has one variant of its name: another transliteration, one character edited anywhere in it, another order of words, another legal form or none, an abbreviation
 *   (of a firm's word, or a given name's first letter), each as often as names allow;
 * - 92% of records have an address (a required element of declarations and postal data), 55% a telephone number, 45% of firms' a registration number; each side by itself;
 * - addresses and numbers are written in several ways; 8% of addresses lack the postcode, 3% are mistyped; 5% of shared parties have moved, 8% have another number;
 * - 6% of parties share their address, and 2% their telephone number, with another party (a registered agent, a forwarder);
 * - 2% of parties are near-namesakes of another: one letter or one word differs, in the same country, and in three of ten in the same town; nothing else is shared.
 */
import { createRng, type Rng } from '../../src/util/rng.ts';
import { pick, type Script, scripts, type Word, writeWord } from './party-scripts.ts';

/** How the name of a shared party differs. */
const variantKinds = ['transliteration', 'edit', 'order', 'legal-form', 'abbreviation'] as const;
/** A kind of {@link variantKinds}. */
type VariantKind = (typeof variantKinds)[number];

/** A party as a record gives it. */
export interface ListedParty {
  readonly name: string;
  readonly country: string;
  readonly partyKind: 'natural' | 'business';
  readonly address: string | undefined;
  readonly phone: string | undefined;
  readonly id: string | undefined;
  readonly idScheme: string | undefined;
}

/** Two lists, and which of the one are which of the other. */
export interface PartyLists {
  readonly left: readonly ListedParty[];
  readonly right: readonly ListedParty[];
  /** For each of the right its index in the left, or -1. */
  readonly truth: Int32Array;
  /** For each of the right how its name differs; undefined where it is nobody of the left. */
  readonly kinds: readonly (VariantKind | undefined)[];
}

interface Drawn {
  readonly isFirm: boolean;
  readonly country: string;
  readonly script: keyof typeof scripts;
  /** Words of the name, in the script or as they are. */
  readonly words: readonly (Word | string)[];
  readonly form: string;
  readonly place: Place;
  readonly phone: string;
  readonly id: string;
}

interface Place {
  readonly street: Word;
  readonly house: number;
  readonly room: number | undefined;
  readonly town: Word;
  readonly postcode: string;
}

interface Country {
  readonly code: string;
  readonly script: keyof typeof scripts;
  readonly dial: string;
  readonly forms: readonly string[];
}

const countries: readonly Country[] = [
  { code: 'CN', script: 'chinese', dial: '86', forms: ['Co., Ltd.', 'Limited Company', 'Company Limited'] },
  { code: 'CN', script: 'chinese', dial: '86', forms: ['Co., Ltd.', 'Co Ltd'] },
  { code: 'TW', script: 'chinese', dial: '886', forms: ['Co., Ltd.', 'Company Ltd'] },
  { code: 'UA', script: 'cyrillic', dial: '380', forms: ['OOO', 'TOV', 'LLC'] },
  { code: 'BG', script: 'cyrillic', dial: '359', forms: ['EOOD', 'OOD'] },
  { code: 'DE', script: 'latin', dial: '49', forms: ['GmbH', 'GmbH & Co. KG', 'AG', 'mbH'] },
  { code: 'SE', script: 'latin', dial: '46', forms: ['AB'] },
  { code: 'TR', script: 'latin', dial: '90', forms: ['Ltd. Sti.', 'A.S.'] },
  { code: 'GB', script: 'ascii', dial: '44', forms: ['Ltd', 'Limited', 'PLC', 'LLP'] },
  { code: 'US', script: 'ascii', dial: '1', forms: ['LLC', 'Inc.', 'Corp.', 'Incorporated'] },
  { code: 'NL', script: 'ascii', dial: '31', forms: ['B.V.', 'BV'] },
  { code: 'IT', script: 'ascii', dial: '39', forms: ['S.r.l.', 'SRL', 'SpA'] },
];

/** A trade's word, how it is abbreviated, and in Chinese. */
const trades: readonly (readonly [string, string, string])[] = [
  ['Trading', 'Trdg', '贸易'],
  ['International', 'Intl.', '国际'],
  ['Technology', 'Tech', '科技'],
  ['Electronics', 'Elec.', '电子'],
  ['Import Export', 'Imp. & Exp.', '进出口'],
  ['Logistics', 'Logist.', '物流'],
  ['Garments', 'Gmts', '服装'],
  ['Manufacturing', 'Mfg', '制造'],
  ['Group', 'Grp', '集团'],
  ['Industries', 'Inds', '实业'],
];
const streetWords = [
  ['Street', 'St.'],
  ['Road', 'Rd'],
  ['Avenue', 'Ave'],
] as const;

const presence = { address: 0.92, phone: 0.55, id: 0.45 } as const;
const moved = { address: 0.05, phone: 0.08 } as const;
const shared = { address: 0.06, phone: 0.02 } as const;
const namesakes = { share: 0.02, sameTown: 0.3, byLetter: 0.5 } as const;
const personShare = 1 / 3;

/**
 * Returns two lists of `count` parties each, in no order; the same arguments give the same lists.
 * @param sharedShare share of each list that is in the other too, in [0, 1].
 */
export function makePartyLists(count: number, sharedShare: number, seed: number): PartyLists {
  const rng = createRng(seed).fork('party lists');
  const sharedCount = Math.round(count * sharedShare);
  const drawn = drawParties(2 * count - sharedCount, rng.fork('parties'));
  const written = rng.fork('records');
  const place = shuffled(drawn.length, rng.fork('order'));
  const left = place.slice(0, count).map((at) => writeRecord(drawn[at]!, undefined, written));
  const rightPlaces = shuffled(count, rng.fork('right'));
  const truth = new Int32Array(count);
  const kinds: (VariantKind | undefined)[] = [];
  const right = rightPlaces.map((at, index) => {
    // The first so many of the left are shared; the others come from behind it.
    const isShared = at < sharedCount;
    truth[index] = isShared ? at : -1;
    const party = drawn[place[isShared ? at : count + at - sharedCount]!]!;
    const kind = isShared ? pick(variantsOf(party), written) : undefined;
    kinds.push(kind);
    return writeRecord(isShared ? changed(party, written) : party, kind, written);
  });
  return { left, right, truth, kinds };
}

function drawParties(count: number, rng: Rng): readonly Drawn[] {
  const names = new Map(
    Object.entries(scripts).map(([script, { word }]) => [
      script,
      {
        given: Array.from({ length: 150 }, () => word(rng, script === 'chinese' ? 1 + rng.nextInt(2) : 2)),
        family: Array.from({ length: 3000 }, () => word(rng, script === 'chinese' ? 1 : 2 + rng.nextInt(2))),
        towns: Array.from({ length: 120 }, () => word(rng, 2)),
      },
    ]),
  );
  const parties: Drawn[] = [];
  const taken = new Set<string>();
  while (parties.length < count) {
    const country = pick(countries, rng);
    const { given, family, towns } = names.get(country.script)!;
    const script: Script = scripts[country.script];
    const isFirm = rng.next() >= personShare;
    const any = (): Drawn => pick(parties, rng);
    const hasOthers = parties.length > 0;
    const town = rng.nextInt(towns.length);
    const own: Drawn = {
      isFirm,
      country: country.code,
      script: country.script,
      words: isFirm ? newFirmWords(country, towns[town]!, taken, rng) : [often(given, rng), often(family, rng)],
      form: isFirm ? pick(country.forms, rng) : '',
      place: drawPlace(script, towns[town]!, town, rng),
      phone: `+${country.dial}${drawDigits(9, rng)}`,
      id: drawDigits(10, rng),
    };
    const partner = hasOthers ? any() : own;
    if (hasOthers && rng.next() < namesakes.share) parties.push(namesakeOf(partner, own, rng));
    else {
      parties.push({
        ...own,
        place: partner.country === own.country && rng.next() < shared.address * 10 ? partner.place : own.place,
        phone: partner.country === own.country && rng.next() < shared.phone * 10 ? partner.phone : own.phone,
      });
    }
  }
  return parties;
}

/** Names are not drawn evenly: the first half of a list is drawn twice as often, and so on. */
function often(words: readonly Word[], rng: Rng): Word {
  return words[Math.floor(words.length * rng.next() ** 2)]!;
}

function newFirmWords(country: Country, town: Word, taken: Set<string>, rng: Rng): (Word | string)[] {
  for (;;) {
    const words = firmWords(country.script, town, rng);
    const key = `${country.code} ${words.map((word) => (typeof word === 'string' ? word : writeWord(word, 0))).join(' ')}`;
    if (taken.has(key)) continue;
    taken.add(key);
    return words;
  }
}

function firmWords(name: keyof typeof scripts, town: Word, rng: Rng): (Word | string)[] {
  const script: Script = scripts[name];
  if (name === 'chinese') return [town, script.word(rng, 2 + rng.nextInt(2)), pick(trades, rng)[0]];
  if (name === 'cyrillic')
    return [script.word(rng, 3 + rng.nextInt(2)), ...(rng.next() < 0.4 ? [script.word(rng, 3)] : [])];
  const first = [script.word(rng, 3 + rng.nextInt(3)), ...(rng.next() < 0.3 ? [script.word(rng, 2)] : [])];
  return rng.next() < 0.75 ? [...first, pick(trades, rng)[0]] : first;
}

function drawPlace(script: Script, town: Word, townNumber: number, rng: Rng): Place {
  return {
    street: script.word(rng, 3),
    house: 1 + rng.nextInt(240),
    room: rng.next() < 0.1 ? 101 + rng.nextInt(1800) : undefined,
    town,
    postcode: String(10_000 + townNumber * 600 + rng.nextInt(300)),
  };
}

function drawDigits(count: number, rng: Rng): string {
  return String(1 + rng.nextInt(9)) + Array.from({ length: count - 1 }, () => rng.nextInt(10)).join('');
}

function namesakeOf(partner: Drawn, own: Drawn, rng: Rng): Drawn {
  const { script, country, isFirm, form } = partner;
  const at = rng.nextInt(partner.words.length);
  const isByLetter = rng.next() < namesakes.byLetter;
  const words = partner.words.map((word, index) => {
    if (index !== at) return word;
    if (typeof word === 'string') return isByLetter ? mistyped(word, rng) : pick(trades, rng)[0];
    return isByLetter ? otherUnit(word, scripts[script], rng) : scripts[script].word(rng, word.length);
  });
  const place =
    scripts[own.script] === scripts[script] ? own.place : drawPlace(scripts[script], partner.place.town, 0, rng);
  const isSameTown = rng.next() < namesakes.sameTown;
  return {
    ...own,
    script,
    country,
    isFirm,
    form,
    words,
    place: isSameTown ? { ...place, town: partner.place.town } : place,
    phone: `${partner.phone.slice(0, -9)}${drawDigits(9, rng)}`,
  };
}

/** One letter of the word in all its spellings, or of a character the character. */
function otherUnit(word: Word, script: Script, rng: Rng): Word {
  const at = rng.nextInt(word.length);
  if (script === scripts.chinese) return word.map((unit, index) => (index === at ? script.word(rng, 1)[0]! : unit));
  const letter = 'abdegiklmnoprstuvz'[rng.nextInt(18)]!;
  return word.map((unit, index) => (index === at ? unit.map((text) => `${text.slice(0, -1)}${letter}`) : unit));
}

function variantsOf({ isFirm, script, words }: Drawn): readonly VariantKind[] {
  const kinds: VariantKind[] = ['edit'];
  if (script !== 'ascii') kinds.push('transliteration');
  if (words.length > 1) kinds.push('order');
  if (isFirm) kinds.push('legal-form');
  if (!isFirm || words.some((word) => typeof word === 'string')) kinds.push('abbreviation');
  return kinds;
}

function changed(party: Drawn, rng: Rng): Drawn {
  const script = scripts[party.script];
  return {
    ...party,
    place: rng.next() < moved.address ? drawPlace(script, party.place.town, rng.nextInt(120), rng) : party.place,
    phone: rng.next() < moved.phone ? `${party.phone.slice(0, -9)}${drawDigits(9, rng)}` : party.phone,
  };
}

function writeRecord(party: Drawn, kind: VariantKind | undefined, rng: Rng): ListedParty {
  const { isFirm, country } = party;
  const scheme = schemeOf(party, kind, rng);
  const hasId = isFirm && rng.next() < presence.id;
  return {
    name: writeName(party, kind, scheme, rng),
    country,
    partyKind: isFirm ? 'business' : 'natural',
    address:
      rng.next() < presence.address ? writeAddress(party.place, Math.max(1, scheme.number), party, rng) : undefined,
    phone: rng.next() < presence.phone ? writePhone(party.phone, rng) : undefined,
    id: hasId ? party.id : undefined,
    idScheme: hasId ? `${country}-register` : undefined,
  };
}

interface Scheme {
  readonly number: number;
  readonly isApart: boolean;
}

/** Records are in the usual scheme (the second; Latin with signs where that is the script's own); another transliteration is any other. */
function schemeOf({ script }: Drawn, kind: VariantKind | undefined, rng: Rng): Scheme {
  const usual = script === 'latin' || script === 'ascii' ? 0 : 1;
  if (kind !== 'transliteration') return { number: usual, isApart: false };
  if (script === 'chinese') {
    // Characters, pinyin syllable by syllable, Wade–Giles.
    const drawn = rng.next();
    return drawn < 0.5 ? { number: 0, isApart: false } : { number: drawn < 0.85 ? 1 : 2, isApart: drawn < 0.85 };
  }
  const others = Array.from({ length: scripts[script].schemes }, (_, at) => at).filter((at) => at !== usual);
  return { number: pick(others, rng), isApart: false };
}

function writeName(party: Drawn, kind: VariantKind | undefined, { number, isApart }: Scheme, rng: Rng): string {
  const { isFirm, words, script, form } = party;
  const isChinese = script === 'chinese' && number === 0;
  let texts = words.map((word) => {
    if (typeof word !== 'string') return writeWord(word, number, isApart);
    return isChinese ? (trades.find(([long]) => long === word)?.[2] ?? word) : word;
  });
  if (kind === 'abbreviation') texts = abbreviated(texts, words);
  if (kind === 'order') texts = [...texts.slice(1), texts[0]!];
  let name = isChinese && isFirm ? texts.join('') : texts.join(kind === 'order' && !isFirm ? ', ' : ' ');
  if (kind === 'edit') name = mistyped(name, rng);
  if (!isFirm) return name;
  if (isChinese) return `${name}有限公司`;
  if (kind !== 'legal-form') return `${name} ${form}`;
  const forms = countries.find(({ code }) => code === party.country)!.forms.filter((other) => other !== form);
  return forms.length === 0 || rng.next() < 0.4 ? name : `${name} ${pick(forms, rng)}`;
}

function abbreviated(texts: readonly string[], words: readonly (Word | string)[]): string[] {
  const at = words.findIndex((word) => typeof word === 'string');
  // A person's given name stands first.
  return at < 0
    ? [`${texts[0]![0]!}.`, ...texts.slice(1)]
    : texts.map((text, index) => (index === at ? (trades.find(([long]) => long === text)?.[1] ?? text) : text));
}

function writeAddress(place: Place, scheme: number, { script }: Drawn, rng: Rng): string {
  const number = Math.min(scheme, scripts[script].schemes - 1);
  const [street, town] = [writeWord(place.street, number), writeWord(place.town, number)];
  const [long, short] = streetWords[place.house % streetWords.length]!;
  const room = place.room === undefined || rng.next() < 0.3 ? '' : `, Room ${place.room}`;
  const postcode = rng.next() < 0.08 ? '' : place.postcode;
  const road = rng.next() < 0.03 ? mistyped(street, rng) : street;
  const at = rng.next();
  if (at < 0.5) return `${road} ${long} ${place.house}${room}, ${postcode} ${town}`;
  if (at < 0.7) return `${place.house} ${road} ${short}${room}, ${town} ${postcode}`;
  if (at < 0.85) return `${road} ${long} ${place.house}${room} ${town} ${postcode}`.toUpperCase();
  return `${postcode} ${town}, ${road} ${short} No. ${place.house}${room}`;
}

function writePhone(phone: string, rng: Rng): string {
  const at = rng.next();
  const [code, digits] = [phone.slice(1, -9), phone.slice(-9)];
  if (at < 0.6) return `+${code} ${digits.slice(0, 3)} ${digits.slice(3)}`;
  if (at < 0.8) return `00${code}${digits}`;
  return `+${code} (${digits.slice(0, 3)}) ${digits.slice(3, 6)}-${digits.slice(6)}`;
}

/** One character left out, put in, changed, or exchanged with the next. */
function mistyped(text: string, rng: Rng): string {
  const letters = [...text];
  const at = rng.nextInt(letters.length);
  const letter = 'abcdefghijklmnopqrstuvwxyz'[rng.nextInt(26)]!;
  const kind = rng.nextInt(4);
  if (kind === 0 && letters.length > 2) letters.splice(at, 1);
  else if (kind === 1) letters.splice(at, 0, letter);
  else if (kind === 2 && at + 1 < letters.length) letters.splice(at, 2, letters[at + 1]!, letters[at]!);
  else letters[at] = letter;
  return letters.join('');
}

function shuffled(count: number, rng: Rng): number[] {
  const all = Array.from({ length: count }, (_, at) => at);
  for (let at = count - 1; at > 0; at--) {
    const other = rng.nextInt(at + 1);
    [all[at], all[other]] = [all[other]!, all[at]!];
  }
  return all;
}
