import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { controlOf, decisionCodes, needsHold, usesCapacity } from '../../src/domain/case-decision.ts';
import { answered, type HoldState, holdAnswers, isEnded, isSent } from '../../src/domain/hold.ts';

describe('a hold', () => {
  it('comes to one end, whatever an operator answers, and as often as it likes', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...holdAnswers), { maxLength: 8 }), (answers) => {
        let state: HoldState = 'requested';
        let end: HoldState | undefined;
        for (const answer of answers) {
          try {
            state = answered(state, answer);
          } catch (error) {
            expect(error).toMatchObject({ code: 'conflict' });
          }
          if (end !== undefined) expect(state).toBe(end);
          if (isEnded(state)) end = state;
        }
      }),
    );
  });

  it('that was withdrawn cannot be answered', () => {
    for (const answer of holdAnswers) expect(() => answered('withdrawn', answer)).toThrow('withdrawn');
  });

  it('has gone out from its moment on', () => {
    expect([isSent(undefined, 5), isSent(6, 5), isSent(5, 5)]).toEqual([false, false, true]);
  });
});

describe('a decision', () => {
  it('asks for a hold where goods are needed at hand', () => {
    const asking = decisionCodes.filter((code) => needsHold(code, false));
    expect(asking).toEqual(['scan', 'physical-examination']);
    expect(needsHold('documentary-check', true)).toBe(true);
    expect(needsHold('release', true)).toBe(false);
    expect(decisionCodes.filter((code) => controlOf(code) !== undefined)).toHaveLength(3);
    expect(decisionCodes.filter(usesCapacity)).toEqual(['scan', 'physical-examination']);
  });
});
