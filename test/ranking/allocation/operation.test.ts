import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/errors.ts';
import { parseCapacityChange } from '../../../src/ranking/allocation/change-capacity.ts';
import { controlPlans } from '../../../src/ranking/allocation/control-plan.ts';
import { officeShifts, parseOperation } from '../../../src/ranking/allocation/operation.ts';
import { testOperation } from '../../factories/allocation-candidates.ts';

const problemsOf = (text: string): string => {
  try {
    parseOperation('operation.yaml', text);
  } catch (error) {
    if (error instanceof AppError) return `${error.code}: ${error.message}`;
    throw error;
  }
  return 'none';
};

describe('parseOperation', () => {
  const sample = readFileSync('data/operations/sample.yaml', 'utf8');

  it('takes the sample that ships', () => {
    expect(problemsOf(sample)).toBe('none');
  });

  it('lists every problem', () => {
    const text = problemsOf(sample.replace('finds: 0.15', 'finds: 15').replace("begins: '06:00'", 'begins: six'));
    expect(text).toContain('settings-invalid');
    expect(text).toContain('controls.documentary.finds');
    expect(text).toContain('begins');
    expect(problemsOf(sample.replace('to: 2026-10-16', 'to: 2026-10-01'))).toContain('is before from');
    expect(problemsOf(sample.replace('office: AU2004', 'office: AU1001'))).toContain('AU1001 stands twice');
  });

  it('refuses a quota of 0 that nobody answers for', () => {
    expect(problemsOf(sample.replace('randomShare: 0.10', 'randomShare: 0'))).toContain('refused');
  });
});

describe('officeShifts', () => {
  it('has a night end on the next day, and leaves other weekdays out', () => {
    const operation = testOperation();
    const night = officeShifts(operation).find(({ shift }) => shift === '2026-10-05/night');
    expect(night?.endsMs).toBe(Date.parse('2026-10-06T06:00Z'));
    const monday = { ...operation.offices[0]!.shifts[0]!, weekdays: ['mon' as const] };
    const only = officeShifts({ ...operation, utcOffsetHours: 2, offices: [{ office: 'O0', shifts: [monday] }] });
    expect(only.map(({ beginsMs }) => beginsMs)).toEqual([Date.parse('2026-10-05T06:00Z')]);
  });
});

describe('controlPlans', () => {
  const terms = testOperation().controls;

  it('opens after a scan as often as the scan alarms', () => {
    const scanned = controlPlans([0.5], terms).find(({ control }) => control === 'scan-then-open');
    // Alarm: 1 − 0.9 × (1 − 0.6 × 0.5) = 0.37.
    expect(scanned?.minutes.physical).toBeCloseTo(0.37 * 60, 9);
    expect(scanned?.finds).toBeCloseTo(0.54, 9);
  });

  it('adds little for further targets of one opening', () => {
    const openings = controlPlans([0.3, 0.2, 0.1], terms).filter(({ control }) => control === 'physical');
    expect(openings.map(({ minutes }) => minutes.physical)).toEqual([60, 80, 100]);
  });
});

describe('parseCapacityChange', () => {
  it('reads percent and minutes', () => {
    expect(parseCapacityChange('AU1:physical:+25%')).toEqual({
      office: 'AU1',
      kind: 'physical',
      factor: 1.25,
      addMinutes: 0,
    });
    expect(parseCapacityChange('*:*:-60')).toEqual({ office: undefined, kind: undefined, factor: 1, addMinutes: -60 });
    expect(() => parseCapacityChange('AU1:opening:+25%')).toThrow(/--what-if takes/);
  });
});
