import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { brands } from '../../../src/synthetic/goods/brands.ts';
import { originChoice } from '../../../src/synthetic/goods/provenance.ts';
import { hiddenBrand } from '../../../src/synthetic/goods/written-brand.ts';
import { createRng } from '../../../src/util/rng.ts';

describe('hiddenBrand', () => {
  it('never gives the name itself, and keeps to Latin letters where it must', () => {
    fc.assert(
      fc.property(fc.constantFrom(...brands), fc.integer({ min: 0, max: 0x7fffffff }), ({ name }, bits) => {
        expect(hiddenBrand(name, bits)).not.toBe(name);
        expect(hiddenBrand(name, bits, 'latin')).toMatch(/^[ -ÿ]+$/);
      }),
    );
  });
});

describe('originChoice', () => {
  it('drifts: China loses and Mexico gains from year to year', () => {
    const shareOf = (country: string, year: number): number => {
      const rng = createRng(1);
      const draw = originChoice('textile', year);
      return Array.from({ length: 20_000 }, () => draw(rng)).filter((origin) => origin === country).length / 20_000;
    };
    expect(shareOf('CN', 2033)).toBeLessThan(shareOf('CN', 2018) - 0.05);
    expect(shareOf('MX', 2033)).toBeGreaterThan(shareOf('MX', 2018));
  });
});
