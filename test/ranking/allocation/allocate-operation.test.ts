import { describe, expect, it } from 'vitest';
import { allocateOperation } from '../../../src/ranking/allocation/allocate-operation.ts';
import { changeCapacity, parseCapacityChange } from '../../../src/ranking/allocation/change-capacity.ts';
import type { Operation } from '../../../src/ranking/allocation/operation.ts';
import { allocationCandidates, testOperation } from '../../factories/allocation-candidates.ts';
import { defaultPolicy, shuffled } from '../../factories/ranking-candidate.ts';

const allocate = (seed: number, operation: Operation = testOperation(), candidates = allocationCandidates(3, 400)) =>
  allocateOperation({ candidates, operation, policy: defaultPolicy, seed });

describe('allocateOperation', () => {
  it('keeps to minutes, arrivals and releases, and serves nobody twice', () => {
    const { assignments, minutes, solution } = allocate(1);
    expect(assignments.length).toBeGreaterThan(20);
    const sums = new Map<string, number>();
    for (const { unit, shift, opensIn, minutes: own } of assignments) {
      const add = (at: typeof shift, kind: 'documentary' | 'scan' | 'physical'): void => {
        const name = `${at.office} ${at.shift} ${kind}`;
        sums.set(name, (sums.get(name) ?? 0) + own[kind]);
      };
      add(shift, 'documentary');
      add(shift, 'scan');
      add(opensIn ?? shift, 'physical');
      expect(unit.arrivedAtMs).toBeLessThan((opensIn ?? shift).endsMs);
      if (unit.releaseCutOffMs !== undefined) expect((opensIn ?? shift).beginsMs).toBeLessThan(unit.releaseCutOffMs);
    }
    for (const { name, used, limit } of minutes) {
      expect(used).toBeLessThanOrEqual(limit + 1e-6);
      expect(used).toBeCloseTo(sums.get(name) ?? 0, 6);
    }
    const served = assignments.flatMap(({ targets }) => targets.map(({ candidate }) => candidate.consignmentId));
    expect(new Set(served).size).toBe(served.length);
    expect(solution.objective).toBeGreaterThanOrEqual(solution.greedyObjective);
    expect(solution.gap).toBeLessThan(0.05);
  });

  it('does not depend on the order of candidates', () => {
    const candidates = allocationCandidates(4, 300);
    const ids = (list: typeof candidates): string[] =>
      allocate(2, testOperation(), list).assignments.map(
        ({ unit, control, shift, source }) => `${unit.name} ${control} ${shift.office} ${shift.shift} ${source}`,
      );
    expect(ids(shuffled(candidates, 5))).toEqual(ids(candidates));
  });

  it('opens several targets of a container at once, and scans some before', () => {
    const { assignments } = allocate(1);
    const shared = assignments.find(({ targets }) => targets.length > 1);
    expect(shared?.targets.every(({ candidate }) => candidate.unit === shared.unit.name)).toBe(true);
    expect(assignments.some(({ control }) => control === 'scan-then-open')).toBe(true);
  });

  it('gives partners their minimum share and keeps caps', () => {
    const free = allocate(1);
    const shareOf = (of: typeof free): number =>
      of.assignments.reduce(
        (sum, { targets, minutes }) =>
          sum +
          (targets.filter(({ candidate }) => candidate.groups.partner === 'B').length / targets.length) *
            (minutes.documentary + minutes.scan + minutes.physical),
        0,
      );
    const offered = free.minutes.reduce((sum, { limit }) => sum + limit, 0);
    const wanted = (shareOf(free) * 1.3) / offered;
    const held = allocate(
      1,
      testOperation(`randomShare: 0.1
minimumShares: [{ partner: B, share: ${wanted} }]
caps: [{ by: originCountry, value: TR, most: 12 }, { by: hsChapter, most: 30 }]`),
    );
    expect(held.minimumShares[0]!.limit).toBeCloseTo(wanted * offered, 6);
    expect(shareOf(held)).toBeGreaterThanOrEqual(wanted * offered - 1e-6);
    const targets = held.assignments.flatMap((assignment) =>
      assignment.targets.map((target) => ({ ...target, assignment })),
    );
    const turkish = targets.filter(({ candidate }) => candidate.groups.originCountry === 'TR');
    expect(turkish.length).toBeLessThanOrEqual(12);
    for (const chapter of ['30', '42', '61'])
      expect(targets.filter(({ candidate }) => candidate.groups.hsChapter === chapter).length).toBeLessThanOrEqual(30);
  });

  it('says why a consignment cannot be controlled', () => {
    const [candidate] = allocationCandidates(1, 1);
    const reasonOf = (changes: object): string | undefined =>
      allocate(1, testOperation(), [{ ...candidate!, office: 'O0', ...changes }]).unfit[0]?.reason;
    const early = Date.parse('2026-10-05T08:00Z');
    expect(reasonOf({ office: 'elsewhere' })).toBe('no office serves it');
    expect(reasonOf({ arrivedAtMs: Date.parse('2026-10-08T00:00Z'), releaseCutOffMs: undefined })).toBe(
      'arrives after the last shift',
    );
    expect(reasonOf({ arrivedAtMs: early - 7_200_000, releaseCutOffMs: early - 3_600_000 })).toBe(
      'released before a shift can take it',
    );
    expect(reasonOf({ arrivedAtMs: early, releaseCutOffMs: undefined })).toBeUndefined();
  });

  it('finds no less with more minutes, and no more without', () => {
    const operation = testOperation();
    const bound = (text: string): number =>
      allocate(1, { ...changeCapacity(operation, [parseCapacityChange(text)]) }).expectedHarm;
    const now = allocate(1, operation).expectedHarm;
    expect(bound('*:physical:+100%')).toBeGreaterThan(now * 1.1);
    expect(bound('O0:*:-90%')).toBeLessThan(now);
  });
});
