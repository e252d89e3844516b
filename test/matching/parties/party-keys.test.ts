import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isNearMatch, nearMatchThresholds } from '../../../src/matching/parties/is-near-match.ts';
import { type KeyedParty, partyKeys } from '../../../src/matching/parties/party-keys.ts';
import { anyText } from '../arbitrary-texts.ts';

const nobody: KeyedParty = {
  id: undefined,
  idScheme: undefined,
  name: undefined,
  address: undefined,
  country: undefined,
  phone: undefined,
  email: undefined,
};
const firm: KeyedParty = {
  ...nobody,
  name: 'Müller Trading GmbH',
  address: 'Hauptstraße 12b, 10115 Berlin',
  country: 'DE',
  phone: '030 1234560',
  email: 'Office+sales@Mueller.example',
};
const anyParty: fc.Arbitrary<KeyedParty> = fc.record({
  id: fc.option(fc.constantFrom('1', '2', 'x-3'), { nil: undefined }),
  idScheme: fc.option(fc.constantFrom('EORI', 'VAT'), { nil: undefined }),
  name: fc.option(anyText, { nil: undefined }),
  address: fc.option(anyText, { nil: undefined }),
  country: fc.option(fc.constantFrom('DE', 'CN', 'US'), { nil: undefined }),
  phone: fc.option(anyText, { nil: undefined }),
  email: fc.option(fc.oneof(anyText, fc.emailAddress()), { nil: undefined }),
});

describe('partyKeys', () => {
  it('has one key for what a party says', () =>
    expect(partyKeys(firm)).toEqual([
      'name+country:muller trading|DE',
      'name:muller trading',
      'address:DE|10115 12 b berlin haupt st',
      'phone:+49301234560',
      'email:office@mueller.example',
    ]));
  it('prefers an identifier within its scheme to the mailbox', () =>
    expect(partyKeys({ ...firm, id: 'de 123-4', idScheme: 'EORI' }).at(-1)).toBe('id:EORI:DE1234'));
  it('is the same for the same party written otherwise', () =>
    expect(
      partyKeys({
        ...firm,
        name: 'TRDG., MUELLER GmbH & Co. KG',
        address: '10115 BERLIN; Hauptstr. 12 B, Germany',
        phone: '+49 (0)30 1234560',
        email: '<office@mueller.example>',
      }),
    ).toEqual(partyKeys(firm)));
  it('makes none of too little', () => {
    expect(partyKeys(nobody)).toEqual([]);
    expect(partyKeys({ ...nobody, name: 'Madonna', address: 'Berlin', phone: '123', email: 'x' })).toEqual([]);
  });
  it('has at most 5 distinct keys, bounded, always the same', () => {
    fc.assert(
      fc.property(anyParty, (party) => {
        const keys = partyKeys(party);
        expect(keys.length).toBeLessThanOrEqual(5);
        expect(new Set(keys).size).toBe(keys.length);
        expect(partyKeys({ ...party })).toEqual(keys);
        for (const key of keys) expect(key.length).toBeLessThan(1100);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('isNearMatch', () => {
  it('matches a party with itself', () => {
    const { isNear, score, reasons } = isNearMatch(firm, firm);
    expect([isNear, score]).toEqual([true, 1]);
    expect(reasons).toEqual(['same-name', 'same-address', 'same-phone', 'same-mailbox', 'same-country']);
  });
  it.each([
    ['equal names in one country', { name: 'X Muller Trading' }, { name: 'Muller X Trading' }, true],
    ['near names in one country only', { name: 'Anna Hansen' }, { name: 'Anna Jansen' }, false],
    [
      'near names with one phone',
      { name: 'Anna Hansen', phone: '030 7654320' },
      { name: 'Anna Jansen', phone: '+49307654320' },
      true,
    ],
    [
      'one phone under two names',
      { name: 'Anna Hansen', phone: '030 7654320' },
      { name: 'Otto Weber', phone: '0307654320' },
      false,
    ],
    ['equal names in two countries', { name: 'Anna Hansen' }, { name: 'Anna Hansen', country: 'AT' }, false],
    ['equal names, one country unknown', { name: 'Anna Hansen' }, { name: 'Anna Hansen', country: undefined }, false],
    [
      'near names and addresses',
      { name: 'Nordwind Handels GmbH', address: 'Seestr. 4, Kiel' },
      { name: 'Nordwint Handel', address: 'Seestrasse 4, Kiel' },
      true,
    ],
    [
      'no names, phone and address',
      { phone: '030 7654320', address: 'Seestr. 4, Kiel' },
      { phone: '030/7654320', address: 'Kiel, Seestr 4' },
      true,
    ],
    ['no names, phone alone', { phone: '030 7654320' }, { phone: '030 7654320' }, false],
    [
      'other names, one identifier',
      { id: '7', idScheme: 'EORI', name: 'A' },
      { id: '7', idScheme: 'EORI', name: 'B' },
      true,
    ],
    [
      'equal names, two identifiers',
      { id: '7', idScheme: 'EORI', name: 'Anna Hansen' },
      { id: '8', idScheme: 'EORI', name: 'Anna Hansen' },
      false,
    ],
    [
      'equal names, identifiers of two schemes',
      { id: '7', idScheme: 'EORI', name: 'Anna Hansen' },
      { id: '8', idScheme: 'VAT', name: 'Anna Hansen' },
      true,
    ],
  ])('%s', (_, a, b, expected) => {
    const match = isNearMatch({ ...nobody, country: 'DE', ...a }, { ...nobody, country: 'DE', ...b });
    expect(match.isNear).toBe(expected);
    expect(match.score >= nearMatchThresholds.match).toBe(expected);
  });
  it('is symmetric and lies in [0, 1]', () => {
    fc.assert(
      fc.property(anyParty, anyParty, (a, b) => {
        const match = isNearMatch(a, b);
        expect(match.score).toBeGreaterThanOrEqual(0);
        expect(match.score).toBeLessThanOrEqual(1);
        expect(isNearMatch(b, a)).toEqual(match);
      }),
      { numRuns: 1000 },
    );
  });
});
