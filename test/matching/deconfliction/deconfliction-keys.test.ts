import { describe, expect, it } from 'vitest';
import { type DeconflictedParty, deconflictionKeys } from '../../../src/matching/deconfliction/deconfliction-keys.ts';

const party = (changes: Partial<DeconflictedParty>): DeconflictedParty => ({
  name: undefined,
  country: 'DE',
  address: undefined,
  phone: undefined,
  id: undefined,
  idScheme: undefined,
  partyKind: 'business',
  ...changes,
});
/** Whether two agencies, each with one party, would find that they are after the same. */
const meet = (a: Partial<DeconflictedParty>, b: Partial<DeconflictedParty>): boolean => {
  const [ofA, ofB] = [a, b].map((one) => deconflictionKeys([party(one)])[0]!);
  return ofA!.some((key) => ofB!.includes(key));
};

describe('deconflictionKeys', () => {
  it.each([
    ['order, legal form and abbreviation', { name: 'Weber Trading GmbH' }, { name: 'TRDG. WEBER AG' }],
    ['an umlaut', { name: 'Möller Söhne' }, { name: 'Moeller Soehne' }],
    ['Cyrillic', { name: 'ООО Желюк', country: 'UA' }, { name: 'Zhelyuk LLC', country: 'UA' }],
    ['Cyrillic in German', { name: 'Zhelyuk', country: 'UA' }, { name: 'Scheljuk', country: 'UA' }],
    ['Chinese', { name: '新华贸易有限公司', country: 'CN' }, { name: 'Xinhua Trading Co Ltd', country: 'CN' }],
    ['syllables apart', { name: 'Xin Hua Trading', country: 'CN' }, { name: 'Xinhua Trading', country: 'CN' }],
    ['letters exchanged', { name: 'Kowalski' }, { name: 'Kowlaski' }],
    [
      'a wrong character, by the address',
      { name: 'Kowalski', address: 'Hauptstr. 5, 10115 Berlin' },
      { name: 'Kowalsky', address: '10115 Berlin, Hauptstrasse 5' },
    ],
    [
      'an initial, by the telephone',
      { name: 'C. Orsoard', phone: '+49 30 1234560', partyKind: 'natural' },
      { name: 'Celro Orsoard', phone: '0049301234560', partyKind: 'natural' },
    ],
    ['an identifier', { id: 'DE 12-34', idScheme: 'VAT' }, { id: 'de1234', idScheme: 'VAT' }],
  ] as const)('meets in spite of %s', (_, a, b) => {
    expect(meet(a, b)).toBe(true);
  });

  it.each([
    [
      'the name of a private person alone',
      { name: 'Li Wang', partyKind: 'natural' },
      { name: 'Li Wang', partyKind: 'natural' },
    ],
    ['a name in another country', { name: 'Weber Trading' }, { name: 'Weber Trading', country: 'AT' }],
    [
      'neighbours',
      { name: 'Weber', address: 'Hauptstr. 5, 10115 Berlin' },
      { name: 'Maximal', address: 'Hauptstr. 5, 10115 Berlin' },
    ],
    ['a forwarder', { name: 'Weber', phone: '+49 30 1234560' }, { name: 'Maximal', phone: '+49 30 1234560' }],
    ['an identifier of another scheme', { id: '1', idScheme: 'A' }, { id: '1', idScheme: 'B' }],
    ['nothing', {}, {}],
  ] as const)('does not meet by %s', (_, a, b) => {
    expect(meet(a as never, b as never)).toBe(false);
  });

  it('has five keys at most, and none that two of the list have under two names', () => {
    const place = { address: 'Hauptstr. 5, 10115 Berlin', phone: '+49 30 1234560', id: '7', idScheme: 'VAT' };
    const [keys] = deconflictionKeys([party({ name: 'Weber Kowalski Trading', ...place })]);
    expect(keys).toHaveLength(5);
    const [first, second] = deconflictionKeys([
      party({ name: 'Weber', ...place, id: undefined }),
      party({ name: 'Wagner', ...place, id: undefined }),
    ]);
    expect(first!.filter((key) => second!.includes(key))).toEqual([]);
    const twice = deconflictionKeys([party({ name: 'Weber AG', ...place }), party({ name: 'WEBER', ...place })]);
    expect(twice[0]).toEqual(twice[1]);
  });
});
