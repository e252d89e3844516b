import { expect, it } from 'vitest';
import { jobPolicy, retryDelayMs } from '../../src/queues/job-policy.ts';

it('doubles the wait from attempt to attempt, up to a minute', () => {
  expect([1, 2, 3, 7, 8, 50, 1_000_000].map(retryDelayMs)).toEqual([500, 1_000, 2_000, 32_000, 60_000, 60_000, 60_000]);
});

it('lets a dead worker keep its work for less than 15 s, and a live one prove itself in time', () => {
  expect(jobPolicy.lockMs + 2 * jobPolicy.stalledCheckMs).toBeLessThan(15_000);
  expect(jobPolicy.stalledCheckMs).toBeLessThan(jobPolicy.lockMs);
});
