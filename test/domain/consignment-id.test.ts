import { describe, expect, it } from 'vitest';
import { consignmentId, linkingKeys } from '../../src/domain/consignment-id.ts';

const none = {
  declaration: undefined,
  houseBill: undefined,
  airWaybill: undefined,
  masterBill: undefined,
  s10: undefined,
};

describe('consignmentId', () => {
  it('takes the strongest reference', () => {
    expect(consignmentId('A', { ...none, s10: 'S', houseBill: 'H' })).toBe('A/H');
    expect(consignmentId('A', { ...none, s10: 'S', declaration: 'D' })).toBe('A/D');
    expect(consignmentId('A', none)).toBeUndefined();
  });
});

describe('linkingKeys', () => {
  it('lists keys strongest first and keeps kinds and agencies apart', () => {
    const keys = linkingKeys('A', { ...none, s10: 'X', declaration: 'X' });
    expect(keys).toEqual(['A|declaration|X', 'A|s10|X']);
    expect(linkingKeys('B', { ...none, s10: 'X' })).not.toEqual([keys[1]]);
  });
});
