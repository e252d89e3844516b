/** Packs of targets for tests and measurements. */
import { defaultHandling } from '../../src/domain/handling.ts';
import type { PackModel, PackTarget, TargetPack, TargetPackHead } from '../../src/domain/target-pack.ts';

/** Returns a target with something in every field. */
export function packTarget(change: Partial<PackTarget> = {}): PackTarget {
  return {
    reference: 'T-7K3QF-9M2XD-8',
    rank: 1,
    consignmentId: 'AURELIA/D1',
    references: {
      declaration: 'D1',
      houseBill: 'H1',
      airWaybill: '999-12345675',
      masterBill: undefined,
      s10: undefined,
    },
    containers: ['MSCU1234566'],
    channel: 'express',
    mode: '4',
    direction: 'import',
    procedure: '4000',
    office: 'AU3001',
    place: { terminal: 'Cargo City', shed: 'Shed 2', flightOrVessel: 'CX 289' },
    arrivalMs: Date.parse('2026-10-02T14:10Z'),
    cutOffMs: Date.parse('2026-10-03T01:10Z'),
    route: ['CN', 'HK', 'DE'],
    goods: [
      {
        itemNumber: 1,
        hsCode: '42022100',
        description: 'Handbags of leather',
        brand: 'Velmonté',
        netMassKg: 12.5,
        grossMassKg: 14,
        quantity: 40,
        unitCode: 'H87',
        originCountry: 'CN',
        value: { amount: 480.5, currency: 'EUR', basis: 'declared' },
      },
      {
        itemNumber: 2,
        hsCode: '42029100',
        description: 'Belts',
        brand: undefined,
        netMassKg: 3,
        grossMassKg: undefined,
        quantity: undefined,
        unitCode: undefined,
        originCountry: 'CN',
        value: undefined,
      },
    ],
    parties: [
      {
        role: 'seller',
        id: 'X1',
        idScheme: 'AURELIA',
        name: '新欣昌批发',
        address: '1 Harbour Road',
        country: 'HK',
        phone: '+85212345678',
        email: 'shop@example.com',
        partyKind: 'business',
      },
      { role: 'consignee', name: 'Jane Roe', country: 'DE', partyKind: 'natural' },
    ],
    lane: 'red',
    control: 'physical',
    minutes: 25,
    shift: 'early',
    probability: 0.437,
    reasons: [
      { text: 'Price far below that of like goods', audiences: ['own-unit'] },
      { text: 'Brand named in the description', audiences: ['own-unit', 'examination-officer', 'police'] },
    ],
    lookFor: ['Stitching of the handle; serial number inside the pocket'],
    rights: [
      {
        itemNumbers: [1],
        finding: 'actionable',
        rightId: 'AURELIA/R7',
        iprType: 'trade-mark',
        brand: 'Velmonté',
        holder: 'Velmonté Holdings',
        contact: { role: 'right holder', name: 'A. Legal', phone: '+33123456789', email: 'ip@velmonte.example' },
      },
    ],
    contacts: [{ role: 'targeting unit', name: 'Duty officer', phone: '+49301234', email: undefined }],
    handling: {
      ...defaultHandling('AURELIA'),
      tlp: 'TLP:AMBER',
      purposes: ['customs-risk-analysis', 'customs-control', 'criminal-investigation'],
    },
    ...change,
  };
}

const model: PackModel = { name: 'sample', version: '1' };

/** Returns a pack for the own unit. */
export function targetPack(
  targets: TargetPack['targets'] = [packTarget()],
  change: Partial<TargetPackHead> = {},
): TargetPack {
  return {
    title: 'Operation Quiet Harbour',
    operation: { name: 'Quiet Harbour', from: '2026-10-01', to: '2026-10-07', legalBasis: 'Regulation (EU) 608/2013' },
    list: { id: '12', version: 1 },
    madeAtMs: Date.parse('2026-10-02T05:00Z'),
    audience: 'own-unit',
    handling: packTarget().handling,
    policy: 'default version 1',
    model,
    method: ['The random slice is drawn first over everything eligible.'],
    contacts: [{ role: 'targeting unit', name: 'Duty officer', phone: '+49301234', email: 'targeting@example.org' }],
    targets,
    ...change,
  };
}
