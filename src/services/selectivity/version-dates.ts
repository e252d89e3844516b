/** Dates of versions. */
import { AppError } from '../../errors.ts';
import { readRule } from '../../ranking/rules/parse-rules.ts';
import { dayOf } from '../case-content.ts';
import type { SelectivityVersion } from '../selectivity-ports.ts';

/** Whether the last day of a rule has passed; a policy has none, and neither has a text that cannot be read. */
export function isExpired({ kind, text }: Pick<SelectivityVersion, 'kind' | 'text'>, nowMs: number): boolean {
  const read = kind === 'rule' ? readRule(text) : undefined;
  return read !== undefined && 'rule' in read && read.rule.ends < dayOf(nowMs);
}

/**
 * Lets what has not expired pass.
 * @throws `conflict`.
 */
export function requireUnexpired(version: Pick<SelectivityVersion, 'kind' | 'text'>, nowMs: number): void {
  if (isExpired(version, nowMs)) throw new AppError('conflict', { reason: 'its last day has passed' });
}
