import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTargetReference, targetReference } from '../../src/domain/target-reference.ts';

const secret = new Uint8Array(16).fill(7);
const reference = targetReference(secret, { listId: '12', consignmentId: 'AURELIA/D1' });

describe('targetReference', () => {
  it('is the same for the same target, and another for another list, consignment or secret', () => {
    expect(reference).toMatch(/^T-[0-9A-Z]{5}-[0-9A-Z]{5}-[0-9A-Z]$/);
    expect(targetReference(secret, { listId: '12', consignmentId: 'AURELIA/D1' })).toBe(reference);
    const others = [
      targetReference(secret, { listId: '13', consignmentId: 'AURELIA/D1' }),
      targetReference(secret, { listId: '12', consignmentId: 'AURELIA/D2' }),
      targetReference(new Uint8Array(16), { listId: '12', consignmentId: 'AURELIA/D1' }),
    ];
    expect(new Set([...others, reference]).size).toBe(4);
  });
});

describe('parseTargetReference', () => {
  it('takes what was sent, however it is typed', () => {
    expect(parseTargetReference(reference)).toBe(reference);
    expect(parseTargetReference(` ${reference.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o')}`)).toBe(
      reference,
    );
  });

  it('finds every wrong letter', () => {
    const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
    fc.assert(
      fc.property(fc.string(), fc.nat(9), fc.nat(31), (consignmentId, at, other) => {
        const made = targetReference(secret, { listId: '1', consignmentId });
        expect(parseTargetReference(made)).toBe(made);
        const place = at < 5 ? 2 + at : 3 + at;
        const wrong = `${made.slice(0, place)}${letters[other]}${made.slice(place + 1)}`;
        if (wrong !== made) expect(parseTargetReference(wrong)).toBeUndefined();
      }),
      { numRuns: 200 },
    );
  });

  it.each(['', 'T-', 'AURELIA/D1', 'T-7K3QF-9M2XD-U'])('takes %j for none', (text) => {
    expect(parseTargetReference(text)).toBeUndefined();
  });
});
