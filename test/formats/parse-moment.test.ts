import { describe, expect, it } from 'vitest';
import { createMomentParser, type DateForm } from '../../src/formats/parse-moment.ts';

const day = (text: string): number => Date.parse(`${text}T00:00:00Z`);

describe('createMomentParser', () => {
  it.each<[DateForm, string]>([
    ['YYYY-MM-DD', '2026-03-01'],
    ['YY-MM-DD', '26-03-01'],
    ['YYYYMMDD', '20260301'],
    ['DD.MM.YYYY', '01.03.2026'],
    ['DD/MM/YYYY', '01/03/2026'],
    ['MM/DD/YYYY', '03/01/2026'],
    ['ISO', '2026-03-01'],
  ])('reads %s', (form, text) => {
    expect(createMomentParser(form, 'UTC', 'day')(text)).toEqual({ epochMs: day('2026-03-01'), precision: 'day' });
  });

  it.each(['2026-02-30', '2026-13-01', '01.03.2026', '2026-3-1', '', 'today'])('takes %j for no date', (text) => {
    expect(createMomentParser('YYYY-MM-DD', 'UTC', 'day')(text)).toBeUndefined();
  });

  it('turns local times into UTC, summer and winter', () => {
    const parse = createMomentParser('YYYY-MM-DD HH:mm', 'Europe/Berlin', 'hour');
    expect(parse('2026-01-15 12:00')?.epochMs).toBe(Date.parse('2026-01-15T11:00:00Z'));
    expect(parse('2026-07-15 12:00')?.epochMs).toBe(Date.parse('2026-07-15T10:00:00Z'));
  });

  it('reads code 304, with its zone or in that of the file', () => {
    const parse = createMomentParser('YYYYMMDDHHmmss', 'Europe/Madrid', 'hour');
    expect(parse('20260115120030Z')?.epochMs).toBe(Date.parse('2026-01-15T12:00:00Z'));
    expect(parse('20260115120030+0200')?.epochMs).toBe(Date.parse('2026-01-15T10:00:00Z'));
    expect(parse('20260115120030')?.epochMs).toBe(Date.parse('2026-01-15T11:00:00Z'));
    for (const text of ['20260115120060', '20260115250000', '20260231120000Z', '202601151200', '20260115120030CET']) {
      expect(parse(text)).toBeUndefined();
    }
  });

  it('keeps the local day of a source whose tick is the day', () => {
    const parse = createMomentParser('ISO', 'Asia/Seoul', 'day');
    expect(parse('2026-01-15T23:30:00Z')).toEqual({ epochMs: day('2026-01-16'), precision: 'day' });
  });
});
