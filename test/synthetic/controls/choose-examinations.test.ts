import { describe, expect, it } from 'vitest';
import { chooseExaminations } from '../../../src/synthetic/controls/choose-examinations.ts';
import { createLocalTargeting } from '../../../src/synthetic/controls/local-targeting.ts';
import { createRng } from '../../../src/util/rng.ts';
import { smallWorldFacts } from '../../factories/small-world.ts';

const consignments = smallWorldFacts(9, { phases: [{ days: 30, rows: 1500 }] }).flatMap((fact) =>
  fact.kind === 'declaration' ? [fact.consignment] : [],
);

describe('chooseExaminations', () => {
  it('spends the capacity on different consignments, the random part on random ones', () => {
    const chosen = chooseExaminations(
      consignments,
      { examinedShare: 0.2, randomShare: 0.25 },
      createLocalTargeting(),
      createRng(1),
    );
    expect(Math.abs(chosen.length - consignments.length * 0.2)).toBeLessThanOrEqual(1);
    expect(new Set(chosen.map((one) => one.consignment.number)).size).toBe(chosen.length);
    const random = chosen.filter((one) => one.isRandom).length;
    expect(Math.abs(random - chosen.length * 0.25)).toBeLessThanOrEqual(1);
  });

  it('targets goods that are faked more than chance does', () => {
    const luredShare = (randomShare: number): number => {
      const chosen = chooseExaminations(
        consignments,
        { examinedShare: 0.2, randomShare },
        createLocalTargeting(),
        createRng(1),
      );
      return (
        chosen.filter(({ consignment }) => consignment.items.some((item) => item.goods.lure >= 5)).length /
        chosen.length
      );
    };
    expect(luredShare(0)).toBeGreaterThan(luredShare(1) + 0.1);
  });

  it('examines nothing without capacity or consignments, and everything with full capacity', () => {
    const rng = createRng(1);
    const targeting = createLocalTargeting();
    expect(chooseExaminations([], { examinedShare: 0.5, randomShare: 0.5 }, targeting, rng)).toEqual([]);
    expect(chooseExaminations(consignments, { examinedShare: 0, randomShare: 0.5 }, targeting, rng)).toEqual([]);
    expect(chooseExaminations(consignments, { examinedShare: 1, randomShare: 0.1 }, targeting, rng)).toHaveLength(
      consignments.length,
    );
  });
});
