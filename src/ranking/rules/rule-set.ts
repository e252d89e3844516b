/** Rules of selectivity and suppressions, as data. */
import { z } from 'zod';
import type { RuleCondition } from './rule-condition.ts';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a date such as 2026-10-05');
const code = z.string().regex(/^[a-z0-9-]+$/, 'small letters, digits and hyphens');
const text = z.string().min(1);

/** States of a rule: written, tried on history, approved by another person, in force. */
const ruleStates = ['draft', 'dry-run', 'approved', 'live'] as const;

/** Everything about a rule but its condition. */
export const ruleHead = z.strictObject({
  id: code,
  state: z.enum(ruleStates),
  author: text,
  /** What officers of the own unit read. */
  reason: text,
  /** Who may read reason and condition; others read that a rule selected it. */
  confidentiality: z.enum(['own-unit', 'own-agency', 'partners']).default('own-unit'),
  /** Lane of what it matches. */
  lane: z.enum(['red', 'yellow', 'blue']),
  /** Percent of the matches that it selects, drawn (as a criterion of ASYCUDA does). */
  select: z.number().gt(0).max(100).default(100),
  begins: day,
  ends: day,
  /** Share of finds among what it had examined, under which it is flagged. */
  precisionFloor: z.number().min(0).max(1),
  /** What the dry run on history came to. */
  dryRun: z
    .strictObject({ on: day, by: text, matched: z.int().min(0), examined: z.int().min(0), found: z.int().min(0) })
    .optional(),
  approval: z.strictObject({ on: day, by: text }).optional(),
});

/** Everything that the text of a rule of a store says but its condition; state, author, dry run and approval are the store's own. */
export const ruleTextHead = ruleHead.omit({ state: true, author: true, dryRun: true, approval: true });

/** A rule as its text in a store says it. */
export type RuleText = z.infer<typeof ruleTextHead> & { readonly when: RuleCondition };

/** Everything about a suppression but its condition. */
export const suppressionHead = z.strictObject({
  id: code,
  /** Who ordered it. */
  authority: text,
  /** Where the ground is kept; the ground itself does not stand here. */
  reference: text,
  begins: day,
  ends: day,
});

/** A rule. */
export type Rule = z.infer<typeof ruleHead> & { readonly when: RuleCondition };
/** A suppression: what it matches is not selected, by chance neither. */
export type Suppression = z.infer<typeof suppressionHead> & { readonly when: RuleCondition };

/** Rules and suppressions of one file, in the order of their precedence. */
export interface RuleSet {
  readonly rules: readonly Rule[];
  readonly suppressions: readonly Suppression[];
}

/** Whether a rule or a suppression is in force on a day (`2026-10-05`); both ends count. */
export function isInForce(
  { begins, ends }: { readonly begins: string; readonly ends: string },
  today: string,
): boolean {
  return begins <= today && today <= ends;
}

/** Rules that select on a day. */
export function liveRules({ rules }: RuleSet, today: string): Rule[] {
  return rules.filter((rule) => rule.state === 'live' && isInForce(rule, today));
}
