import { describe, expect, it } from 'vitest';
import { splitReason } from '../../../src/web/format/split-reason.ts';

describe('splitReason', () => {
  it('takes direction and subject off', () => {
    const text = 'raises: price and mass – priced at 0.21 of the usual';
    expect(splitReason(text)).toEqual({
      direction: 'raises',
      sentence: 'price and mass – priced at 0.21 of the usual',
    });
    expect(splitReason(text, 'price and mass')).toEqual({
      direction: 'raises',
      sentence: 'priced at 0.21 of the usual',
    });
    expect(splitReason(text, 'route').sentence).toBe('price and mass – priced at 0.21 of the usual');
  });

  it('leaves any other text as it is', () => {
    expect(splitReason('Refer to duty supervisor')).toEqual({
      direction: undefined,
      sentence: 'Refer to duty supervisor',
    });
    expect(splitReason('')).toEqual({ direction: undefined, sentence: '' });
  });
});
