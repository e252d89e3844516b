import { describe, expect, it } from 'vitest';
import { alpha2To3, alpha3To2, countryName, isCountryAlpha2 } from '../../src/domain/country.ts';

describe('countries', () => {
  it('know the 249 codes of ISO 3166-1 and XK', () => {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
    const codes = [...letters].flatMap((a) => [...letters].map((b) => a + b)).filter(isCountryAlpha2);
    expect(codes).toHaveLength(250);
    expect(codes.map((code) => alpha3To2(alpha2To3(code)!))).toEqual(codes);
  });

  it('map between alpha-2 and alpha-3', () => {
    expect(alpha3To2('KOR')).toBe('KR');
    expect(alpha2To3('CN')).toBe('CHN');
    expect(alpha3To2('XXX')).toBeUndefined();
    expect(isCountryAlpha2('kr')).toBe(false);
  });

  it('name countries, and leave unknown codes as they are', () => {
    expect(countryName('TR')).toMatch(/T.rk/);
    expect(countryName('ZZ')).toBe('ZZ');
  });
});
