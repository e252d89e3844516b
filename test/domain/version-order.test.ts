import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareVersions, type VersionPlace } from '../../src/domain/version-order.ts';

const version = (amendment: number | undefined, knownAtMs: number, contentHash = 'a'): VersionPlace => ({
  amendment,
  knownAtMs,
  contentHash,
});

describe('compareVersions', () => {
  it('puts the highest amendment last, then the latest known, then the hash', () => {
    expect(compareVersions(version(1, 9), version(2, 1))).toBeLessThan(0);
    expect(compareVersions(version(undefined, 9), version(0, 1))).toBeLessThan(0);
    expect(compareVersions(version(1, 2), version(1, 1))).toBeGreaterThan(0);
    expect(compareVersions(version(1, 1, 'a'), version(1, 1, 'b'))).toBeLessThan(0);
    expect(compareVersions(version(1, 1), version(1, 1))).toBe(0);
  });

  it('orders any versions the same way, whatever order they come in', () => {
    const some = fc.record({
      amendment: fc.option(fc.nat({ max: 3 }), { nil: undefined }),
      knownAtMs: fc.nat({ max: 3 }),
      contentHash: fc.constantFrom('a', 'b', 'c'),
    });
    fc.assert(
      fc.property(fc.array(some), (list) => {
        const sorted = [...list].sort(compareVersions);
        expect([...list].reverse().sort(compareVersions)).toEqual(sorted);
      }),
    );
  });
});
