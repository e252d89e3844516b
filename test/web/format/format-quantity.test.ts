import { describe, expect, it } from 'vitest';
import {
  formatBytes,
  formatContribution,
  formatCount,
  formatNumber,
  formatTotal,
  formatUsd,
} from '../../../src/web/format/format-quantity.ts';

describe('quantities', () => {
  it('have separators and units', () => {
    expect(formatCount(12_345)).toBe('12,345');
    expect(formatUsd(5429.4)).toBe('USD 5,429');
    expect(formatUsd(4.1)).toBe('USD 4.10');
    expect(formatNumber(0.13057)).toBe('0.131');
    expect(formatNumber(12_345.6)).toBe('12,346');
    expect([12, 48_211, 3_000_000, 2e12].map(formatBytes)).toEqual(['12 B', '48.2 kB', '3 MB', '2,000 GB']);
  });

  it('say that a total is not exact', () => {
    expect(formatTotal(1000, false)).toBe('1,000+');
    expect(formatTotal(1000, true)).toBe('1,000');
    expect(formatTotal(undefined, undefined)).toBe('');
  });

  it('have the sign of a contribution, and none of nothing', () => {
    expect([1.617, -0.368, 0.001, -0.001].map(formatContribution)).toEqual(['+1.62', '−0.37', '0.00', '0.00']);
  });
});
