import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exportedTextLimit, neutraliseText } from '../../src/formats/neutralise-text.ts';

describe('neutraliseText', () => {
  it.each([
    ['Handbags of leather (10%)', 'Handbags of leather (10%)'],
    ['Société Générale & Co., Łódź', 'Société Générale & Co., Łódź'],
    ['深圳市 新欣 <贸易>', '深圳市 新欣 <贸易>'],
    ['=HYPERLINK("http://x")', '\'=HYPERLINK("http://x")'],
    ['  @SUM(A1)', "'  @SUM(A1)"],
    ['＝1+1', "'＝1+1"],
    ['shoes;=cmd|x', "shoes;'=cmd|x"],
    ['shoes;"=cmd', 'shoes;"\'=cmd'],
    ['a\r\nb\tc', 'a b c'],
    ['safe\u202Egpj.exe', 'safe\uFFFDgpj.exe'],
    ['AB\u200B12\u0000', 'AB\uFFFD12\uFFFD'],
    ['<script>alert(1)</script>', '‹script>alert(1)‹/script>'],
    ['2 < 3', '2 < 3'],
    ['half \uD800 pair 😀', 'half \uFFFD pair 😀'],
    ['-12.5', '-12.5'],
    ['', ''],
  ])('makes %j %j', (text, safe) => {
    expect(neutraliseText(text)).toBe(safe);
  });

  it('cuts long texts, and never within a character', () => {
    const cut = neutraliseText('😀'.repeat(exportedTextLimit));
    expect(cut.length).toBeLessThanOrEqual(exportedTextLimit);
    expect(cut.endsWith('😀…')).toBe(true);
  });

  it('leaves nothing that acts, and stays as it is the second time', () => {
    const hostile = fc.string({
      unit: fc.constantFrom('=', ';', '+', '<', 'a', '/', '\t', '\u202E', '\u0000', '"', ' ', '\u{E0041}', '\uDC00'),
    });
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), hostile), (text) => {
        const safe = neutraliseText(text);
        expect(safe).not.toMatch(/^\s*[=+@＝＋－＠]|;\s*"?\s*[=+@]/);
        expect(safe).not.toMatch(/<[a-z/!?]/i);
        expect(safe).not.toMatch(/[\p{Cc}\u202A-\u202E\u2066-\u2069\u200B\uFEFF]/u);
        expect(Buffer.from(safe).toString()).toBe(safe);
        expect(neutraliseText(safe)).toBe(safe);
      }),
      { seed: 7, numRuns: 100 },
    );
  });
});
