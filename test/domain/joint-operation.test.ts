import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Agreement } from '../../src/domain/agreement.ts';
import { cutByJurisdiction, leadAgencyOf } from '../../src/domain/cut-by-jurisdiction.ts';
import { defaultHandling, type Handling } from '../../src/domain/handling.ts';
import { isInScope, type OperationScope, type Participation } from '../../src/domain/joint-operation.ts';
import { type ListedTarget, listDifferences, listStateOf, requireApproval } from '../../src/domain/list-version.ts';
import {
  isOperationStep,
  nextOperationState,
  operationStates,
  requireNextState,
} from '../../src/domain/operation-state.ts';
import { reportingStates } from '../../src/domain/situation-report.ts';

const target = (reference: string, changes: Partial<ListedTarget> = {}): ListedTarget => ({
  reference,
  unit: reference,
  office: 'O1',
  shift: '2026-10-05/day',
  control: 'physical',
  riskScore: 40,
  minutes: { documentary: 0, scan: 0, physical: 60 },
  leadAgency: 'A',
  hsCodes: ['42'],
  goods: 'bags',
  ...changes,
});
const everywhere: OperationScope = {
  channels: [],
  offices: [],
  hsPrefixes: [],
  originCountries: [],
  departureCountries: [],
};
const consignment = {
  office: 'O1',
  channel: 'post',
  hsCodes: ['420221', '610910'],
  originCountries: ['CN'],
  departureCountry: undefined,
};

describe('the scope of an operation', () => {
  it('holds for all where nothing is named, and needs every part that is', () => {
    expect(isInScope(everywhere, consignment)).toBe(true);
    expect(
      isInScope({ ...everywhere, channels: ['post'], hsPrefixes: ['61'], originCountries: ['TR', 'CN'] }, consignment),
    ).toBe(true);
    expect(isInScope({ ...everywhere, channels: ['cargo'], hsPrefixes: ['61'] }, consignment)).toBe(false);
    expect(isInScope({ ...everywhere, hsPrefixes: ['62'] }, consignment)).toBe(false);
    // What is not said is outside.
    expect(isInScope({ ...everywhere, departureCountries: ['CN'] }, consignment)).toBe(false);
  });
});

describe('the life of an operation', () => {
  it('goes one way, state by state', () => {
    expect(operationStates.map(nextOperationState)).toEqual(['running', 'reporting', 'closed', undefined]);
    for (const from of operationStates) {
      for (const to of operationStates) {
        const isNext = nextOperationState(from) === to;
        const step = () => requireNextState(from, to);
        if (isNext) expect(step).not.toThrow();
        else expect(step).toThrow(/the operation is/);
      }
    }
    expect(isOperationStep('closed', 'recall-list')).toBe(false);
    expect(isOperationStep('reporting', 'send-list')).toBe(false);
    expect(isOperationStep('reporting', 'recall-list')).toBe(true);
  });
});

describe('a version of a list', () => {
  const made = { by: 'person:1', name: 'One', atMs: 1 };
  const marks = { made, approved: undefined, sent: undefined, recalled: undefined };

  it('is approved by a second person, once', () => {
    expect(() => requireApproval(marks, 'person:1')).toThrow(/somebody other/);
    expect(() => requireApproval(marks, 'person:2')).not.toThrow();
    expect(() => requireApproval({ ...marks, approved: made }, 'person:2')).toThrow(/approved/);
    expect(listStateOf({ approved: made, sent: made, recalled: made })).toBe('recalled');
  });

  it('differs from another by what was added, removed and changed', () => {
    const from = [target('A/1'), target('A/2'), target('A/3')];
    const to = [target('A/2', { office: 'O2', opensIn: 'later' }), target('A/3'), target('A/4')];
    const found = listDifferences(from, to);
    expect(found).toMatchObject({ added: [{ reference: 'A/4' }], removed: [{ reference: 'A/1' }], unchanged: 1 });
    expect(found.changed).toEqual([
      {
        reference: 'A/2',
        changes: [
          { field: 'office', from: 'O1', to: 'O2' },
          { field: 'opensIn', from: undefined, to: 'later' },
        ],
      },
    ]);
  });

  it('counts every target of both versions once, whatever they are', () => {
    const lists = fc.uniqueArray(fc.integer({ min: 0, max: 20 }), { maxLength: 20 });
    fc.assert(
      fc.property(lists, lists, fc.integer({ min: 1, max: 3 }), (a, b, offices) => {
        const of = (ids: readonly number[], salt: number) =>
          ids.map((id) => target(`A/${id}`, { office: `O${(id * salt) % offices}` }));
        const { added, removed, changed, unchanged } = listDifferences(of(a, 1), of(b, 2));
        expect(added.length + changed.length + unchanged).toBe(b.length);
        expect(removed.length + changed.length + unchanged).toBe(a.length);
        expect(listDifferences(of(b, 2), of(a, 1)).added).toHaveLength(removed.length);
      }),
    );
  });
});

