/** Holds: an operator is asked to keep goods for a control, and says what became of it (`practice.md`, 4). */
import { AppError } from '../errors.ts';

/** States of a hold; `withdrawn` is one whose decision was undone before the operator could see it. */
export const holdStates = [
  'requested',
  'acknowledged',
  'held',
  'released-before-hold',
  'not-located',
  'withdrawn',
] as const;

/** A state of {@link holdStates}. */
export type HoldState = (typeof holdStates)[number];

/** What an operator may answer. */
export const holdAnswers = ['acknowledged', 'held', 'released-before-hold', 'not-located'] as const;

/** An answer of {@link holdAnswers}. */
export type HoldAnswer = (typeof holdAnswers)[number];

/** Kinds of operator. */
export const operatorKinds = ['terminal', 'express-hub', 'post'] as const;

/** A kind of {@link operatorKinds}. */
export type OperatorKind = (typeof operatorKinds)[number];

const answersFrom: { readonly [state in HoldState]: readonly HoldAnswer[] } = {
  'requested': holdAnswers,
  'acknowledged': ['held', 'released-before-hold', 'not-located'],
  'held': [],
  'released-before-hold': [],
  'not-located': [],
  'withdrawn': [],
};

/** How long a decision can be undone before its hold goes out, where nothing else is configured. */
export const usualGraceMs = 20_000;

/** Whether a hold has come to its end. */
export function isEnded(state: HoldState): boolean {
  return answersFrom[state].length === 0;
}

/**
 * Returns the state after an answer. The same answer again changes nothing, for an operator's machine may repeat itself.
 * @throws `conflict` for an answer that the state does not allow.
 */
export function answered(state: HoldState, answer: HoldAnswer): HoldState {
  if (state === answer || answersFrom[state].includes(answer)) return answer;
  throw new AppError('conflict', { reason: `the hold is ${state}` });
}

/** Whether something that goes out at a moment has gone out. */
export function isSent(sentFromMs: number | undefined, nowMs: number): boolean {
  return sentFromMs !== undefined && sentFromMs <= nowMs;
}
