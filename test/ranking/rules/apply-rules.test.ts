import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyRules } from '../../../src/ranking/rules/apply-rules.ts';
import { holds, type RuleCondition } from '../../../src/ranking/rules/rule-condition.ts';
import type { RuleFacts } from '../../../src/ranking/rules/rule-fields.ts';
import type { Rule } from '../../../src/ranking/rules/rule-set.ts';

const facts = (entries: { readonly [field: string]: string | number | boolean }): RuleFacts =>
  new Map(Object.entries(entries));

const is = (field: string, value: string): RuleCondition => ({ field, operator: 'is', value });
const rule = (changes: Partial<Rule>): Rule => ({
  id: 'one',
  state: 'live',
  author: 'ana',
  reason: 'because',
  confidentiality: 'own-unit',
  lane: 'red',
  select: 100,
  begins: '2026-10-01',
  ends: '2026-12-31',
  precisionFloor: 0,
  when: is('office', 'A'),
  ...changes,
});
const today = '2026-11-01';

describe('holds', () => {
  it('compares codes by prefix, texts without case, and numbers', () => {
    const item = facts({ 'hsCode': '420221', 'description': 'Leather BAGS', 'valueUsd': 10, 'seller.firstSeen': true });
    const check = (field: string, operator: string, value: string | number | boolean | readonly string[]) =>
      holds({ field, operator, value }, item);
    expect(check('hsCode', 'startsWith', ['64', '4202'])).toBe(true);
    expect(check('hsCode', 'startsWith', ['02'])).toBe(false);
    expect(check('description', 'contains', ['bags'])).toBe(true);
    expect(check('valueUsd', 'below', 10)).toBe(false);
    expect(check('valueUsd', 'atMost', 10)).toBe(true);
    expect(check('seller.firstSeen', 'is', true)).toBe(true);
  });

  it('does not know what depends on a missing value, and decides where it does not', () => {
    const item = facts({ office: 'A' });
    const missing = is('channel', 'post');
    expect(holds(missing, item)).toBeUndefined();
    expect(holds({ not: missing }, item)).toBeUndefined();
    expect(holds({ any: [missing, is('office', 'A')] }, item)).toBe(true);
    expect(holds({ all: [missing, is('office', 'B')] }, item)).toBe(false);
    expect(holds({ all: [missing, is('office', 'A')] }, item)).toBeUndefined();
  });

  it('follows the laws of De Morgan', () => {
    const leaf = fc.constantFrom<RuleCondition>(is('office', 'A'), is('office', 'B'), is('channel', 'post'));
    fc.assert(
      fc.property(fc.array(leaf, { minLength: 1, maxLength: 4 }), (parts) => {
        const item = facts({ office: 'A' });
        const negated = parts.map((part) => ({ not: part }));
        expect(holds({ not: { all: parts } }, item)).toBe(holds({ any: negated }, item));
        expect(holds({ not: { any: parts } }, item)).toBe(holds({ all: negated }, item));
      }),
    );
  });
});

describe('applyRules', () => {
  const items = new Map(
    Array.from({ length: 1000 }, (_, index) => [`X/${index}`, [facts({ office: index < 500 ? 'A' : 'B' })]] as const),
  );

  it('selects its percentage of the matches, the same again by seed', () => {
    const set = { rules: [rule({ select: 40 })], suppressions: [] };
    const { selected } = applyRules(set, items, today, 1);
    expect(selected.length).toBeGreaterThan(160);
    expect(selected.length).toBeLessThan(240);
    expect(selected.every((id) => Number(id.slice(2)) < 500)).toBe(true);
    expect(applyRules(set, items, today, 1).selected).toEqual(selected);
    expect(applyRules(set, items, today, 2).selected).not.toEqual(selected);
  });

  it('asks live rules only, and lets suppressions win', () => {
    const suppression = {
      id: 's',
      authority: 'court',
      reference: 'r',
      begins: today,
      ends: today,
      when: is('office', 'A'),
    };
    const drafts = [rule({ state: 'approved' }), rule({ ends: '2026-10-31' })];
    expect(applyRules({ rules: drafts, suppressions: [] }, items, today, 1).selected).toEqual([]);
    const sealed = applyRules({ rules: [rule({})], suppressions: [suppression] }, items, today, 1);
    expect(sealed.selected).toEqual([]);
    expect(sealed.suppressed.size).toBe(500);
    expect(
      applyRules({ rules: [rule({})], suppressions: [suppression] }, items, '2026-11-02', 1).selected,
    ).toHaveLength(500);
  });

  it('keeps the stronger of two lanes', () => {
    const rules = [
      rule({ id: 'b', lane: 'blue' }),
      rule({ id: 'y', lane: 'yellow' }),
      rule({ id: 'b2', lane: 'blue' }),
    ];
    const { lanes, rulesOf } = applyRules({ rules, suppressions: [] }, items, today, 1);
    expect(lanes.get('X/1')).toBe('yellow');
    expect(rulesOf.get('X/1')).toEqual(['b', 'y', 'b2']);
  });
});
