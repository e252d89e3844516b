import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { neutraliseCell } from '../../src/formats/neutralise-cell.ts';
import { writeCsvRows } from '../../src/formats/write-csv.ts';

describe('writeCsvRows', () => {
  it('quotes what needs it and leaves missing fields empty', () => {
    expect(writeCsvRows([['a,b', undefined, 1.5, 'say "x"']])).toBe('"a,b",,1.5,"say ""x"""\n');
  });

  it.each(['=1+1', '+cmd', '-2+3', '@sum', '\t=1', '\r=1'])('keeps %j from running', (text) => {
    expect(neutraliseCell(text).startsWith("'")).toBe(true);
  });

  it.each(['-12.5', '-1e5', 'plain', '', '1=1'])('leaves %j alone', (text) => {
    expect(neutraliseCell(text)).toBe(text);
  });

  it('never writes a cell that a spreadsheet would run', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const safe = neutraliseCell(text);
        expect(/^[=@\t\r\n]/.test(safe)).toBe(false);
        expect(safe.endsWith(text)).toBe(true);
      }),
    );
  });
});
