import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type CaseFact, deadlinesOf, isEffective, nextStep, parseProcedure } from '../../src/domain/procedure.ts';
import { parseCalendar } from '../../src/domain/working-calendar.ts';

const dayMs = 86_400_000;
const day = (text: string): number => Date.parse(text) / dayMs;
const yaml = readFileSync('data/procedures/eu-608-2013.yaml', 'utf8');
const eu = parseProcedure('eu', yaml);
const de = parseCalendar('de', readFileSync('data/calendars/de.yaml', 'utf8'));

const stand = (
  events: { readonly [event: string]: string },
  today: string,
  facts: { readonly [fact in CaseFact]?: boolean } = {
    hasApplication: true,
    isSmallConsignment: false,
    isPerishable: false,
  },
) =>
  deadlinesOf(
    eu,
    de,
    {
      events: new Map(Object.entries(events).map(([event, on]) => [event, day(on)])),
      facts: new Map(Object.entries(facts) as [CaseFact, boolean][]),
      iprType: 'trade-mark',
    },
    day(today),
  );
const brief = (deadlines: ReturnType<typeof stand>): string[] =>
  deadlines.map(({ step, dueOn, state }) => `${step} ${new Date(dueOn * dayMs).toISOString().slice(0, 10)} ${state}`);

describe('deadlinesOf', () => {
  it('counts a later step from the latest day of an earlier one that has not happened', () => {
    // Thursday 2 April 2026; Good Friday and Easter Monday follow.
    expect(brief(stand({ detained: '2026-04-02' }, '2026-04-02'))).toEqual([
      'notify 2026-04-07 due',
      'confirm 2026-04-21 waiting',
    ]);
  });

  it('counts from what happened, extends once, and says what is late', () => {
    const events = { detained: '2026-10-05', notify: '2026-10-06' };
    expect(brief(stand(events, '2026-10-21'))).toEqual(['notify 2026-10-06 done', 'confirm 2026-10-20 overdue']);
    expect(brief(stand({ ...events, 'confirm-extended': '2026-10-19' }, '2026-10-21'))[1]).toBe(
      'confirm 2026-11-03 due',
    );
    expect(brief(stand({ ...events, notify: '2026-10-08' }, '2026-10-08'))[0]).toBe('notify 2026-10-06 done-late');
  });

  it('takes perishable goods and small consignments apart', () => {
    const events = { detained: '2026-10-05', notify: '2026-10-06' };
    const perishable = stand(events, '2026-10-06', {
      hasApplication: true,
      isSmallConsignment: false,
      isPerishable: true,
    });
    expect(brief(perishable)[1]).toBe('confirm-perishable 2026-10-09 due');
    const small = stand(events, '2026-10-06', { hasApplication: true, isSmallConsignment: true, isPerishable: false });
    expect(brief(small)[1]).toBe('small-consignment-reply 2026-10-20 due');
  });

  it('shows what depends on facts that nobody has told', () => {
    const deadlines = stand({ detained: '2026-10-05', notify: '2026-10-06' }, '2026-10-06', {});
    expect(deadlines.find(({ step }) => step === 'ex-officio-application')?.dependsOn).toEqual(['hasApplication']);
    expect(nextStep(deadlines)?.step).toBe('confirm-perishable');
  });

  it('is silent about what has no beginning', () => {
    expect(stand({}, '2026-10-06')).toEqual([]);
  });
});

describe('parseProcedure', () => {
  it('takes what ships, and says from when it is law', () => {
    const us = parseProcedure('us', readFileSync('data/procedures/us-19-cfr-133.yaml', 'utf8'));
    expect(us.steps.map(({ period }) => period.days)).toEqual([5, 5, 7]);
    expect(isEffective(eu, day('2013-12-31'))).toBe(false);
    expect(isEffective(eu, day('2014-01-01'))).toBe(true);
  });

  it('refuses a step after something that does not exist', () => {
    expect(() => parseProcedure('p.yaml', yaml.replace('after: detained', 'after: arrested'))).toThrow(
      /steps\.0\.after: expected presented, detained or an earlier step, got arrested/,
    );
  });
});
