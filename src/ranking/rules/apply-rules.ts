/** What rules say of consignments. */
import { drawOf } from '../draw.ts';
import { holds } from './rule-condition.ts';
import type { RuleFacts } from './rule-fields.ts';
import { isInForce, liveRules, type Rule, type RuleSet } from './rule-set.ts';

/** What the rules of a set say on one day. */
export interface RuleVerdicts {
  /** Consignments that rules send to the red lane, in the order of the rules and then of the consignments. */
  readonly selected: readonly string[];
  /** The strongest lane below red that a rule gives. */
  readonly lanes: ReadonlyMap<string, 'yellow' | 'blue'>;
  /** Consignments that a suppression keeps from being selected. */
  readonly suppressed: ReadonlySet<string>;
  /** Rules that matched each consignment, by id; for statistics and for whom the rule lets read it. */
  readonly rulesOf: ReadonlyMap<string, readonly string[]>;
}

/**
 * Applies the rules that are live on a day. A consignment matches where one of its items does. Of the matches of a rule that selects fewer than all, a draw that is fixed for seed, rule and consignment says which.
 *
 * @param items items of each consignment, by its id.
 */
export function applyRules(
  set: RuleSet,
  items: ReadonlyMap<string, readonly RuleFacts[]>,
  today: string,
  seed: number,
): RuleVerdicts {
  const suppressed = new Set<string>();
  for (const suppression of set.suppressions) {
    if (!isInForce(suppression, today)) continue;
    // A seal must not fail for a value that is missing in one item.
    for (const [id, facts] of items)
      if (facts.some((item) => holds(suppression.when, item) === true)) suppressed.add(id);
  }
  const live = liveRules(set, today);
  const matches = live.map((rule) => matchesOf(rule, items).filter((id) => !suppressed.has(id)));
  return { ...drawMatches(live, matches, seed), suppressed };
}

/**
 * Draws among the matches of live rules, and says what follows.
 * @param matches consignments that each rule matches, in the order of the rules.
 */
export function drawMatches(
  rules: readonly Pick<Rule, 'id' | 'lane' | 'select'>[],
  matches: readonly (readonly string[])[],
  seed: number,
): Omit<RuleVerdicts, 'suppressed'> {
  const selected: string[] = [];
  const lanes = new Map<string, 'yellow' | 'blue'>();
  const rulesOf = new Map<string, string[]>();
  rules.forEach((rule, index) => {
    for (const id of matches[index] ?? []) {
      if (drawOf(seed, `rule ${rule.id}`, id) >= rule.select / 100) continue;
      const known = rulesOf.get(id);
      if (known === undefined) rulesOf.set(id, [rule.id]);
      else known.push(rule.id);
      if (rule.lane === 'red') selected.push(id);
      else if (lanes.get(id) !== 'yellow') lanes.set(id, rule.lane);
    }
  });
  return { selected: [...new Set(selected)], lanes, rulesOf };
}

/** Consignments that a rule matches, whatever its state. */
export function matchesOf(rule: Pick<Rule, 'when'>, items: ReadonlyMap<string, readonly RuleFacts[]>): string[] {
  return [...items].flatMap(([id, facts]) => (facts.some((item) => holds(rule.when, item) === true) ? [id] : []));
}
