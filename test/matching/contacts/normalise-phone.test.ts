import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalisePhone } from '../../../src/matching/contacts/normalise-phone.ts';
import { anyText, edgeTexts } from '../arbitrary-texts.ts';

describe('normalisePhone', () => {
  it.each([
    ['(030) 123 45 60', 'DE', '+49301234560'],
    ['+49 (0)30 1234560', undefined, '+49301234560'],
    ['0049 030 1234560', 'FR', '+49301234560'],
    ['030/1234560', 'DE', '+49301234560'],
    ['٠٣٠١٢٣٤٥٦٠', 'DE', '+49301234560'],
    ['００４９ ３０ １２３４５６０', undefined, '+49301234560'],
    ['06 1234567', 'IT', '+39061234567'],
    ['+39 06 1234567', 'DE', '+39061234567'],
    ['8 (495) 123-45-67', 'RU', '+74951234567'],
    ['8-10-49-30-1234560', 'RU', '+49301234560'],
    ['80291234567', 'BY', '+375291234567'],
    ['06 1 234 5600', 'HU', '+3612345600'],
    ['011 44 20 7946 0958', 'US', '+442079460958'],
    ['1 (212) 555-0123 ext. 45', 'US', '+12125550123'],
    ['212.555.0123 x45', 'CA', '+12125550123'],
    ['13800138000', 'CN', '+8613800138000'],
    ['8613800138000', 'CN', '+8613800138000'],
    ['+44 20 7946 0958 / +44 20 7946 0959', 'GB', '+442079460958'],
    ['Fax: 020 7946 0958; 020 7946 0959', 'GB', '+442079460958'],
    ['912 345 678', 'ES', '+34912345678'],
    ['555 01234', undefined, '55501234'],
    ['02079460958', 'XX', '02079460958'],
  ])('%s in %s → %s', (phone, country, expected) => expect(normalisePhone(phone, country)).toBe(expected));

  it.each([
    '',
    '12345',
    '0000000',
    '1234567',
    '+49 1234567',
    '99999999',
    'call me',
    '12345678901234567890',
    '+00000001234',
  ])('%s is no number', (phone) => expect(normalisePhone(phone, 'DE')).toBeUndefined());

  it('is a fixed point, of 7 to 15 digits', () => {
    const digits = fc.stringMatching(/^[+(]?0{0,3}[0-9][0-9 ()/.x-]{3,20}$/);
    const countries = fc.constantFrom(
      undefined,
      'DE',
      'IT',
      'RU',
      'BY',
      'HU',
      'US',
      'CN',
      'HK',
      'AU',
      'MX',
      'TM',
      'LT',
      'XX',
    );
    fc.assert(
      fc.property(fc.oneof(digits, anyText), countries, (phone, country) => {
        const key = normalisePhone(phone, country);
        if (key === undefined) return;
        expect(key).toMatch(/^\+?\d{7,15}$/);
        expect(normalisePhone(key, country)).toBe(key);
      }),
      { numRuns: 5000 },
    );
  });
  it('takes anything', () => {
    for (const phone of edgeTexts) expect(normalisePhone(phone, 'DE')).toBeUndefined();
  });
});
