/** A case: a consignment under review by officers, from its first ranking to its end. */
import { AppError } from '../errors.ts';

/** States of a case. A claim whose lease is over counts as open. */
export const caseStates = ['open', 'claimed', 'decided', 'suppressed', 'examined', 'closed'] as const;

/** A state of {@link caseStates}. */
export type CaseState = (typeof caseStates)[number];

/** What may be done to a case. `reroute` gives it another lane; `expire` is the end of its release cut-off, `return` the end of a suppression or a new cut-off. */
export type CaseStep =
  | 'claim'
  | 'release'
  | 'decide'
  | 'undo'
  | 'suppress'
  | 'reroute'
  | 'return'
  | 'examine'
  | 'leave-unexamined'
  | 'expire';

const steps: { readonly [step in CaseStep]: readonly CaseState[] } = {
  'claim': ['open', 'claimed'],
  'release': ['claimed'],
  'decide': ['claimed'],
  'undo': ['decided', 'suppressed'],
  'suppress': ['open', 'claimed'],
  'reroute': ['open', 'claimed'],
  'return': ['suppressed', 'closed'],
  // A later result revises the one before; goods that were not found first may be found later.
  'examine': ['decided', 'examined', 'closed'],
  'leave-unexamined': ['decided', 'closed'],
  'expire': ['open', 'claimed', 'suppressed'],
};

/** Whether a step may be taken from a state. */
export function isAllowedStep(state: CaseState, step: CaseStep): boolean {
  return steps[step].includes(state);
}

/**
 * Refuses a step that the state of a case does not allow.
 * @throws `conflict`.
 */
export function requireStep(state: CaseState, step: CaseStep): void {
  if (!isAllowedStep(state, step)) throw new AppError('conflict', { reason: `the case is ${state}` });
}

/** Who has a case in hand, and until when. */
interface CaseClaim {
  readonly state: CaseState;
  readonly claimedBy: number | undefined;
  readonly claimedUntilMs: number | undefined;
}

/** Whether a claim holds at a moment. */
export function isClaimed({ state, claimedUntilMs }: Omit<CaseClaim, 'claimedBy'>, nowMs: number): boolean {
  return state === 'claimed' && claimedUntilMs !== undefined && claimedUntilMs > nowMs;
}

/** The state as it counts at a moment: a claim whose lease is over leaves the case open. */
export function stateAt(claim: Omit<CaseClaim, 'claimedBy'>, nowMs: number): CaseState {
  return claim.state === 'claimed' && !isClaimed(claim, nowMs) ? 'open' : claim.state;
}

/**
 * Refuses what only the officer may do who has the case in hand.
 * @throws `conflict`.
 */
export function requireClaimOf(claim: CaseClaim, personId: number, nowMs: number): void {
  requireStep(stateAt(claim, nowMs), 'decide');
  if (claim.claimedBy !== personId) throw new AppError('conflict', { reason: 'somebody else has the case in hand' });
}