describe('the cut of a list', () => {
  const handling: Handling = { ...defaultHandling('A'), tlp: 'TLP:AMBER', purposes: ['ipr-enforcement'] };
  const agreement: Agreement = {
    id: 1,
    giver: 'A',
    taker: 'B',
    kinds: ['consignments'],
    purposes: ['ipr-enforcement'],
    gateway: undefined,
    fields: ['goods'],
    maximumTlp: 'TLP:AMBER',
    onwardSharing: 'no',
    fromMs: 0,
    toMs: undefined,
    retentionDays: 1,
    proposed: { by: 'x', atMs: 0 },
    signedByGiver: { by: 'x', atMs: 0 },
    signedByTaker: { by: 'x', atMs: 0 },
    ended: undefined,
  };
  const rules = (changes: object = {}) => ({
    ownerRegime: 'customs' as const,
    purpose: 'ipr-enforcement',
    agreements: [agreement],
    handlingOf: (reference: string): Handling | undefined =>
      reference.endsWith('red') ? { ...handling, tlp: 'TLP:RED' } : reference.endsWith('gone') ? undefined : handling,
    nowMs: 10,
    ...changes,
  });
  const recipient = { participation: { agency: 'B', offices: ['O1'], countries: ['XB'] }, regime: 'customs' as const };
  const all = [
    target('A/1'),
    target('A/2', { office: 'O2' }),
    target('A/3', { office: 'O2', destinationCountry: 'XB' }),
    target('A/4', { office: 'O2', leadAgency: 'B' }),
    target('A/red'),
    target('A/gone'),
  ];

  it('gives what lies in the jurisdiction or is to be led, never a score, and says how much is held back', () => {
    const cut = cutByJurisdiction(all, recipient, rules());
    expect(cut.targets.map(({ reference }) => reference)).toEqual(['A/1', 'A/3', 'A/4']);
    expect(cut).toMatchObject({ outside: 1, heldBack: 2 });
    expect(cut.targets[0]).toMatchObject({ goods: 'bags', markings: ['TLP:AMBER'] });
    expect(JSON.stringify(cut)).not.toContain('riskScore');
  });

  it('gives nothing without an agreement, for another purpose, or across regimes without a gateway', () => {
    for (const changes of [{ agreements: [] }, { purpose: 'audit' }])
      expect(cutByJurisdiction(all, recipient, rules(changes)).targets).toEqual([]);
    expect(cutByJurisdiction(all, { ...recipient, regime: 'police' }, rules()).targets).toEqual([]);
  });

  it('gives no goods where the agreement gives none', () => {
    const [first] = cutByJurisdiction(all, recipient, rules({ agreements: [{ ...agreement, fields: [] }] })).targets;
    expect(first).toMatchObject({ goods: undefined, hsCodes: [] });
  });
});

describe('the lead of a target', () => {
  const partner = (changes: Partial<Participation> = {}): Participation => ({
    agency: 'B',
    powers: ['open'],
    offices: ['O1'],
    countries: [],
    contacts: [],
    state: 'accepted',
    ...changes,
  });

  it('is the agency of the office, if it may do what the control needs', () => {
    expect(leadAgencyOf(target('x'), 'A', [partner()])).toBe('B');
    expect(leadAgencyOf(target('x'), 'A', [partner({ powers: ['seize'] })])).toBe('A');
    expect(leadAgencyOf({ office: 'O1', control: 'documentary' }, 'A', [partner({ powers: [] })])).toBe('B');
    expect(leadAgencyOf(target('x'), 'A', [partner({ state: 'invited' })])).toBe('A');
    expect(leadAgencyOf(target('x', { office: 'O9' }), 'A', [partner()])).toBe('A');
  });
});

describe('reporting', () => {
  it('names who has not reported after the deadline', () => {
    const participants = (['A', 'B', 'C', 'D'] as const).map(
      (agency) => ({ agency, state: agency === 'D' ? 'declined' : 'accepted' }) as const,
    );
    const reports = [
      { agency: 'A', isFinal: true, madeAtMs: 5 },
      { agency: 'B', isFinal: false, madeAtMs: 6 },
      { agency: 'C', isFinal: true, madeAtMs: 11 },
    ];
    const states = (nowMs: number) =>
      reportingStates(participants, reports, { reportsDueMs: 10, nowMs }).map(
        ({ agency, state }) => `${agency} ${state}`,
      );
    expect(states(10)).toEqual(['A reported', 'B due', 'C reported-late']);
    expect(states(12)).toEqual(['A reported', 'B overdue', 'C reported-late']);
  });
});
