/** Invented consignments for the pages. */
import type { z } from 'zod';
import type { caseDetail, queueItem } from '../../../src/http/schemas/queue.ts';
import { createRng } from '../../../src/util/rng.ts';

/** A case of the list. */
export type MockItem = z.output<typeof queueItem>;
/** Everything about a case. */
export type MockDetail = z.output<typeof caseDetail>;

const goods = [
  'Sports shoes, textile uppers',
  'Phone chargers',
  'Brake pads',
  'Samples',
  'Perfume 100 ml',
  'Leather bags',
  'Toner',
  'Vêtements pour femmes',
];
const hsCodes = ['640411', '850440', '870830', '611030', '330300', '420221', '844399', '620462'];
const parties = [
  'Nordhafen Handel GmbH',
  'Maria Okafor',
  'Kestrel Import Ltd',
  'Bluewater Logistics',
  'Żółta Firma sp. z o.o.',
  '广州明日贸易有限公司',
];
const countries = ['CN', 'TR', 'VN', 'HK', 'AE'];
const reasons = [
  'value per piece 2.05 spreads below the mean of this subheading and origin so far',
  '60% of recent results (90-day half-life) were positive, smoothed (usual 0.9%)',
  '9.1% of goods of this description are declared under this HS heading (usual 98%)',
  'priced at 0.21 of the usual for this subheading and origin',
  'consignor first seen 3 days ago (usual 240 days)',
];

/** Returns so many cases in the order of their risk; the same seed gives the same ones. */
export function mockCases(count: number, nowMs: number, seed = 7): MockItem[] {
  const rng = createRng(seed);
  const random = (): number => rng.next();
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  return Array.from({ length: count }, (_, index): MockItem => {
    const share = 1 - index / count;
    const kind = Math.floor(random() * goods.length);
    const score = index % 37 === 36 ? null : Math.max(0, Math.round(share * share * 92 - random() * 4));
    return {
      caseId: index + 1,
      consignmentId: 10_000 + index,
      reference: `AURELIA/${(0x4a000 + index * 7919).toString(36).toUpperCase()}${String(index).padStart(5, '0')}`,
      state: 'open',
      lane: share > 0.93 ? 'red' : share > 0.8 ? 'yellow' : share > 0.5 ? 'blue' : 'green',
      isTarget: share > 0.86,
      riskScore: score,
      reasons:
        score === null
          ? []
          : [pick(reasons), pick(reasons), pick(reasons)].filter((text, at, all) => all.indexOf(text) === at),
      party: index % 41 === 40 ? null : pick(parties),
      route: `${pick(countries)} → AU2001`,
      goods: goods[kind]!,
      hsCodes: [hsCodes[kind]!],
      valueUsd: index % 29 === 28 ? null : Math.round(random() * 900_000) / 100,
      office: pick(['AU2001', 'AU1002']),
      channel: pick(['express', 'post', 'sea']),
      right: pick(['actionable', 'ex-officio-only', null]),
      hasLookOut: index % 17 === 3,
      rules: index % 9 === 3 ? ['Rule of your supervisor'] : [],
      isRerouted: false,
      isSealed: index % 97 === 11,
      releaseCutOffMs: index % 23 === 22 ? null : nowMs + Math.round((random() * 40 - 1) * 3_600_000),
      claim: null,
      decision: null,
      version: 1,
    };
  });
}

/** Returns everything about a case. */
export function mockDetail(item: MockItem, nowMs: number): MockDetail {
  const contributions = [1.62, 0.91, 0.44, -0.37, 0.12, -0.05];
  const baseMargin = -4.2;
  const subjects = [
    'price and mass',
    'declarant, route and HS heading',
    'fit with the past',
    'consignee',
    'route',
    'base rate',
  ];
  return {
    case: item,
    consignment: {
      stage: 'declaration',
      references: [
        { kind: 'declaration', reference: item.reference.split('/')[1]! },
        { kind: 'house-bill', reference: '020-55512345' },
      ],
      times: [
        { kind: 'received', atMs: nowMs - 7_200_000 },
        { kind: 'release-cut-off', atMs: item.releaseCutOffMs ?? nowMs },
      ],
      direction: 'import',
      procedure: '4000',
      mode: 'air',
      channel: item.channel,
      departureCountry: 'CN',
      transitCountries: ['AE'],
      destinationCountry: 'AU',
      containers: [],
      handling: { ownerAgency: 'aurelia', tlp: 'TLP:AMBER', markings: ['source B2'] },
      parties: [
        {
          role: 'consignor',
          name: '广州明日贸易有限公司',
          address: '88 Tianhe Rd, Guangzhou',
          country: 'CN',
          identifier: null,
          kind: 'business',
        },
        {
          role: 'consignee',
          name: item.party,
          address: '12 Quay Street, Port Aurel',
          country: 'AU',
          identifier: 'AU-77120',
          kind: 'natural',
        },
        {
          role: 'declarant',
          name: 'Bluewater Logistics',
          address: null,
          country: 'AU',
          identifier: 'AU-BLW',
          kind: 'business',
        },
      ],
      items: [1, 2, 3].map((itemNumber) => ({
        itemNumber,
        hsCode: item.hsCodes[0] ?? null,
        description: item.goods,
        originCountry: 'CN',
        brand: itemNumber === 1 ? 'Velarro' : null,
        netMassKg: itemNumber === 3 ? null : 12.5 * itemNumber,
        quantity: 40 * itemNumber,
        unitCode: 'C62',
        valueUsd: 310.5 * itemNumber,
        riskScore: itemNumber === 1 ? item.riskScore : 3,
      })),
    },
    score:
      item.riskScore === null
        ? null
        : {
            probability: item.riskScore / 100,
            margin: baseMargin + contributions.reduce((sum, value) => sum + value, 0),
            baseMargin,
            model: 'sample@1',
            scoredAtMs: nowMs - 3_600_000,
            itemNumber: 1,
            reasons: contributions.map((contribution, index) => ({
              subject: subjects[index]!,
              text: reasons[index % reasons.length]!,
              contribution,
              value: index === 4 ? 'CN' : 0.21 * (index + 1),
              peerValue: index === 5 ? null : 0.98,
              unit: index === 0 ? 'USD/kg' : '1',
            })),
            priceAgainstPeers: { usdPerKg: 4.1, peerUsdPerKg: 31.4 },
          },
    rights: [{ finding: 'actionable', holder: 'Velarro S.p.A.', right: 'trade mark AU 1882771', brand: 'Velarro' }],
    lookOuts: item.hasLookOut
      ? [
          {
            kind: 'address',
            grade: 'strong',
            subject: '12 Quay Street, Port Aurel',
            expiresAtMs: nowMs + 30 * 86_400_000,
          },
        ]
      : [],
    holds: [],
    examinations: [],
    notes: [],
    attachments: [{ id: 3, fileName: 'invoice.pdf', byteCount: 48_211, sha256: 'ab'.repeat(32), tlp: 'TLP:AMBER' }],
    timeline: [
      { atMs: nowMs - 7_200_000, kind: 'received', text: 'Declaration received', by: null },
      { atMs: nowMs - 3_600_000, kind: 'scored', text: 'Scored by sample@1', by: null },
    ],
  };
}
