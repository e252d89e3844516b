import { describe, expect, it } from 'vitest';
import { packageCounting } from '../../src/domain/package-type.ts';

describe('packageCounting', () => {
  it.each([
    ['VQ', 'bulk'],
    ['VO', 'bulk'],
    ['NE', 'unpacked'],
    ['NG', 'unpacked'],
    ['CT', 'packed'],
    ['BX', 'packed'],
  ] as const)('says how %s is counted', (code, counting) => expect(packageCounting(code)).toBe(counting));
});
