/** Decisions of officers on cases, and what follows from each (`practice.md`, 9). */
import type { ControlKind } from './examination.ts';

/** Codes of decisions. */
export const decisionCodes = [
  'release',
  'documentary-check',
  'scan',
  'physical-examination',
  'refer-to-police',
  'refer-to-agency',
  'refer-to-audit',
  'duplicate',
  'suppressed',
] as const;

/** A code of {@link decisionCodes}. */
export type DecisionCode = (typeof decisionCodes)[number];

/** Codes of the reasons for a decision. */
export const reasonCodes = [
  'risk-score',
  'price',
  'goods-description',
  'party-history',
  'route',
  'rights-holder-information',
  'look-out',
  'document-missing',
  'officer-judgement',
  'low-risk',
  'authorised-party',
  'recently-examined',
  'already-handled',
  'no-capacity',
  'other',
] as const;

/** A code of {@link reasonCodes}. */
export type ReasonCode = (typeof reasonCodes)[number];

/** What became of a selection. */
export const executionCodes = ['examined', 'released-before-hold', 'not-located', 'no-capacity', 'overridden'] as const;

/** A code of {@link executionCodes}. */
export type ExecutionCode = (typeof executionCodes)[number];

const controls: { readonly [decision in DecisionCode]?: ControlKind } = {
  'documentary-check': 'documentary',
  'scan': 'scan',
  'physical-examination': 'physical',
};

/** The control that a decision orders; undefined for one that orders none. */
export function controlOf(decision: DecisionCode): ControlKind | undefined {
  return controls[decision];
}

/**
 * Whether the goods must be kept by whoever has them. Papers are asked of the declarant and need no goods at hand, so a documentary check asks nobody unless an officer names an operator.
 */
export function needsHold(decision: DecisionCode, isOperatorNamed: boolean): boolean {
  const control = controlOf(decision);
  return control !== undefined && (control !== 'documentary' || isOperatorNamed);
}

/** Whether a decision takes one of the examinations that a capacity has. */
export function usesCapacity(decision: DecisionCode | undefined): boolean {
  return decision === 'scan' || decision === 'physical-examination';
}
