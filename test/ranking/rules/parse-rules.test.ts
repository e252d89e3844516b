import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readRules } from '../../../src/ranking/rules/parse-rules.ts';
import { liveRules } from '../../../src/ranking/rules/rule-set.ts';

const rule = (when: string, more = ''): string => `rules:
  - id: one
    state: draft
    author: ana
    reason: because
    lane: red
    begins: 2026-10-01
    ends: 2026-12-31
    precisionFloor: 0.05
${more}    when: ${when}
`;
const problemsOf = (text: string): string[] => {
  const read = readRules(text);
  return 'problems' in read ? read.problems.map(({ line, at, expected }) => `${line} ${at}: ${expected}`) : [];
};

describe('readRules', () => {
  it('takes the sample that ships, and says what is live when', () => {
    const read = readRules(readFileSync('data/rules/sample.yaml', 'utf8'));
    expect('rules' in read).toBe(true);
    if (!('rules' in read)) return;
    expect(liveRules(read.rules, '2026-11-01').map(({ id }) => id)).toEqual(['cheap-leather-by-air']);
    expect(liveRules(read.rules, '2026-12-31')).toHaveLength(1);
    expect(liveRules(read.rules, '2027-01-01')).toEqual([]);
    expect(liveRules(read.rules, '2026-09-30')).toEqual([]);
  });

  it('explains an unknown field, a wrong operator and a wrong value with their lines', () => {
    expect(problemsOf(rule('{ field: hscode, startsWith: "42" }'))[0]).toMatch(
      /^10 rules\.0\.when\.field: expected a field of .*hsCode.*; got hscode$/,
    );
    expect(problemsOf(rule('{ field: hsCode, above: 4 }'))).toEqual([
      '10 rules.0.when: expected one operator of startsWith, is, in for hsCode; got above',
    ]);
    expect(problemsOf(rule('{ field: valueUsd, below: cheap }'))).toEqual([
      '10 rules.0.when.below: expected a number; got "cheap"',
    ]);
    // A code without quotes is a number, and has lost its zeros.
    expect(problemsOf(rule('{ field: hsCode, startsWith: 0901 }'))[0]).toMatch(/expected a text or a list of texts/);
  });

  it('points into nested conditions', () => {
    const text = rule(`
      all:
        - { field: office, is: A }
        - any:
            - { field: valueUsd, below: 5 }
            - not: { field: channel }`);
    expect(problemsOf(text)).toEqual([
      '15 rules.0.when.all.1.any.1.not: expected one operator of is, in, contains for channel; got none',
    ]);
    expect(problemsOf(rule('{ all: [] }'))[0]).toContain('a list of conditions');
    expect(problemsOf(rule('{ all: [{ field: office, is: A }], field: office }'))[0]).toContain('all alone');
  });

  it('lets no rule live that was not tried and approved by somebody else', () => {
    const live = rule('{ field: office, is: A }').replace('draft', 'live');
    expect(problemsOf(live).map((line) => line.replace(/.*expected /, ''))).toEqual([
      'live needs a dryRun: run `touchstone rules dry-run`',
      'live needs an approval by a second person',
    ]);
    const tried = '    dryRun: { on: 2026-09-20, by: ana, matched: 4, examined: 2, found: 1 }\n';
    const withApproval = (approval: string): string =>
      rule('{ field: office, is: A }', `${tried}    approval: ${approval}\n`).replace('draft', 'live');
    expect(problemsOf(withApproval('{ on: 2026-09-21, by: ana }'))[0]).toContain('somebody other than the author, ana');
    expect(problemsOf(withApproval('{ on: 2026-09-19, by: ben }'))[0]).toContain('a day from the dry run on');
    expect(problemsOf(withApproval('{ on: 2026-09-21, by: ben }'))).toEqual([]);
  });

  it('wants an authority and an end of suppressions, ids that differ, and nothing else in the file', () => {
    const text = `suppressions:
  - { id: s, reference: x, begins: 2026-10-01, ends: 2026-09-01, when: { field: office, is: A } }
rule: []
`;
    const problems = problemsOf(text).join('\n');
    expect(problems).toContain('3 rule: expected rules or suppressions');
    expect(problems).toContain('2 suppressions.0.authority');
    const twice = `${rule('{ field: office, is: A }')}${rule('{ field: office, is: B }').replace('rules:\n', '')}`;
    expect(problemsOf(twice)[0]).toContain('one stands above');
    expect(problemsOf('rules: [')[0]).toContain('YAML');
    expect(problemsOf('')[0]).toContain('a mapping');
  });
});
