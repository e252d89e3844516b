/** Versions of what decides who is selected, rules and harm policies, and the way of each from a draft to its end. */
import { AppError } from '../errors.ts';

/** What has versions. */
const selectivityKinds = ['rule', 'policy'] as const;
/** A kind of {@link selectivityKinds}. */
export type SelectivityKind = (typeof selectivityKinds)[number];

/** States of a version: written, tried, approved by a second person, in force, ended by somebody, ended by its own date. */
export const versionStates = ['draft', 'dry-run', 'approved', 'live', 'retired', 'expired'] as const;
/** A state of {@link versionStates}. */
export type VersionState = (typeof versionStates)[number];

/** What may be done to a version. */
export type VersionStep = 'dry-run' | 'approve' | 'put-live' | 'retire' | 'expire';

const steps: { readonly [step in VersionStep]: readonly VersionState[] } = {
  // A later dry run says more of what is live, and changes no state.
  'dry-run': ['draft', 'dry-run', 'approved', 'live'],
  'approve': ['dry-run'],
  'put-live': ['approved'],
  'retire': ['draft', 'dry-run', 'approved', 'live'],
  'expire': ['approved', 'live'],
};

/**
 * Refuses a step that the state of a version does not allow.
 * @throws `conflict`, with the states that do.
 */
export function requireVersionStep(state: VersionState, step: VersionStep): void {
  if (steps[step].includes(state)) return;
  throw new AppError('conflict', { reason: `${step} needs the state ${steps[step].join(', ')}; it is ${state}` });
}
