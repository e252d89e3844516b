/** Writes a version of a rule, as a draft. */
import { actorLabel } from '../../domain/actor.ts';
import { AppError } from '../../errors.ts';
import { type RuleProblem, readRule } from '../../ranking/rules/parse-rules.ts';
import { fieldsOf } from '../../ranking/rules/rule-condition.ts';
import type { RuleText } from '../../ranking/rules/rule-set.ts';
import type { AgencyView } from '../agency-view-ports.ts';
import { type CaseAuthor, personOf } from '../case-author.ts';
import type { SelectivityVersion } from '../selectivity-ports.ts';
import { storedRuleFields } from './match-rules.ts';

/** What a check says of the text of a rule. */
export interface RuleCheck {
  /** Undefined where something is wrong. */
  readonly rule: RuleText | undefined;
  readonly problems: readonly RuleProblem[];
}

/** Checks the text of a rule for a store: one mapping without state, author and approval, which the store keeps itself. */
export function checkRule(text: string): RuleCheck {
  // The database cannot hold it.
  if (text.includes('\0')) return { rule: undefined, problems: [{ line: 1, at: '(file)', expected: 'no NUL' }] };
  const read = readRule(text);
  if ('problems' in read) return { rule: undefined, problems: read.problems };
  const missing = fieldsOf(read.rule.when).filter((field) => !storedRuleFields.has(field));
  if (missing.length === 0) return { rule: read.rule, problems: [] };
  const known = [...storedRuleFields].filter((field) => field.endsWith('.firstSeen')).join(', ');
  const expected = `expected a field that a store has; of first sightings it has ${known}; got ${missing.join(', ')}`;
  return { rule: undefined, problems: [{ line: 1, at: 'when', expected }] };
}

/**
 * Keeps the text as the next version of the rule that it names.
 * @throws `settings-invalid` with every problem and its line.
 */
export async function writeRule(
  view: Pick<AgencyView, 'selectivity' | 'audit'>,
  { actor, nowMs }: CaseAuthor,
  text: string,
): Promise<SelectivityVersion> {
  const { rule, problems } = checkRule(text);
  if (rule === undefined) {
    const lines = problems.map(({ line, at, expected }) => `  line ${line}, ${at}: ${expected}`);
    throw new AppError('settings-invalid', { file: 'the rule', problems: lines.join('\n') });
  }
  const by = actorLabel(actor);
  const made = await view.selectivity.add({
    kind: 'rule',
    code: rule.id,
    version: undefined,
    text,
    authorId: personOf(actor).id,
    written: { by, atMs: nowMs },
  });
  await view.audit.append({
    atMs: nowMs,
    actor: by,
    agency: actor.agency,
    action: 'write-rule',
    subject: `rule:${made.id}`,
    payload: { code: made.code, version: made.version, text },
  });
  return made;
}
