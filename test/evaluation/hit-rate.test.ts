import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clopperPearson, hitRateOf, poolPeriods } from '../../src/evaluation/hit-rate.ts';

const policy = { leastExamined: 50, leastExecution: 0.9 };

describe('clopperPearson', () => {
  it('gives published intervals', () => {
    // 10 of 100: 4.900% to 17.622%; 0 of 30: 0 to 1 − 0.025^(1/30) = 11.570%.
    const [low, high] = clopperPearson(10, 100);
    expect(low).toBeCloseTo(0.049, 4);
    expect(high).toBeCloseTo(0.17622, 4);
    expect(clopperPearson(0, 30)).toEqual([0, expect.closeTo(1 - 0.025 ** (1 / 30), 9)]);
    expect(clopperPearson(30, 30)[1]).toBe(1);
  });

  it('lies around the rate, and mirrors', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), fc.nat(400), (of, some) => {
        const found = some % (of + 1);
        const [low, high] = clopperPearson(found, of);
        expect(low).toBeLessThanOrEqual(found / of);
        expect(high).toBeGreaterThanOrEqual(found / of);
        const mirrored = clopperPearson(of - found, of);
        expect(mirrored[0]).toBeCloseTo(1 - high, 8);
        expect(mirrored[1]).toBeCloseTo(1 - low, 8);
      }),
    );
  });
});

describe('hitRateOf', () => {
  it('calls a random draw unbiased only where enough of it was carried out', () => {
    const rate = (selected: number, examined: number, source = 'random') =>
      hitRateOf({ selected, held: examined, examined, found: 2 }, source, policy);
    expect(rate(100, 95).isUnbiased).toBe(true);
    expect(rate(100, 80).isUnbiased).toBe(false);
    expect(rate(100, 95, 'model').isUnbiased).toBe(false);
    expect(rate(40, 40)).toMatchObject({ rate: undefined, isUnbiased: false });
  });

  it('bounds the rate by what was not examined', () => {
    const { bounds, rate } = hitRateOf({ selected: 100, held: 80, examined: 60, found: 6 }, 'rule', policy);
    expect(rate).toBe(0.1);
    expect(bounds).toEqual([0.06, 0.46]);
    expect(hitRateOf({ selected: 0, held: 0, examined: 0, found: 0 }, 'rule', policy)).toMatchObject({
      rate: undefined,
      interval: undefined,
      bounds: undefined,
    });
  });

  it('has an upper bound where nothing was found', () => {
    const { interval } = hitRateOf({ selected: 25, held: 25, examined: 25, found: 0 }, 'random', policy);
    expect(interval![0]).toBe(0);
    expect(interval![1]).toBeCloseTo(0.137, 3);
  });
});

describe('poolPeriods', () => {
  it('joins periods until enough is examined, and loses nothing', () => {
    const period = fc.record({ selected: fc.nat(40), held: fc.nat(40), examined: fc.nat(40), found: fc.nat(5) });
    fc.assert(
      fc.property(fc.array(period, { maxLength: 20 }), (periods) => {
        const pools = poolPeriods(periods, 50);
        expect(pools.flatMap((pool) => pool.periods)).toEqual(periods.map((_, index) => index));
        const examined = (counts: readonly { readonly examined: number }[]): number =>
          counts.reduce((sum, each) => sum + each.examined, 0);
        expect(examined(pools.map(({ counts }) => counts))).toBe(examined(periods));
        if (pools.length > 1) for (const { counts } of pools) expect(counts.examined).toBeGreaterThanOrEqual(50);
      }),
    );
  });
});
