import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CaseState,
  type CaseStep,
  caseStates,
  isAllowedStep,
  isClaimed,
  requireClaimOf,
  requireStep,
  stateAt,
} from '../../src/domain/review-case.ts';

const allSteps: readonly CaseStep[] = [
  'claim',
  'release',
  'decide',
  'undo',
  'suppress',
  'return',
  'examine',
  'leave-unexamined',
  'expire',
];

describe('a case', () => {
  it('is decided by nobody who does not have it in hand, whatever the clock says', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...caseStates),
        fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
        fc.option(fc.integer({ min: 0, max: 20 }), { nil: undefined }),
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 0, max: 20 }),
        (state, claimedBy, claimedUntilMs, personId, nowMs) => {
          const claim = { state, claimedBy, claimedUntilMs };
          const holds =
            state === 'claimed' && claimedBy === personId && claimedUntilMs !== undefined && claimedUntilMs > nowMs;
          const decide = (): void => requireClaimOf(claim, personId, nowMs);
          if (holds) expect(decide).not.toThrow();
          else expect(decide).toThrow(expect.objectContaining({ code: 'conflict' }));
          expect(stateAt(claim, nowMs)).toBe(state === 'claimed' && !isClaimed(claim, nowMs) ? 'open' : state);
        },
      ),
    );
  });

  it('that is decided or examined cannot be claimed, suppressed or run out', () => {
    const settled: readonly CaseState[] = ['decided', 'examined'];
    for (const state of settled) {
      for (const step of ['claim', 'suppress', 'expire', 'decide'] as const) {
        expect(isAllowedStep(state, step)).toBe(false);
        expect(() => requireStep(state, step)).toThrow(expect.objectContaining({ code: 'conflict' }));
      }
    }
    expect(isAllowedStep('examined', 'undo')).toBe(false);
  });

  it('has something left that may be done in every state', () => {
    for (const state of caseStates) expect(allSteps.some((step) => isAllowedStep(state, step))).toBe(true);
  });
});
