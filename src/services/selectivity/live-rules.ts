/** The rules of an agency that select today. */
import { readRule } from '../../ranking/rules/parse-rules.ts';
import { isInForce, type RuleText } from '../../ranking/rules/rule-set.ts';
import type { AgencyView } from '../agency-view-ports.ts';

/** A live rule with the version that it is. */
export interface LiveRule extends RuleText {
  readonly versionId: number;
  readonly version: number;
}

/** Live rules in the order of their precedence. */
export interface LiveRules {
  readonly rules: readonly LiveRule[];
  /** Names of those that this program cannot read; they match nothing. */
  readonly unreadable: readonly string[];
}

/**
 * Returns the live rules within their dates, in the order in which they were first written.
 * @param today as `2026-10-05`.
 */
export async function readLiveRules(view: Pick<AgencyView, 'selectivity'>, today: string): Promise<LiveRules> {
  const rules: LiveRule[] = [];
  const unreadable: string[] = [];
  for (const { id: versionId, code, version, text } of await view.selectivity.list('rule', ['live'])) {
    const read = readRule(text);
    if ('problems' in read) unreadable.push(`${code} version ${version}`);
    else if (isInForce(read.rule, today)) rules.push({ ...read.rule, versionId, version });
  }
  return { rules, unreadable };
}
