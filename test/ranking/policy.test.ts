import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseCapacity } from '../../src/ranking/capacity.ts';
import { harmOf } from '../../src/ranking/harm.ts';
import { assignLanes, laneOf } from '../../src/ranking/lanes.ts';
import { type Policy, parsePolicy, randomShareOf } from '../../src/ranking/policy.ts';
import { defaultPolicy, makeCandidate } from '../factories/ranking-candidate.ts';

const text = readFileSync('data/policies/default.yaml', 'utf8');

describe('parsePolicy', () => {
  it('refuses a random share of 0 without an audited override', () => {
    const without = text.replace('randomShare: 0.10', 'randomShare: 0');
    expect(() => parsePolicy('p.yaml', without)).toThrow(/auditedOverride/);
    expect(() =>
      parsePolicy('p.yaml', text.replace('randomShareByChannel: {}', 'randomShareByChannel: { post: 0 }')),
    ).toThrow(/auditedOverride/);
    const allowed = `${without}\nauditedOverride: { by: A. Auditor, reason: exercise, on: 2026-01-01 }\n`;
    expect(parsePolicy('p.yaml', allowed).randomShare).toBe(0);
  });

  it('lists every problem', () => {
    const broken = text.replace('version: 2', 'version: zero').replace('randomShare: 0.10', 'randomShare: 2');
    expect(() => parsePolicy('p.yaml', broken)).toThrow(/version[\s\S]*randomShare/);
    expect(() => parsePolicy('p.yaml', '[')).toThrow(/not valid/);
    expect(() => parsePolicy('p.yaml', text.replace('yellow: 0.10', 'yellow: 0.9'))).toThrow(/expectedRates/);
  });

  it('has a share for each channel', () => {
    const policy = parsePolicy(
      'p.yaml',
      text.replace('randomShareByChannel: {}', 'randomShareByChannel: { post: 0.3 }'),
    );
    expect([randomShareOf(policy, 'post'), randomShareOf(policy, 'cargo'), randomShareOf(policy, undefined)]).toEqual([
      0.3, 0.1, 0.1,
    ]);
  });
});

describe('harmOf', () => {
  it('weighs health and safety by the longest prefix, value and quantity on a scale that ends at the cap', () => {
    const plain = harmOf(makeCandidate({ hsCodes: ['999999'], valueUsd: 0, quantityPieces: 0 }), defaultPolicy);
    expect(plain).toMatchObject({ total: 1, why: undefined });
    const medicine = harmOf(makeCandidate({ hsCodes: ['300490'], valueUsd: 1e9, quantityPieces: 1e9 }), defaultPolicy);
    expect(medicine).toMatchObject({ healthAndSafety: 3, why: 'medicines', value: 1.5, quantity: 1.5 });
    const perfume = harmOf(makeCandidate({ hsCodes: ['330300', '640399'] }), defaultPolicy);
    expect(perfume).toMatchObject({ why: 'perfumes', whyHsCode: '330300' });
  });

  it('adds nothing for what is not declared', () => {
    const unknown = harmOf({ hsCodes: [], valueUsd: undefined, quantityPieces: undefined }, defaultPolicy);
    expect(unknown.total).toBe(1);
  });
});

describe('harmOf with networks and rights', () => {
  const policy: Policy = {
    ...defaultPolicy,
    harm: {
      ...defaultPolicy.harm,
      network: { weight: 0.5, fullSigns: 2 },
      actionability: { exOfficioOnly: 0.7, noRightFound: 0.5, silentHolder: 0.6 },
    },
  };
  const harm = (more: Parameters<typeof makeCandidate>[0]) =>
    harmOf(makeCandidate({ hsCodes: ['999999'], valueUsd: 0, quantityPieces: 0, ...more }), policy).total;

  it('grows with signs of a network up to the full number, and asks nothing where the policy does not', () => {
    expect([0, 1, 2, 3].map((networkSigns) => harm({ networkSigns }))).toEqual([1, 1.25, 1.5, 1.5]);
    expect(harmOf(makeCandidate({ networkSigns: 3, right: 'no-right-found' }), defaultPolicy)).toMatchObject({
      network: 1,
      actionability: 1,
    });
  });

  it('leaves less of it where customs can do less, and nothing out where no rights are known', () => {
    expect(harm({})).toBe(1);
    expect(harm({ right: 'no-right-found' })).toBe(0.5);
    expect(harm({ right: 'ex-officio-only' })).toBe(0.7);
    expect(harm({ right: 'actionable' })).toBe(1);
    expect(harm({ right: 'actionable', holderReplyShare: 0.5 })).toBeCloseTo(0.8, 12);
  });

  it('ships as a policy of its own', () => {
    const file = 'data/policies/networks-and-rights.yaml';
    expect(parsePolicy(file, readFileSync(file, 'utf8')).harm).toMatchObject({
      value: { basis: 'declared' },
      network: { weight: 0.5 },
      actionability: { silentHolder: 0.6 },
    });
  });
});

describe('laneOf', () => {
  it('is red for what is selected, else by thresholds', () => {
    expect(laneOf(0.01, true, defaultPolicy)).toBe('red');
    expect([0.5, 0.2, 0.19, 0.05, 0.049].map((p) => laneOf(p, false, defaultPolicy))).toEqual([
      'yellow',
      'yellow',
      'blue',
      'blue',
      'green',
    ]);
  });
});

describe('assignLanes', () => {
  const rows = Array.from({ length: 20 }, (_, index) => ({
    id: `X/${index}`,
    probability: index < 3 ? 0.3 - index / 100 : 0.04 - index / 1000,
    isSelected: index === 0,
  }));
  const lanesUnder = (yellow: number, blue: number): string[] =>
    assignLanes(rows, {
      ...defaultPolicy,
      lanes: { ...defaultPolicy.lanes, expectedRates: { yellow, blue } },
    });

  it('follows the thresholds where the expected rates are reached', () => {
    expect(lanesUnder(0.1, 0)).toEqual(['red', 'yellow', 'yellow', ...Array.from({ length: 17 }, () => 'green')]);
  });

  it('pulls the next by probability into a lane that falls short of its expected rate', () => {
    const pulled = ['red', 'yellow', 'yellow', 'yellow', 'yellow', 'blue', 'blue', 'blue'];
    expect(lanesUnder(0.2, 0.15)).toEqual([...pulled, ...Array.from({ length: 12 }, () => 'green')]);
    expect(lanesUnder(0.5, 0.5).filter((lane) => lane === 'red')).toHaveLength(1);
  });
});

describe('parseCapacity', () => {
  it('names what is wrong', () => {
    expect(() => parseCapacity('c.yaml', 'capacity: []')).toThrow(/capacity/);
    expect(() => parseCapacity('c.yaml', 'capacity:\n  - { examinations: -1 }')).toThrow(/examinations/);
    expect(() => parseCapacity('c.yaml', 'capacity:\n  - { examinations: 1, ofice: 3 }')).toThrow(/ofice/);
  });
});
