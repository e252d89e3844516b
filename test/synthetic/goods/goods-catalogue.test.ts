import { describe, expect, it } from 'vitest';
import { isCountryAlpha2 } from '../../../src/domain/country.ts';
import { isHsCode } from '../../../src/domain/hs-code.ts';
import { isUnitCode } from '../../../src/domain/unit.ts';
import { brandsOf } from '../../../src/synthetic/goods/brands.ts';
import { goodsCatalogue } from '../../../src/synthetic/goods/goods-catalogue.ts';
import { hubsOf, originChoice } from '../../../src/synthetic/goods/provenance.ts';
import { createRng } from '../../../src/util/rng.ts';

describe('goodsCatalogue', () => {
  it('holds each subheading once, with a code, unit, price and mass that can be', () => {
    expect(new Set(goodsCatalogue.map((goods) => goods.hs6)).size).toBe(goodsCatalogue.length);
    for (const goods of goodsCatalogue) {
      expect(isHsCode(goods.hs6)).toBe(true);
      expect(isUnitCode(goods.unitCode)).toBe(true);
      expect(goods.priceUsd).toBeGreaterThan(0);
      expect(goods.pieceMassKg).toBeGreaterThan(0);
      expect(goods.tradeWeight).toBeGreaterThan(0);
      expect(brandsOf(goods.family).length).toBeGreaterThan(0);
    }
  });

  it('comes from and through countries that exist', () => {
    const rng = createRng(1);
    for (const goods of goodsCatalogue) {
      for (let turn = 0; turn < 30; turn++) {
        const origin = originChoice(goods.family)(rng);
        expect(isCountryAlpha2(origin), origin).toBe(true);
        expect(hubsOf(origin).every(isCountryAlpha2)).toBe(true);
        expect(hubsOf(origin)).not.toContain(origin);
      }
    }
  });
});
