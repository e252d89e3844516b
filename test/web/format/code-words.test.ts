import { describe, expect, it } from 'vitest';
import { fieldGroups, sharedKinds } from '../../../src/domain/agreement.ts';
import { decisionCodes } from '../../../src/domain/case-decision.ts';
import { outcomes } from '../../../src/domain/examination.ts';
import { holdStates } from '../../../src/domain/hold.ts';
import { caseState, decisionCode, lane, reasonCode, recordExamination } from '../../../src/http/schemas/queue.ts';
import {
  caseStateWords,
  decisionWords,
  executionWords,
  fieldGroupWords,
  holdStateWords,
  laneWords,
  outcomeWords,
  reasonsOf,
  reasonWords,
  sharedKindWords,
  wordsOf,
} from '../../../src/web/format/code-words.ts';

describe('words of codes', () => {
  it('has words for every code of the interface', () => {
    expect(Object.keys(decisionWords)).toEqual(decisionCode.options);
    expect(Object.keys(reasonWords)).toEqual(reasonCode.options);
    expect(Object.keys(laneWords)).toEqual(lane.options);
    expect(Object.keys(caseStateWords)).toEqual(caseState.options);
    expect(Object.keys(executionWords)).toEqual(recordExamination.shape.execution.options);
    expect(Object.keys(outcomeWords)).toEqual(outcomes);
    expect(Object.keys(holdStateWords)).toEqual(holdStates);
    expect(Object.keys(sharedKindWords)).toEqual(sharedKinds);
    expect(Object.keys(fieldGroupWords)).toEqual(fieldGroups);
  });

  it('offers at most ten reasons, one a digit, and each of them at least once', () => {
    for (const decision of decisionCodes) {
      const { length } = reasonsOf[decision];
      expect(length).toBeGreaterThan(0);
      expect(length).toBeLessThanOrEqual(10);
      expect(new Set(reasonsOf[decision]).size).toBe(length);
    }
    expect(new Set(Object.values(reasonsOf).flat())).toEqual(new Set(reasonCode.options));
  });

  it('makes words of any code', () => {
    expect(wordsOf('refer-to-police')).toBe('Refer to police');
    expect(wordsOf('')).toBe('');
  });
});
