/** The rule that a version holds. */
import { AppError } from '../../errors.ts';
import type { RuleText } from '../../ranking/rules/rule-set.ts';
import type { SelectivityVersion } from '../selectivity-ports.ts';
import { checkRule } from './write-rule.ts';

/**
 * Returns the rule of a version.
 * @throws `settings-invalid` for a text that this program no longer reads.
 */
export function checkedRule({ code, version, text }: Pick<SelectivityVersion, 'code' | 'version' | 'text'>): RuleText {
  const { rule, problems } = checkRule(text);
  if (rule !== undefined) return rule;
  const lines = problems.map(({ line, at, expected }) => `  line ${line}, ${at}: ${expected}`);
  throw new AppError('settings-invalid', { file: `rule ${code} version ${version}`, problems: lines.join('\n') });
}
