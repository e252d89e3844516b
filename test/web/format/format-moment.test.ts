import { describe, expect, it } from 'vitest';
import { formatMoment, formatNearMoment } from '../../../src/web/format/format-moment.ts';

const nowMs = Date.UTC(2026, 10, 28, 14, 5);

describe('moments', () => {
  it('are shown with date, time and zone', () => {
    expect(formatMoment(nowMs, 'UTC')).toBe('28 Nov 2026, 14:05 UTC');
    expect(formatMoment(nowMs, 'local')).toMatch(/2026.*\d\d:\d\d .+/);
  });

  it('leave out what is plain from now', () => {
    expect(formatNearMoment(nowMs + 3_600_000, nowMs, 'UTC')).toBe('15:05 UTC');
    expect(formatNearMoment(nowMs + 12 * 3_600_000, nowMs, 'UTC')).toBe('29 Nov, 02:05 UTC');
    expect(formatNearMoment(Date.UTC(2028, 0, 1), nowMs, 'UTC')).toBe('01 Jan 2028, 00:00 UTC');
  });
});
