import { describe, expect, it } from 'vitest';
import type { Party } from '../../../src/domain/party.ts';
import { NetworkFinder } from '../../../src/matching/parties/network-signs.ts';
import { makeParty, makeRecord } from '../../factories/goods-item-record.ts';

const record = (seller: Party, importer: Party, hsCode = '640399') =>
  makeRecord({
    item: { hsCode },
    consignment: { parties: { ...makeRecord().consignment.parties, consignor: undefined, seller, importer } },
  });
const seller = (id: string, more: Partial<Party> = {}): Party => ({ ...makeParty(id), name: `Trading ${id}`, ...more });
const trader: Party = { ...makeParty('I7'), partyKind: 'business' };
const day = '2026-10-05';

/** Returns the signs of each consignment. */
function signsOf(records: readonly (readonly [string, ReturnType<typeof record>, string?])[]): string[] {
  const finder = new NetworkFinder();
  for (const [id, one, on = day] of records) finder.add(id, [one], on);
  return records.map(([id]) => finder.signsOf(id).join(' '));
}

describe('NetworkFinder', () => {
  it('sees three consignments of one sender to one receiver on one day, and no fewer', () => {
    const three = ['a', 'b', 'c'].map((id) => [id, record(seller('S'), trader)] as const);
    expect(signsOf(three)).toEqual(['split', 'split', 'split']);
    expect(signsOf(three.slice(1))).toEqual(['', '']);
    expect(signsOf([...three.slice(1), ['c', record(seller('S'), trader), '2026-10-06']])).toEqual(['', '', '']);
  });

  it('leaves private people as receivers out', () => {
    const person: Party = { ...trader, partyKind: 'natural' };
    const three = ['a', 'b', 'c'].map((id) => [id, record(seller('S'), person)] as const);
    expect(signsOf(three)).toEqual(['', '', '']);
  });

  it('sees labels apart from the goods that the same receiver is sent', () => {
    expect(
      signsOf([
        ['a', record(seller('S'), trader, '482110')],
        ['b', record(seller('T'), trader)],
      ]),
    ).toEqual(['labels-apart', 'labels-apart']);
    expect(
      signsOf([
        ['a', record(seller('S'), trader, '482110')],
        ['b', record(seller('T'), trader, '580710')],
      ]),
    ).toEqual(['', '']);
  });

  it('sees senders of two names behind one contact, and not one sender twice', () => {
    const contact = { address: '12 Harbour Road Shenzhen', country: 'CN' };
    const [a, b] = [seller('S', contact), seller('T', contact)];
    expect(
      signsOf([
        ['a', record(a, trader)],
        ['b', record(b, trader)],
      ]),
    ).toEqual(['shared-contact', 'shared-contact']);
    const again = { ...a, id: 'OTHER-ID' };
    expect(
      signsOf([
        ['a', record(a, trader)],
        ['b', record(again, trader)],
      ]),
    ).toEqual(['', '']);
    expect(new NetworkFinder().signsOf('absent')).toEqual([]);
  });
});
