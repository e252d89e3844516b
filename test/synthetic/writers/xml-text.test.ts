import { describe, expect, it } from 'vitest';
import { xmlText } from '../../../src/synthetic/writers/xml-text.ts';

describe('xmlText', () => {
  it('writes attributes, texts, children in order and lists as repeated elements', () => {
    const content = { '@u': 'KGM', A: [1, 2], B: undefined, C: { '@x': 'y', '#text': 3.5 }, D: {} };
    expect(xmlText('R', content)).toBe('<R u="KGM"><A>1</A><A>2</A><C x="y">3.5</C><D></D></R>');
    expect(xmlText('R', [])).toBe('');
  });

  it('escapes what would be markup', () => {
    expect(xmlText('R', { '@a': '"<', '#text': 'A & B > C' })).toBe('<R a="&quot;&lt;">A &amp; B &gt; C</R>');
  });
});
