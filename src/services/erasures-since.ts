/** Whether a replay gives what was given then. */
import { hourMs } from '../domain/moment.ts';
import type { Erasure } from './erasure-ports.ts';

/**
 * Returns the erasures for which a replay as of a tick no longer gives what was given then: they took away what was known before that tick, and were made after it. Empty where
 * the replay is exact.
 */
export function erasuresSince(erasures: readonly Erasure[], tick: number): readonly Erasure[] {
  return erasures.filter(
    ({ firstKnownTick, erasedAtMs }) =>
      firstKnownTick !== undefined && firstKnownTick < tick && tick * hourMs < erasedAtMs,
  );
}
