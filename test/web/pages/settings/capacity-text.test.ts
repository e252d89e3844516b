import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCapacity } from '../../../../src/ranking/capacity.ts';
import { capacityText, newLine, typedLines } from '../../../../src/web/pages/settings/capacity-text.ts';

const code = fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }).filter((text) => text.trim() === text);
const line = fc.record({
  office: code,
  channel: code,
  shift: code,
  examinations: fc.nat(10_000),
  forecastArrivals: fc.option(fc.integer({ min: 1, max: 10_000 }), { nil: undefined }),
});

describe('capacityText', () => {
  it('is read by the service as the lines that it was made of', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 5 }), (lines) => {
        const read = parseCapacity('text', capacityText(typedLines({ lines })));
        expect(read.map((each) => ({ forecastArrivals: undefined, ...each }))).toEqual(lines);
      }),
    );
  });

  it('means everything by what is empty', () => {
    const text = capacityText([{ ...newLine, office: ' ', shift: '' }]);
    expect(parseCapacity('text', text)).toEqual([{ office: '*', channel: '*', shift: 'each', examinations: 0 }]);
  });
});
