import { describe, expect, it } from 'vitest';
import { parsePartyQuery } from '../../../src/matching/parties/party-query.ts';
import { noParty, partyText, type TypedParty } from '../../../src/web/ui/party-field.tsx';

describe('partyText', () => {
  it.each<[Partial<TypedParty>, string]>([
    [{ kind: 'name', text: ' Maria Okafor ', country: 'au' }, 'name:Maria Okafor|AU'],
    [{ kind: 'id', text: 'DE123', scheme: 'EORI' }, 'id:EORI:DE123'],
    [{ kind: 'id', text: '77120' }, 'id::77120'],
    [{ kind: 'address', text: '12 Quay Street' }, 'address:12 Quay Street'],
    [{ kind: 'phone', text: '+49 30 1234567', country: 'DE' }, 'phone:+49 30 1234567|DE'],
    [{ kind: 'email', text: 'a@example.org', country: 'DE' }, 'email:a@example.org'],
  ])('says %j as the service reads it', (typed, text) => {
    expect(partyText({ ...noParty, ...typed })).toBe(text);
    expect(parsePartyQuery(text)).toBeDefined();
  });
});
