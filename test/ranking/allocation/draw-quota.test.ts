import { describe, expect, it } from 'vitest';
import { gatherUnits } from '../../../src/ranking/allocation/allocation-candidate.ts';
import { drawQuota, type QuotaDraw } from '../../../src/ranking/allocation/draw-quota.ts';
import { MinuteBook } from '../../../src/ranking/allocation/minute-book.ts';
import { officeShifts } from '../../../src/ranking/allocation/operation.ts';
import { unitOptions } from '../../../src/ranking/allocation/unit-options.ts';
import { allocationCandidates, testOperation } from '../../factories/allocation-candidates.ts';

const operation = testOperation('randomShare: 0.3');
const shifts = officeShifts(operation);
const units = gatherUnits(allocationCandidates(6, 120).map((candidate) => ({ candidate, harm: 1 }))).map((unit) => ({
  unit,
  options: unitOptions(unit, operation, shifts).options,
}));
const draw = (seed: number): QuotaDraw => drawQuota({ units, shifts, operation, book: new MinuteBook(shifts), seed });

describe('drawQuota', () => {
  it('draws each unit with the chance that it states, whatever the model says', () => {
    const rounds = 600;
    const drawn = new Map<string, number>();
    for (let seed = 1; seed <= rounds; seed++) {
      const { placed, notPlaced } = draw(seed);
      for (const name of [...placed.keys(), ...notPlaced]) drawn.set(name, (drawn.get(name) ?? 0) + 1);
    }
    let spread = 0;
    let possible = 0;
    for (const [name, chance] of draw(1).chance) {
      const count = drawn.get(name) ?? 0;
      if (chance === 0) expect(count).toBe(0);
      else {
        spread += (count - rounds * chance) ** 2 / (rounds * chance * (1 - chance));
        possible++;
      }
    }
    // Chi-squared, about one for each unit.
    expect(possible).toBeGreaterThan(50);
    expect(spread / possible).toBeGreaterThan(0.6);
    expect(spread / possible).toBeLessThan(1.5);
  });

  it('opens what it draws, and books the minutes', () => {
    const book = new MinuteBook(shifts);
    const { placed } = drawQuota({ units, shifts, operation, book, seed: 3 });
    expect(placed.size).toBeGreaterThan(5);
    let minutes = 0;
    for (const { plan } of placed.values()) {
      expect(plan.control).toBe('physical');
      minutes += plan.minutes.physical;
    }
    expect(book.used.reduce((sum, amount) => sum + amount, 0)).toBeCloseTo(minutes, 9);
  });
});
