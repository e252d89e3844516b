import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isContainerNumber } from '../../../src/domain/container-number.ts';
import { isS10 } from '../../../src/domain/s10.ts';
import { consignmentReferences, drawContainers } from '../../../src/synthetic/consignments/consignment-references.ts';
import { createRng } from '../../../src/util/rng.ts';

describe('consignmentReferences', () => {
  it('gives post an S10 identifier with its check digit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50_000_000 }), (number) => {
        const plan = { channel: 'post', mode: '5', departureCountry: 'CN' } as const;
        const { s10, declaration, houseBill } = consignmentReferences(number, plan, false);
        expect(isS10(s10!)).toBe(true);
        expect(declaration ?? houseBill).toBeUndefined();
      }),
    );
  });

  it('gives air cargo a waybill whose last digit is the remainder by seven', () => {
    const plan = { channel: 'cargo', mode: '4', departureCountry: 'CN' } as const;
    const { airWaybill, declaration, masterBill } = consignmentReferences(12_345, plan, false);
    const [, serial, check] = /^999-(\d{7})(\d)$/.exec(airWaybill!)!;
    expect(Number(serial) % 7).toBe(Number(check));
    expect(declaration).toBeDefined();
    expect(masterBill).toBeUndefined();
  });

  it('numbers every declaration where the agency does', () => {
    const plan = { channel: 'post', mode: '5', departureCountry: 'CN' } as const;
    expect(consignmentReferences(1, plan, true).declaration).toBeDefined();
    const declarations = Array.from(
      { length: 5000 },
      (_, number) => consignmentReferences(number, plan, true).declaration,
    );
    expect(new Set(declarations).size).toBe(5000);
  });
});

describe('drawContainers', () => {
  it('gives sea cargo a valid container and the rest none', () => {
    const rng = createRng(1);
    for (let turn = 0; turn < 200; turn++) {
      expect(drawContainers({ mode: '1' }, rng).every(isContainerNumber)).toBe(true);
    }
    expect(drawContainers({ mode: '4' }, rng)).toEqual([]);
  });
});
