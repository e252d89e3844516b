import { describe, expect, it } from 'vitest';
import { parsePartyQuery } from '../../../src/matching/parties/party-query.ts';
import { makeParty } from '../../factories/goods-item-record.ts';

const party = (changes: Partial<ReturnType<typeof makeParty>>) => ({ ...makeParty('X-1'), ...changes });

describe('parsePartyQuery', () => {
  it.each([
    ['id:TEST:x 1', party({}), true],
    ['id:EORI:X-1', party({}), false],
    ['id::X1', party({ idScheme: undefined }), true],
    ['id::X1', party({}), false],
    ['name:Müller Trading|de', party({ name: 'MUELLER TRADING GmbH', country: 'DE' }), true],
    ['name:Müller Trading|de', party({ name: 'Trading MÜLLER GmbH', country: 'DE' }), true],
    ['name:Müller Trading|DE', party({ name: 'Müller Trading', country: 'AT' }), false],
    ['name:Müller Trading|DE', party({ name: 'Müller Trading' }), false],
    [
      'address:Hauptstr. 12b, 10115 Berlin|DE',
      party({ address: 'Hauptstraße 12 B, Berlin 10115', country: 'DE' }),
      true,
    ],
    ['address:Hauptstr. 12b, 10115 Berlin|DE', party({ address: 'Hauptstraße 12 B, Berlin 10115' }), true],
    ['address:12 High St, 90210 Hill', party({ address: '12 High Street, Hill 90210', country: 'US' }), true],
    ['address:12 High St, 90210 Hill|US', party({ address: '12 High Street, Hill 90210', country: 'CA' }), false],
    ['phone:030 9014 7220|DE', party({ phone: '+49 30 90147220' }), true],
    ['phone:+49 30 90147220', party({ phone: '(030) 9014-7220', country: 'DE' }), true],
    ['phone:030 9014 7220|DE', party({ phone: '030 9014 7221', country: 'DE' }), false],
    ['email:ann@example.org', party({ email: 'Ann <Ann+shop@Example.org>' }), true],
    ['email:ann@example.org', party({ email: 'ANN+shop@example.org' }), true],
    ['email:ann@example.org', party({}), false],
  ])('%s', (text, candidate, isMeant) => {
    expect(parsePartyQuery(text)?.matches(candidate)).toBe(isMeant);
  });

  it.each([
    '',
    'Kim',
    'name:Kim',
    'name:|DE',
    'name:...|DE',
    'id:X',
    'id:EORI:',
    'phone:12',
    'email:nobody',
    'address:---|DE',
    'shoe:42',
  ])('takes %j for no party', (text) => expect(parsePartyQuery(text)).toBeUndefined());

  it('knows its text among others', () => {
    const query = parsePartyQuery('name:Bright Harbour Trading|CN')!;
    expect(query.matchesText('TRADING, Bright-Harbour Co Ltd')).toBe(true);
    expect(query.matchesText('Bright Harbour')).toBe(false);
    expect(parsePartyQuery('phone:+49 30 90147220')!.matchesText('0049 30 90147220')).toBe(true);
    expect(parsePartyQuery('id:EORI:DE123')!.matchesText('de-123')).toBe(true);
    expect(parsePartyQuery('address:12 High St, 90210 Hill|US')!.matchesText('Hill 90210, 12 High Street')).toBe(true);
    expect(parsePartyQuery('email:a@example.org')!.matchesText('a@example.org')).toBe(true);
  });
});
