import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMarkdown, parseSpans } from '../../../../src/web/pages/models/parse-markdown.ts';

describe('parseMarkdown', () => {
  it('takes a text apart into blocks', () => {
    const text =
      '# Card\n\n> Only a\n> sample.\n\nTwo lines\nof text.\n- one\n  and more\n- two\n\n1. first\n\n| a | b |\n|---|---|\n| 1 | x \\| y |\n\n```\n# code\n```\n';
    expect(parseMarkdown(text)).toEqual([
      { kind: 'heading', level: 1, text: 'Card' },
      { kind: 'quote', text: 'Only a sample.' },
      { kind: 'paragraph', text: 'Two lines of text.' },
      { kind: 'list', isOrdered: false, items: ['one and more', 'two'] },
      { kind: 'list', isOrdered: true, items: ['first'] },
      { kind: 'table', head: ['a', 'b'], rows: [['1', 'x | y']] },
      { kind: 'code', text: '# code' },
    ]);
  });

  it('ends on any text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('#', '>', '-', '*', '|', '`', ' ', '\n', 'a', '1', '.') }),
        (text) => {
          expect(Array.isArray(parseMarkdown(text))).toBe(true);
        },
      ),
    );
  });

  it('reads the card of the shipped model with its headings and tables', () => {
    const blocks = parseMarkdown(readFileSync('models/sample/1/card.md', 'utf8'));
    const kinds = new Set(blocks.map(({ kind }) => kind));
    expect(kinds).toContain('heading');
    expect(kinds).toContain('table');
  });
});

describe('parseSpans', () => {
  it('knows strong, emphasised and code, and the text of links', () => {
    expect(parseSpans('a **b** *c* `d` [e](f)')).toEqual([
      { kind: 'text', text: 'a ' },
      { kind: 'strong', text: 'b' },
      { kind: 'text', text: ' ' },
      { kind: 'emphasis', text: 'c' },
      { kind: 'text', text: ' ' },
      { kind: 'code', text: 'd' },
      { kind: 'text', text: ' e' },
    ]);
  });

  it('leaves elements as text', () => {
    expect(parseSpans('<b>x</b>')).toEqual([{ kind: 'text', text: '<b>x</b>' }]);
  });
});
