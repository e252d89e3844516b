import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isCurrency, parseRateTable, toUsd } from '../../src/domain/exchange-rate.ts';

const rates = parseRateTable(readFileSync('data/code-lists/exchange-rates.csv', 'utf8'));

describe('toUsd', () => {
  it('uses the rate of the year', () => {
    expect(toUsd(1180, 'KRW', 2020, rates)).toBeCloseTo(1, 10);
    expect(toUsd(5, 'USD', 1999, rates)).toBe(5);
  });
  it('is missing without a rate, never 1', () => {
    expect(toUsd(5, 'KRW', 1999, rates)).toBeUndefined();
    expect(toUsd(5, 'XOF', 2020, rates)).toBeUndefined();
  });
});

describe('parseRateTable', () => {
  it('has a plausible rate for every currency and year that it lists', () => {
    expect(rates.size).toBeGreaterThan(25);
    for (const [currency, byYear] of rates) {
      expect(isCurrency(currency)).toBe(true);
      expect([...byYear.keys()]).toEqual(Array.from({ length: 14 }, (_, index) => 2013 + index));
    }
  });
  it('refuses a line that is no rate', () =>
    expect(() => parseRateTable('currency,year,unitsPerUsd\nKRW,2020,0')).toThrow(RangeError));
});
