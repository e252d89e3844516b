import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Measure } from '../../src/domain/measure.ts';
import { listDeadlines } from '../../src/services/list-deadlines.ts';
import { makeMeasure } from '../factories/measure-record.ts';
import { testPorts } from '../factories/test-ports.ts';

const folder = mkdtempSync(join(tmpdir(), 'touchstone-deadlines-'));

const list = (measures: readonly Measure[], known?: string, at = '2026-10-30') => {
  const knownPath = known === undefined ? undefined : join(folder, 'known.csv');
  if (knownPath !== undefined) writeFileSync(knownPath, known!);
  async function* batches() {
    yield measures;
  }
  return listDeadlines(testPorts(folder), batches(), {
    procedure: 'eu-608-2013',
    calendar: 'de',
    atMs: Date.parse(at),
    knownPath,
  });
};

const detention = (id: string, on: string, changes: Partial<Measure> = {}): Measure => ({
  ...makeMeasure({}),
  id,
  measureKind: 'detention',
  outcome: 'detained',
  isRetracted: false,
  iprType: 'trade-mark',
  occurredAt: { epochMs: Date.parse(on), precision: 'day' },
  references: { declaration: id, houseBill: undefined, airWaybill: undefined, masterBill: undefined, s10: undefined },
  ...changes,
});

describe('listDeadlines', () => {
  it('puts the most overdue first, and says what is next', async () => {
    const report = await list([detention('A/2', '2026-10-29'), detention('A/1', '2026-10-05')]);
    expect(report.cases.map(({ measure, next }) => `${measure} ${next}`)).toEqual(['A/1 notify', 'A/2 notify']);
    expect(report.overdueSteps).toBe(1);
  });

  it('closes a case by a later outcome on the same goods, and leaves out other measures and other times', async () => {
    const first = detention('A/1', '2026-10-05');
    const report = await list([
      first,
      detention('A/2', '2026-10-20', {
        measureKind: 'destruction',
        outcome: 'confirmed',
        references: first.references,
      }),
      detention('A/3', '2013-10-05'),
      detention('A/4', '2026-10-05', { isRetracted: true }),
    ]);
    expect(report).toMatchObject({ open: 0, closed: 1, outsideOfLaw: 1 });
  });

  it('reads what is known of cases', async () => {
    const known =
      'measure,name,value\nA/1,notify,2026-10-06\nA/1,isPerishable,no\nA/1,isSmallConsignment,no\nA/1,hasApplication,yes\n';
    const { cases } = await list([detention('A/1', '2026-10-05')], known);
    expect(cases[0]!.steps.map(({ step, dueOn, state }) => `${step} ${dueOn} ${state}`)).toEqual([
      'notify 2026-10-06 done',
      'confirm 2026-10-20 overdue',
    ]);
    await expect(list([], 'measure,name,value\nA/1,notify,yesterday\n')).rejects.toThrow(/expected a date/);
    await expect(list([], 'measure,name\nA/1,notify\n')).rejects.toThrow(/no column value/);
  });
});
