import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { regimes } from '../../src/domain/agency.ts';
import {
  type Agreement,
  agreementState,
  fieldGroups,
  givenLabels,
  onwardSharings,
  sharedKinds,
} from '../../src/domain/agreement.ts';
import { defaultHandling, type Handling, tlpLabels } from '../../src/domain/handling.ts';
import { isShareable, maySee, type Reader, type RecordToSee, type Sight } from '../../src/domain/may-see.ts';
import { roles } from '../../src/domain/roles.ts';

const nowMs = Date.UTC(2026, 10, 28);
const purposes = ['customs-risk-analysis', 'ipr-enforcement', 'criminal-investigation'];
const signature = { by: 'person:1', atMs: 0 };

const handlings: fc.Arbitrary<Handling> = fc.record({
  ownerAgency: fc.constantFrom('A', 'B', 'A+B'),
  tlp: fc.constantFrom(...tlpLabels),
  sourceGrade: fc.constant('A'),
  informationGrade: fc.constant(1),
  europolCodes: fc.subarray(['H0', 'H1', 'H2', 'H3']),
  nationalMarking: fc.constantFrom(undefined, 'OFFICIAL', 'OFFICIAL+RESTREINT'),
  isOriginatorControlled: fc.boolean(),
  purposes: fc.subarray(purposes),
  expiresOn: fc.constantFrom(undefined, '2026-11-27', '2026-11-28', '2027-01-01'),
}) as fc.Arbitrary<Handling>;
const readers: fc.Arbitrary<Reader> = fc.record({
  agency: fc.constantFrom('A', 'B', 'C'),
  regime: fc.constantFrom(...regimes),
  role: fc.constantFrom(undefined, ...roles),
  purpose: fc.constantFrom(undefined, ...purposes),
});
const records: fc.Arbitrary<RecordToSee> = fc.record({
  kind: fc.constantFrom(...sharedKinds),
  handling: handlings,
  ownerRegime: fc.constantFrom(...regimes),
});
const agreements: fc.Arbitrary<readonly Agreement[]> = fc.array(
  fc.record({
    id: fc.constant(1),
    giver: fc.constantFrom('A', 'B'),
    taker: fc.constantFrom('B', 'C'),
    kinds: fc.subarray([...sharedKinds], { minLength: 2 }),
    purposes: fc.subarray(purposes, { minLength: 1 }),
    gateway: fc.constantFrom(undefined, 'Art. 12'),
    fields: fc.subarray([...fieldGroups]),
    maximumTlp: fc.constantFrom(...givenLabels),
    onwardSharing: fc.constantFrom(...onwardSharings),
    fromMs: fc.constantFrom(0, nowMs, nowMs + 1),
    toMs: fc.constantFrom(undefined, nowMs, nowMs + 1),
    retentionDays: fc.constant(30),
    proposed: fc.constant(signature),
    signedByGiver: fc.constantFrom(signature, signature, undefined),
    signedByTaker: fc.constantFrom(signature, signature, undefined),
    ended: fc.constantFrom(undefined, undefined, { by: 'person:2', atMs: nowMs }),
  }),
  { maxLength: 6 },
);

const rank = ({ mayPassOn }: Sight): number => onwardSharings.indexOf(mayPassOn);

/** Whether one sight shows no more than another in any respect. */
function isWithin(stricter: Sight, wider: Sight): boolean {
  return (
    (!stricter.maySee || wider.maySee) &&
    rank(stricter) <= rank(wider) &&
    (!stricter.mayExport || wider.mayExport) &&
    stricter.fields.every((group) => wider.fields.includes(group))
  );
}

