/** A handful of consignments that have parties, routes, results and rights in common. */

import type { Party } from '../../src/domain/party.ts';
import type { SourceRecord } from '../../src/domain/record.ts';
import { makeParties, makeRecord } from './goods-item-record.ts';
import { makeMeasure } from './measure-record.ts';
import { makeExamination } from './result-records.ts';
import { dayMoment, makeRight } from './rights-record.ts';

/** Returns a seller with everything by which it can be known again. */
export function makeSeller(changes: Partial<Party> = {}): Party {
  return {
    id: 'S-77',
    idScheme: 'TEST',
    name: 'Bright Harbour Trading Co., Ltd.',
    address: '12 Dock Road, Unit 5, 518000 Shenzhen',
    country: 'CN',
    phone: '+86 755 8262 7001',
    email: 'sales@brightharbour.example',
    partyKind: 'business',
    isAuthorisedOperator: undefined,
    ...changes,
  };
}

const references = (declaration: string | undefined, houseBill?: string, masterBill?: string) => ({
  declaration,
  houseBill,
  airWaybill: undefined,
  masterBill,
  s10: undefined,
});

/** Returns records of consignments A to F, a manifest of A, three results, a measure and a right. Some are versions of one another. */
export function tradedRecords(): SourceRecord[] {
  const seller = makeSeller();
  const parties = { ...makeParties({ importer: 'I1', declarant: 'D1' }), seller };
  const other = {
    ...makeParties({ importer: 'I2', declarant: 'D1' }),
    seller: makeSeller({
      id: 'S-2',
      name: 'Old Mill Export',
      address: '4 Mill Lane, 90210 Hill',
      phone: undefined,
      email: undefined,
    }),
  };
  return [
    makeRecord({ reference: 'A', day: 18_000, consignment: { parties, references: references('A', 'H-A', 'M') } }),
    makeRecord({
      reference: 'A',
      day: 18_000,
      consignment: { parties, references: references('A', 'H-A', 'M') },
      item: { itemNumber: 2, hsCode: '950300' },
    }),
    makeRecord({
      reference: 'A',
      day: 18_000,
      consignment: {
        parties,
        amendment: 1,
        references: references('A', 'H-A2', 'M'),
        office: '20',
        knownAt: dayMoment(18_001),
      },
      item: { itemNumber: 2, hsCode: '950300', netMassKg: 3 },
    }),
    {
      ...makeRecord({
        reference: 'H-A',
        day: 17_999,
        consignment: { stage: 'pre-arrival', parties, references: references(undefined, 'H-A') },
      }),
      kind: 'manifest',
    },
    makeRecord({
      reference: 'B',
      day: 18_002,
      consignment: { parties: other, references: references('B', undefined, 'M') },
    }),
    makeRecord({ reference: 'C', day: 18_005, consignment: { parties: { ...other, seller } } }),
    makeRecord({
      reference: 'D',
      day: 18_008,
      consignment: { parties },
      item: { description: 'VELMONTE handbags', hsCode: '420222' },
    }),
    makeRecord({ reference: 'E', day: 18_010, consignment: { parties: other } }),
    makeRecord({
      reference: 'F',
      day: 18_012,
      consignment: {
        parties: {
          ...parties,
          consignee: makeSeller({
            id: 'K',
            name: 'Kim',
            partyKind: 'natural',
            address: 'Elm Street 7, 10115 Berlin',
            country: 'DE',
            phone: '+49 30 9014 7220',
          }),
        },
      },
    }),
    makeExamination({ reference: 'A', day: 18_003, itemNumber: 1, outcome: 'confirmed' }),
    makeExamination({ reference: 'B', day: 18_004, itemNumber: undefined }),
    // By master bill alone it belongs to A and B together.
    makeExamination({
      reference: 'M',
      day: 18_006,
      itemNumber: 1,
      references: references(undefined, undefined, 'M'),
      outcome: 'confirmed',
    }),
    makeMeasure({ reference: 'C', day: 18_009, parties: { ...makeParties({}), seller } }),
    makeRight({ knownAt: dayMoment(17_000) }),
  ];
}
