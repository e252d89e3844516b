/** How right holders have answered so far. */
import type { Outcome } from './examination.ts';

/** Measures on which a right holder had to say something, and those on which it did. */
export interface HolderReplies {
  readonly asked: number;
  readonly replied: number;
}

/** Outcomes of measures that a right holder has answered; `silent` tells that it did not. */
export const answeredOutcomes: readonly Outcome[] = ['confirmed', 'genuine', 'authorised', 'contested'];

/** The share of measures that a right holder answers, in (0, 1]; one that was never asked counts as answering, and one silence among none as a half. */
export function replyShare({ asked, replied }: HolderReplies): number {
  return (replied + 1) / (asked + 1);
}