describe('maySee', () => {
  const runs = { numRuns: 2000 };

  it('never shows more under a stricter label', () => {
    fc.assert(
      fc.property(readers, records, agreements, fc.constantFrom(...tlpLabels), (reader, record, all, other) => {
        const { tlp } = record.handling;
        const [wide, strict] = tlpLabels.indexOf(tlp) <= tlpLabels.indexOf(other) ? [tlp, other] : [other, tlp];
        const under = (label: typeof tlp): Sight =>
          maySee(reader, { ...record, handling: { ...record.handling, tlp: label } }, all, nowMs);
        expect(isWithin(under(strict), under(wide))).toBe(true);
      }),
      runs,
    );
  });

  it('never shows more with one code, control, marking or expiry more, or one purpose less', () => {
    const change = fc.constantFrom<(handling: Handling) => Handling>(
      (handling) => ({ ...handling, isOriginatorControlled: true }),
      (handling) => ({ ...handling, europolCodes: [...handling.europolCodes, 'H1'] }),
      (handling) => ({ ...handling, europolCodes: [...handling.europolCodes, 'H2'] }),
      (handling) => ({ ...handling, europolCodes: [...handling.europolCodes, 'H3'] }),
      (handling) => ({ ...handling, expiresOn: '2026-11-27' }),
      (handling) => ({ ...handling, purposes: handling.purposes.slice(1) }),
    );
    fc.assert(
      fc.property(readers, records, agreements, change, (reader, record, all, stricter) => {
        const strict = maySee(reader, { ...record, handling: stricter(record.handling) }, all, nowMs);
        expect(isWithin(strict, maySee(reader, record, all, nowMs))).toBe(true);
      }),
      runs,
    );
  });

  it('never shows less with one agreement more, and nothing of another agency without one in force', () => {
    fc.assert(
      fc.property(readers, records, agreements, (reader, record, all) => {
        const sight = maySee(reader, record, all, nowMs);
        expect(isWithin(maySee(reader, record, all.slice(1), nowMs), sight)).toBe(true);
        const owners = record.handling.ownerAgency.split('+');
        if (owners.includes(reader.agency) || !sight.maySee) return;
        for (const owner of owners) {
          const given = all.some(
            (one) => one.giver === owner && one.taker === reader.agency && agreementState(one, nowMs) === 'in-force',
          );
          expect(given).toBe(true);
        }
        expect(isShareable(record.handling)).toBe(true);
      }),
      runs,
    );
  });

  it('says why wherever it shows nothing, and keeps every marking', () => {
    fc.assert(
      fc.property(readers, records, agreements, (reader, record, all) => {
        const sight = maySee(reader, record, all, nowMs);
        expect(sight.refusals.length > 0 || sight.maySee).toBe(true);
        if (!sight.maySee) expect([sight.mayPassOn, sight.mayExport, sight.fields]).toEqual(['no', false, []]);
        expect(sight.markings).toContain(record.handling.tlp);
        for (const marking of record.handling.nationalMarking?.split('+') ?? []) {
          expect(sight.markings).toContain(marking);
        }
      }),
      runs,
    );
  });

  const reader: Reader = { agency: 'C', regime: 'customs', role: 'targeting-officer', purpose: undefined };
  const record: RecordToSee = {
    kind: 'consignments',
    handling: { ...defaultHandling('A'), tlp: 'TLP:AMBER', purposes: ['customs-risk-analysis'] },
    ownerRegime: 'customs',
  };
  const agreement: Agreement = {
    id: 1,
    giver: 'A',
    taker: 'C',
    kinds: ['consignments'],
    purposes: ['customs-risk-analysis'],
    gateway: undefined,
    fields: ['goods'],
    maximumTlp: 'TLP:AMBER',
    onwardSharing: 'with-consent',
    fromMs: 0,
    toMs: undefined,
    retentionDays: 30,
    proposed: signature,
    signedByGiver: signature,
    signedByTaker: signature,
    ended: undefined,
  };

  it('shows what an agreement gives', () => {
    expect(maySee(reader, record, [agreement], nowMs)).toEqual({
      maySee: true,
      mayPassOn: 'with-consent',
      mayExport: false,
      fields: ['goods'],
      markings: ['TLP:AMBER'],
      refusals: [],
    });
  });

  it.each([
    ['no-agreement', {}, { taker: 'B' }, {}],
    ['no-agreement', {}, { kinds: ['results'] as const }, {}],
    ['no-agreement', {}, { signedByTaker: undefined }, {}],
    ['no-agreement', {}, { ended: { by: 'person:1', atMs: nowMs } }, {}],
    ['label', {}, { maximumTlp: 'TLP:GREEN' as const }, {}],
    ['label', { tlp: 'TLP:RED' as const }, {}, {}],
    ['label', { tlp: 'TLP:AMBER+STRICT' as const }, {}, {}],
    ['gateway', {}, {}, { regime: 'police' as const }],
    ['purpose', {}, {}, { purpose: 'ipr-enforcement' }],
    ['purpose', { purposes: [] }, {}, {}],
    ['expired', { expiresOn: '2026-11-27' }, {}, {}],
    ['originator-control', { isOriginatorControlled: true }, {}, {}],
    ['handling-code', { europolCodes: ['H2'] as const }, {}, {}],
    ['role', {}, {}, { role: 'administrator' as const }],
  ])('refuses for %s', (refusal, handling, terms, who) => {
    const sight = maySee(
      { ...reader, ...who },
      { ...record, handling: { ...record.handling, ...handling } },
      [{ ...agreement, ...terms }],
      nowMs,
    );
    expect(sight.maySee).toBe(false);
    expect(sight.refusals).toContain(refusal);
  });

  it('crosses from customs to police through a named gateway', () => {
    const through = { ...agreement, gateway: 'Naples II' };
    expect(maySee({ ...reader, regime: 'police' }, record, [through], nowMs).maySee).toBe(true);
  });
});
