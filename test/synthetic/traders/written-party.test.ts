import anyAscii from 'any-ascii';
import { describe, expect, it } from 'vitest';
import { createPartyRegister } from '../../../src/synthetic/traders/party-register.ts';
import {
  writingBits,
  writtenAddress,
  writtenName,
  writtenPhone,
} from '../../../src/synthetic/traders/written-party.ts';

const register = createPartyRegister();
const of = (country: string, partyKind: 'business' | 'natural') =>
  register.create({ country, partyKind, isAuthorisedOperator: false });
const parties = [of('CN', 'business'), of('UA', 'business'), of('DE', 'business'), of('US', 'natural')];

describe('written parties', () => {
  it('are the same for the same record, and mostly as they are', () => {
    for (const party of parties) {
      const names = Array.from({ length: 1000 }, (_, number) => writtenName(party, writingBits(number, 1)));
      expect(names).toEqual(Array.from({ length: 1000 }, (_, number) => writtenName(party, writingBits(number, 1))));
      expect(names.filter((name) => name === party.name).length).toBeGreaterThan(700);
      expect(new Set(names).size).toBeGreaterThan(5);
    }
  });

  it('come in the script of the country now and then, and never without letters', () => {
    const names = Array.from({ length: 500 }, (_, number) => writtenName(parties[0]!, writingBits(number, 2)));
    expect(names.some((name) => /\p{Script=Han}/u.test(name))).toBe(true);
    expect(names.every((name) => /[A-Za-z]/.test(anyAscii(name)))).toBe(true);
    const ukrainian = Array.from({ length: 500 }, (_, number) => writtenName(parties[1]!, writingBits(number, 2)));
    expect(ukrainian.some((name) => /\p{Script=Cyrillic}/u.test(name))).toBe(true);
  });

  it('keep the house number of an address and the digits of a telephone, where they are given at all', () => {
    const addresses = Array.from({ length: 500 }, (_, number) => writtenAddress(77, writingBits(number, 3)));
    const house = /Street (\d+),/.exec(addresses.find((address) => address?.includes('Street '))!)![1]!;
    expect(addresses.every((address) => address === undefined || address.includes(house))).toBe(true);
    expect(addresses.filter((address) => address === undefined).length).toBeGreaterThan(10);
    const phones = Array.from({ length: 500 }, (_, number) => writtenPhone(77, 'DE', writingBits(number, 4)));
    const tails = new Set(phones.flatMap((phone) => (phone === undefined ? [] : [phone.replace(/\D/g, '').slice(-9)])));
    expect(tails.size).toBe(1);
  });
});
