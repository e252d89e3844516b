/** Conditions of rules. */
import type { RuleFacts } from './rule-fields.ts';

/** One comparison, or several joined. */
export type RuleCondition =
  | { readonly all: readonly RuleCondition[] }
  | { readonly any: readonly RuleCondition[] }
  | { readonly not: RuleCondition }
  | {
      readonly field: string;
      readonly operator: string;
      readonly value: string | number | boolean | readonly string[];
    };

/**
 * Returns whether a condition holds; undefined where that depends on what is not known (Kleene's three-valued logic): missing is neither a match nor, behind a `not`, a match of the contrary.
 */
export function holds(condition: RuleCondition, facts: RuleFacts): boolean | undefined {
  if ('all' in condition) return joined(condition.all, facts, false);
  if ('any' in condition) return joined(condition.any, facts, true);
  if ('not' in condition) {
    const inner = holds(condition.not, facts);
    return inner === undefined ? undefined : !inner;
  }
  const fact = facts.get(condition.field);
  return fact === undefined ? undefined : compare(fact, condition.operator, condition.value);
}

/** Fields that a condition looks at. */
export function fieldsOf(condition: RuleCondition): string[] {
  if ('all' in condition) return condition.all.flatMap(fieldsOf);
  if ('any' in condition) return condition.any.flatMap(fieldsOf);
  return 'not' in condition ? fieldsOf(condition.not) : [condition.field];
}

/** `decisive` decides the whole wherever one part has it. */
function joined(parts: readonly RuleCondition[], facts: RuleFacts, decisive: boolean): boolean | undefined {
  let isOpen = false;
  for (const part of parts) {
    const result = holds(part, facts);
    if (result === decisive) return decisive;
    if (result === undefined) isOpen = true;
  }
  return isOpen ? undefined : !decisive;
}

function compare(fact: string | number | boolean, operator: string, value: unknown): boolean {
  switch (operator) {
    case 'above':
      return Number(fact) > Number(value);
    case 'atLeast':
      return Number(fact) >= Number(value);
    case 'below':
      return Number(fact) < Number(value);
    case 'atMost':
      return Number(fact) <= Number(value);
    case 'startsWith':
      return (value as readonly string[]).some((prefix) => String(fact).startsWith(prefix));
    case 'contains':
      return (value as readonly string[]).some((part) => folded(fact).includes(folded(part)));
    case 'in':
      return (value as readonly string[]).some((each) => folded(each) === folded(fact));
    default:
      return typeof fact === 'boolean' ? fact === value : folded(fact) === folded(value);
  }
}

function folded(text: unknown): string {
  return String(text).trim().toLowerCase();
}
