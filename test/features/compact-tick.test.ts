import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compactTick, nothingJoined } from '../../src/features/compact-tick.ts';
import { effectiveDay, firstOwnDay } from '../../src/features/history-months.ts';

const ticks = fc.integer({ min: -1000, max: 600_000 });

describe('compactTick', () => {
  it('leaves every tick alone where nothing is joined', () => {
    fc.assert(
      fc.property(ticks, (tick) => {
        expect(compactTick(tick, nothingJoined)).toBe(tick);
      }),
    );
  });

  it('maps to a tick that stands for itself, no earlier, and of the same effective day for readings that treat it as old', () => {
    fc.assert(
      fc.property(ticks, fc.integer({ min: 100, max: 20_000 }), (tick, asOfDay) => {
        const compaction = { daysBeforeTick: (asOfDay - 7) * 24, monthsBeforeDay: firstOwnDay(asOfDay) };
        const joined = compactTick(tick, compaction);
        expect(joined).toBeGreaterThanOrEqual(tick);
        expect(compactTick(joined, compaction)).toBe(joined);
        if (tick >= asOfDay * 24) expect(joined).toBe(tick);
        else expect(joined).toBeLessThan(asOfDay * 24);
        const dayOf = (one: number): number => effectiveDay(Math.floor(one / 24), asOfDay);
        expect(dayOf(joined)).toBe(dayOf(tick));
      }),
    );
  });
});
