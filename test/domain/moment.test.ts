import { describe, expect, it } from 'vitest';
import { formatMoment, knownTickHour, scoreTickHour } from '../../src/domain/moment.ts';

const noon = Date.UTC(2026, 0, 2, 12, 30);

describe('ticks', () => {
  it('let a source of dates see nothing of its own day', () => {
    const day = { epochMs: Date.UTC(2026, 0, 2), precision: 'day' } as const;
    expect(knownTickHour(day)).toBeGreaterThan(scoreTickHour(day));
    expect(knownTickHour(day)).toBeLessThan(scoreTickHour({ ...day, epochMs: day.epochMs + 86_400_000 }));
  });
  it('keep a fact of a dated source from an hourly row of the same day', () => {
    const fact = { epochMs: Date.UTC(2026, 0, 2), precision: 'day' } as const;
    expect(knownTickHour(fact)).toBeGreaterThan(scoreTickHour({ epochMs: noon, precision: 'hour' }));
  });
  it('give hourly sources an hour', () =>
    expect(scoreTickHour({ epochMs: noon, precision: 'hour' })).toBe(Math.floor(noon / 3_600_000)));
});

describe('formatMoment', () => {
  it('shows what the source told', () => {
    expect(formatMoment({ epochMs: noon, precision: 'day' })).toBe('2026-01-02');
    expect(formatMoment({ epochMs: noon, precision: 'hour' })).toBe('2026-01-02T12:30Z');
  });
});
