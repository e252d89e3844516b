/** Checks a file of rules. */
import { type RuleProblem, readRules } from '../ranking/rules/parse-rules.ts';
import { liveRules } from '../ranking/rules/rule-set.ts';
import type { Ports } from './ports.ts';

/** What a check says. */
export interface CheckRulesReport {
  readonly file: string;
  readonly isValid: boolean;
  readonly problems: readonly RuleProblem[];
  readonly rules: number;
  readonly live: number;
  readonly suppressions: number;
}

/**
 * Checks a file of rules and suppressions.
 * @throws `not-found`.
 */
export async function checkRules(ports: Pick<Ports, 'files' | 'clock'>, path: string): Promise<CheckRulesReport> {
  const read = readRules(await ports.files.readText(path));
  if ('problems' in read)
    return { file: path, isValid: false, problems: read.problems, rules: 0, live: 0, suppressions: 0 };
  const today = new Date(ports.clock.nowMs()).toISOString().slice(0, 10);
  const { rules, suppressions } = read.rules;
  return {
    file: path,
    isValid: true,
    problems: [],
    rules: rules.length,
    live: liveRules(read.rules, today).length,
    suppressions: suppressions.length,
  };
}
