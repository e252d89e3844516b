import { describe, expect, it } from 'vitest';
import { normalisedName, partyIdentity } from '../../src/domain/party-identity.ts';
import { makeParty } from '../factories/goods-item-record.ts';

describe('partyIdentity', () => {
  it('keeps schemes apart', () =>
    expect(partyIdentity(makeParty('1'))).not.toBe(partyIdentity({ ...makeParty('1'), idScheme: 'OTHER' })));
  it('falls back on the name and country', () => {
    const named = { ...makeParty('x'), id: undefined, name: 'Müller & Söhne GmbH', country: 'DE' };
    expect(partyIdentity(named)).toBe(partyIdentity({ ...named, name: 'MULLER SOHNE' }));
    expect(partyIdentity(named)).not.toBe(partyIdentity({ ...named, country: 'AT' }));
  });
  it('is undefined for a party without either', () =>
    expect(partyIdentity({ ...makeParty('x'), id: undefined })).toBeUndefined());
});

describe('normalisedName', () => {
  it('keeps a name that is nothing but a legal form', () => expect(normalisedName('Co. Ltd')).toBe('CO LTD'));
});
