import { describe, expect, it } from 'vitest';
import { memoise } from '../../../src/matching/text/memoise.ts';

describe('memoise', () => {
  it('computes once while it remembers, and anew after two generations', () => {
    let computed = 0;
    const double = memoise((text, qualifier) => {
      computed++;
      return `${text}${text}${qualifier}`;
    }, 2);
    expect([double('a'), double('a'), double('a', '!')]).toEqual(['aa', 'aa', 'aa!']);
    expect(computed).toBe(2);
    for (const text of 'bcdef') double(text);
    double('a');
    expect(computed).toBe(8);
  });
  it('keeps what is asked for', () => {
    let computed = 0;
    const same = memoise((text) => {
      if (text === 'kept') computed++;
      return text;
    }, 4);
    for (let index = 0; index < 100; index++) {
      same('kept');
      same(String(index));
    }
    expect(computed).toBe(1);
  });
  it('remembers null, and no long texts', () => {
    let computed = 0;
    const nothing = memoise(() => {
      computed++;
      return null;
    });
    expect([nothing('a'), nothing('a')]).toEqual([null, null]);
    expect(computed).toBe(1);
    nothing('x'.repeat(300));
    nothing('x'.repeat(300));
    expect(computed).toBe(3);
  });
});
