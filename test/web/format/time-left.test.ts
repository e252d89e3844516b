import { describe, expect, it } from 'vitest';
import { countdown, timeLeft } from '../../../src/web/format/time-left.ts';

const minute = 60_000;
const hour = 60 * minute;

describe('timeLeft', () => {
  it.each([
    [30_000, 'under 1 min', 'urgent'],
    [59 * minute, '59 min', 'urgent'],
    [hour, '1 h 00 min', 'soon'],
    [5 * hour + 5 * minute, '5 h 05 min', 'soon'],
    [6 * hour, '6 h 00 min', 'ample'],
    [25 * hour, '1 d 1 h', 'ample'],
    [49 * hour, '2 d', 'ample'],
    [0, 'just passed', 'past'],
    [-3 * minute, 'passed 3 min ago', 'past'],
  ])('tells of %d ms that they are %s', (leftMs, text, nearness) => {
    expect(timeLeft(1_000_000_000 + leftMs, 1_000_000_000)).toEqual({ text, nearness });
  });
});

describe('countdown', () => {
  it('has minutes and seconds and ends at nothing', () => {
    expect(countdown(605_000, 0)).toBe('10:05');
    expect(countdown(999, 0)).toBe('0:00');
    expect(countdown(0, 5_000)).toBe('0:00');
  });
});
