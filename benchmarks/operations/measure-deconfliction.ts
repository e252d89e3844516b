/** Whether two agencies find that they are after the same parties, and how long it takes both. */
import { randomBytes } from 'node:crypto';
import type { BenchRow } from '../shared/bench-row.ts';
import { importBuilt } from '../shared/import-built.ts';
import { type ListedParty, makePartyLists, type PartyLists } from './make-party-lists.ts';

type Blinding = typeof import('../../src/matching/deconfliction/blind-elements.ts');
type Elements = typeof import('../../src/matching/deconfliction/deconfliction-elements.ts');

/** Lists on which keys were chosen have seed 1. */
const seed = 2;

/** Compares lists of so many parties: all of them in both, then a tenth, and once by the whole protocol. */
export async function measureDeconfliction(parties: number, tell: (text: string) => void): Promise<BenchRow[]> {
  const elements = await importBuilt<Elements>('matching/deconfliction/deconfliction-elements.js');
  const blinding = await importBuilt<Blinding>('matching/deconfliction/blind-elements.js');
  const all = findPairs(elements, makePartyLists(parties, 1, seed));
  tell(`all shared: recall ${all.recall.toFixed(4)}, precision ${all.precision.toFixed(4)}`);
  const few = findPairs(elements, makePartyLists(parties, 0.1, seed));
  tell(`a tenth shared: recall ${few.recall.toFixed(4)}, precision ${few.precision.toFixed(4)}`);
  const { seconds, matched, same } = runProtocol(elements, blinding, makePartyLists(parties, 0.1, seed));
  tell(`${parties} x ${parties} parties: ${seconds.toFixed(0)} s of both sides`);
  const whole = `${parties.toLocaleString('en')} x ${parties.toLocaleString('en')} parties`;
  return [
    { name: 'deconfliction: same parties found, all shared', value: 100 * all.recall, unit: '%', goal: '>= 95' },
    {
      name: 'deconfliction: found pairs that are the same, all shared',
      value: 100 * all.precision,
      unit: '%',
      goal: '>= 99',
    },
    { name: 'deconfliction: same parties found, a tenth shared', value: 100 * few.recall, unit: '%' },
    { name: 'deconfliction: found pairs that are the same, a tenth shared', value: 100 * few.precision, unit: '%' },
    { name: 'deconfliction: keys a party', value: all.keys / (2 * parties), unit: 'keys', goal: '<= 5' },
    { name: `deconfliction: ${whole}, both sides one after the other`, value: seconds / 60, unit: 'min', goal: '<= 5' },
    {
      name: 'deconfliction: elements found blinded and not found in the open, or the reverse',
      value: Math.abs(matched - same),
      unit: 'elements',
      goal: '== 0',
    },
  ];
}

const rowOf = (party: ListedParty, index: number) => ({
  ...party,
  reference: String(index),
  contact: undefined,
  consignment: undefined,
});

function findPairs({ deconflictionElements }: Elements, { left, right, truth }: PartyLists) {
  const ofLeft = deconflictionElements(left.map(rowOf));
  const ofRight = deconflictionElements(right.map(rowOf));
  const pairs = new Set<number>();
  let keys = 0;
  for (const places of ofLeft.values()) keys += places.length;
  for (const [key, places] of ofRight) {
    keys += places.length;
    for (const one of places) for (const other of ofLeft.get(key) ?? []) pairs.add(one * left.length + other);
  }
  let hits = 0;
  for (const pair of pairs) if (truth[Math.floor(pair / left.length)] === pair % left.length) hits++;
  const shared = truth.reduce((count, at) => count + Number(at >= 0), 0);
  return { recall: hits / shared, precision: hits / Math.max(1, pairs.size), keys };
}

/** All multiplications of both sides, in one process, one after the other. */
function runProtocol(elements: Elements, blinding: Blinding, { left, right }: PartyLists) {
  const { blindElements, elementTexts, hashToElement } = blinding;
  const started = performance.now();
  const [ofLeft, ofRight] = [left, right].map((list) => [...elements.deconflictionElements(list.map(rowOf)).keys()]);
  const [a, b] = [randomBytes(32), randomBytes(32)];
  const once = (keys: readonly string[], secret: Uint8Array): Uint8Array =>
    blindElements(Buffer.concat(keys.map((key) => hashToElement('bench', key))), secret);
  const leftTwice = new Set(elementTexts(blindElements(once(ofLeft!, a), b)));
  const rightTwice = elementTexts(blindElements(once(ofRight!, b), a));
  const matched = rightTwice.filter((text) => leftTwice.has(text)).length;
  const seconds = (performance.now() - started) / 1000;
  const open = new Set(ofLeft);
  return { seconds, matched, same: ofRight!.filter((key) => open.has(key)).length };
}
