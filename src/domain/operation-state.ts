/** The life of an operation. */
import { AppError } from '../errors.ts';

/** States of an operation, in their order: there is no way back. */
export const operationStates = ['planned', 'running', 'reporting', 'closed'] as const;
/** A state of {@link operationStates}. */
export type OperationState = (typeof operationStates)[number];

/** What is done in an operation. */
export type OperationStep =
  | 'change'
  | 'invite'
  | 'answer-invitation'
  | 'make-list'
  | 'approve-list'
  | 'send-list'
  | 'recall-list'
  | 'decide-conflict'
  | 'report';

const steps: { readonly [step in OperationStep]: readonly OperationState[] } = {
  'change': ['planned', 'running'],
  'invite': ['planned', 'running'],
  'answer-invitation': ['planned', 'running'],
  'make-list': ['planned', 'running'],
  'approve-list': ['planned', 'running'],
  // A list goes out before the first shift or while shifts go on.
  'send-list': ['planned', 'running'],
  'recall-list': ['planned', 'running', 'reporting'],
  'decide-conflict': ['planned', 'running'],
  'report': ['running', 'reporting'],
};

/** Whether something may be done in a state. */
export function isOperationStep(state: OperationState, step: OperationStep): boolean {
  return steps[step].includes(state);
}

/**
 * Refuses what the state of an operation does not allow.
 * @throws `conflict`.
 */
export function requireOperationStep(state: OperationState, step: OperationStep): void {
  if (!isOperationStep(state, step)) throw new AppError('conflict', { reason: `the operation is ${state}` });
}

/** Returns the state that follows; undefined after the last. */
export function nextOperationState(state: OperationState): OperationState | undefined {
  return operationStates[operationStates.indexOf(state) + 1];
}

/**
 * Lets an operation go on to a state, which must be the next.
 * @throws `conflict`.
 */
export function requireNextState(from: OperationState, to: OperationState): void {
  if (nextOperationState(from) === to) return;
  const next = nextOperationState(from);
  throw new AppError('conflict', {
    reason: next === undefined ? 'the operation is closed' : `the operation is ${from}, and the next state is ${next}`,
  });
}
