import { describe, expect, it } from 'vitest';
import type { Parties } from '../../src/domain/party.ts';
import type { RightsRecord } from '../../src/domain/rights-record.ts';
import { RightsRegister } from '../../src/features/rights-register.ts';
import { makeParties, makeParty, makeRecord, type RecordChanges } from '../factories/goods-item-record.ts';
import { dayMoment, makeRight } from '../factories/rights-record.ts';

const key = Uint32Array.from([1, 2, 3, 4]);

function registerOf(...rights: readonly Partial<RightsRecord>[]): RightsRegister {
  const register = new RightsRegister(key);
  for (const right of rights) register.add(makeRight(right));
  return register;
}

/** What a register says of a bag of the brand, changed where a test cares. */
function check(register: RightsRegister, changes: RecordChanges = {}) {
  const record = makeRecord({ ...changes, item: { description: 'ladies bag VELMONTE style', ...changes.item } });
  return { ...register.check(record) };
}

const named = (finding: { readonly named: number; readonly unauthorised: number }) => [
  finding.named,
  finding.unauthorised,
];

describe('RightsRegister', () => {
  it.each([
    ['ladies bag VELMONTE style', 1, 1, 'Velmonte'],
    ['ladies bag V3LMONTE style', 2, 1, 'Velmonte'],
    ['ladies bag velmnte style', 2, 1, 'Velmonte'],
    ['ladies bag', 0, Number.NaN, undefined],
    ['', 0, Number.NaN, undefined],
    [' .,- ', 0, Number.NaN, undefined],
  ])('finds in %j what is named', (description, isNamed, unauthorised, brand) => {
    expect(check(registerOf({}), { item: { description } })).toEqual({ named: isNamed, unauthorised, brand });
  });

  it('reads the brand as declared before the description', () => {
    const register = registerOf({}, { brand: 'Corvane' });
    expect(check(register, { item: { brand: 'Corvane' } }).brand).toBe('Corvane');
    expect(check(register, { item: { brand: 'Corvane', description: undefined } })).toMatchObject({ named: 1 });
    expect(check(register, { item: { brand: 'none' } }).brand).toBe('Velmonte');
  });

  it('says nothing without rights, without a brand in them, or without text', () => {
    const nothing = { named: Number.NaN, unauthorised: Number.NaN, brand: undefined };
    expect(check(new RightsRegister(key))).toEqual(nothing);
    const withoutBrand = registerOf({ brand: undefined });
    expect(withoutBrand.rights).toEqual([]);
    expect(check(withoutBrand)).toEqual(nothing);
    expect(check(registerOf({}), { item: { description: undefined } })).toEqual(nothing);
  });

  it('looks at no right that was not known before the tick of the item', () => {
    for (const day of [18_000, 18_001]) {
      const finding = check(registerOf({ knownAt: dayMoment(day) }));
      expect(finding.brand).toBeUndefined();
      expect(finding.unauthorised).toBeNaN();
    }
    expect(named(check(registerOf({ knownAt: dayMoment(17_999) })))).toEqual([1, 1]);
    // The later of two rights for the brand authorises, and is not known yet.
    const later = registerOf({}, { knownAt: dayMoment(18_000), authorisedParties: ['I1'] });
    expect(named(check(later))).toEqual([1, 1]);
    expect(named(check(later, { day: 18_001 }))).toEqual([1, 0]);
  });

  it('tells hours apart where the sources do', () => {
    const at = (hour: number) => ({ epochMs: (18_000 * 24 + hour) * 3_600_000, precision: 'hour' as const });
    const register = registerOf({ knownAt: at(10) });
    const of = (hour: number) =>
      check(register, { consignment: { occurredAt: at(hour), knownAt: at(hour) } }).unauthorised;
    expect([of(9), of(10), of(11)]).toEqual([Number.NaN, Number.NaN, 1]);
  });

  it.each([
    [17_999, Number.NaN],
    [18_000, 1],
    [18_005, 1],
    [18_006, Number.NaN],
  ])('asks nobody for authority outside the time in which a right holds: day %i', (day, unauthorised) => {
    const register = registerOf({ validFrom: dayMoment(18_000), validTo: dayMoment(18_005) });
    expect(named(check(register, { day }))).toEqual([1, unauthorised]);
  });

  it.each([
    [[], 'KR', 1],
    [['KR'], 'KR', 1],
    [['JP', 'KR'], 'KR', 1],
    [['JP'], 'KR', Number.NaN],
    [['JP'], undefined, 1],
    [['EU'], 'DE', 1],
    [['EU'], 'CH', Number.NaN],
    [['EU'], 'GB', Number.NaN],
    [['EU'], undefined, 1],
    [['DE'], 'FR', Number.NaN],
  ])('holds a right for %j against goods bound for %s', (territories, destinationCountry, unauthorised) => {
    expect(named(check(registerOf({ territories }), { consignment: { destinationCountry } }))).toEqual([
      1,
      unauthorised,
    ]);
  });

  it.each([
    [[], '640399', 1],
    [['64'], '640399', 1],
    [['6403', '4202'], '640399', 1],
    [['4202'], '640399', Number.NaN],
    [['640399'], '64', 1],
    [['640399'], '6402', Number.NaN],
    [['4202'], undefined, 1],
  ])('holds a right for goods of %j against the code %s', (hsPrefixes, hsCode, unauthorised) => {
    expect(named(check(registerOf({ hsPrefixes }), { item: { hsCode } }))).toEqual([1, unauthorised]);
  });

  it('takes any right that holds here, and the authority of any of them', () => {
    const register = registerOf({ territories: ['JP'], authorisedParties: ['I1'] }, { territories: ['KR'] });
    expect(named(check(register))).toEqual([1, 1]);
    expect(named(check(register, { consignment: { destinationCountry: 'JP' } }))).toEqual([1, 0]);
    expect(named(check(registerOf({ authorisedParties: ['I1'] }, {})))).toEqual([1, 0]);
  });

  it('asks importer, consignee, seller and consignor, and no other party', () => {
    const register = registerOf({ authorisedParties: ['A'] });
    const of = (parties: Parties) => check(register, { consignment: { parties } }).unauthorised;
    for (const role of ['importer', 'consignee', 'seller', 'consignor'] as const)
      expect(of(makeParties({ importer: 'I1', [role]: 'A' })), role).toBe(0);
    for (const role of ['declarant', 'carrier', 'forwarder', 'platform'] as const)
      expect(of(makeParties({ importer: 'I1', [role]: 'A' })), role).toBe(1);
    expect(of(makeParties({}))).toBe(1);
  });

  it('knows an authorised party by its name, written otherwise', () => {
    const register = registerOf({ authorisedParties: ['Müller Handels GmbH'] });
    const of = (name: string | undefined, id: string | undefined = undefined) => {
      const parties = { ...makeParties({}), importer: { ...makeParty(''), id, idScheme: undefined, name } };
      return check(register, { consignment: { parties } }).unauthorised;
    };
    expect(of('MUELLER HANDELS G.m.b.H.')).toBe(0);
    expect(of('müller handels', 'X9')).toBe(0);
    expect(of('Meier Handels GmbH')).toBe(1);
    expect(of('')).toBe(1);
    expect(of(undefined)).toBe(1);
  });

  it('takes no nameless party for authorised where the list has an empty name', () => {
    const register = registerOf({ authorisedParties: ['', '...'] });
    const parties = { ...makeParties({}), importer: { ...makeParty(''), name: '...' } };
    expect(check(register, { consignment: { parties } }).unauthorised).toBe(1);
  });

  it('finds a brand that was added after the first look', () => {
    const register = registerOf({});
    const corvane = { item: { description: 'CORVANE wallet' } };
    expect(named(check(register, corvane))).toEqual([0, Number.NaN]);
    register.add(makeRight({ brand: 'Corvane' }));
    expect(check(register, corvane)).toEqual({ named: 1, unauthorised: 1, brand: 'Corvane' });
    expect(check(register).brand).toBe('Velmonte');
  });

  it('adds a right for a brand that it knows already', () => {
    const register = registerOf({});
    expect(named(check(register))).toEqual([1, 1]);
    register.add(makeRight({ authorisedParties: ['S1'] }));
    expect(named(check(register))).toEqual([1, 0]);
  });

  it('gives its rights without personal data, and they serve again under the same key only', () => {
    const register = registerOf({
      authorisedParties: ['I1', 'Erika Mustermann', 'Erika Mustermann'],
      rightHolder: 'Geheim Holding',
      contactName: 'Geheim',
      contactPhone: '+49301234560',
      contactEmail: 'geheim@example.org',
      validTo: dayMoment(19_000),
    });
    expect(JSON.stringify(register.rights)).not.toMatch(/erika|mustermann|geheim|1234560|"I1"/i);
    const [right] = register.rights;
    expect(right!.authorised).toEqual([...new Set(right!.authorised)].sort());
    for (const hash of right!.authorised) expect(hash).toMatch(/^[0-9a-f]{16}$/);
    expect(right).toMatchObject({ validFromTick: 17_000 * 24, validToTick: 19_000 * 24 + 23 });
    const kept = JSON.parse(JSON.stringify(register.rights));
    expect(named(check(new RightsRegister(key, kept)))).toEqual([1, 0]);
    expect(named(check(new RightsRegister(Uint32Array.from([9, 2, 3, 4]), kept)))).toEqual([1, 1]);
  });
});
