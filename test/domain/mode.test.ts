import { describe, expect, it } from 'vitest';
import { isModeCode, modeName } from '../../src/domain/mode.ts';

describe('modes of transport', () => {
  it('are codes of UN Recommendation 19 with a name each', () => {
    expect(['0', '4', '9'].map(isModeCode)).toEqual([true, true, true]);
    expect(modeName('4')).toBe('air');
    expect(isModeCode('10')).toBe(false);
    expect(modeName('air')).toBeUndefined();
  });
});
