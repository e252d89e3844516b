import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { containerCheckDigit, isContainerNumber } from '../../src/domain/container-number.ts';
import { isS10, s10CheckDigit } from '../../src/domain/s10.ts';

const digits = (count: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: count, maxLength: count }).map((list) => list.join(''));

describe('isS10', () => {
  // 47312482 gives 9: the worked example of UPU S10.
  it('takes the worked example of the standard', () => expect(isS10('EE473124829CN')).toBe(true));
  it('refuses wrong shapes', () => {
    for (const text of ['', 'EE473124829', 'ee473124829CN', 'EE473124828CN', 'E1473124829CN'])
      expect(isS10(text)).toBe(false);
  });
  it('finds any single wrong digit among those that the check digit tells apart', () => {
    fc.assert(
      fc.property(digits(8), fc.integer({ min: 0, max: 7 }), fc.integer({ min: 1, max: 9 }), (serial, place, shift) => {
        const changed = [...serial];
        changed[place] = String((Number(serial[place]) + shift) % 10);
        const before = s10CheckDigit(serial);
        const after = s10CheckDigit(changed.join(''));
        // Remainders 10 and 11 share digits with others (0 and 5), so those collide by design.
        if (![0, 5].includes(before) && ![0, 5].includes(after)) expect(after).not.toBe(before);
      }),
    );
  });
});

describe('isContainerNumber', () => {
  // CSQU3054383 is the example of ISO 6346.
  it('takes the worked example of the standard', () => expect(isContainerNumber('CSQU3054383')).toBe(true));
  it('refuses a wrong check digit, category or shape', () => {
    for (const text of ['CSQU3054384', 'CSQX3054383', 'CSQU305438', 'csqu3054383', ''])
      expect(isContainerNumber(text)).toBe(false);
  });
  it('gives a digit for every serial', () => {
    fc.assert(fc.property(digits(6), (serial) => /^\d$/.test(String(containerCheckDigit(`ABCU${serial}`)))));
  });
});
