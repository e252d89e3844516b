/** What the state of a case allows. */
import { controlOf } from '../../../domain/case-decision.ts';
import { isAllowedStep } from '../../../domain/review-case.ts';
import type { QueueItem } from '../../api/contract.ts';

/** Whether a case can be decided, once it is claimed. */
export function canBeDecided({ state }: QueueItem): boolean {
  return isAllowedStep(state, 'claim');
}

/** Whether a result can be recorded: a control was decided on. */
export function canBeExamined({ state, decision }: QueueItem): boolean {
  return decision !== null && controlOf(decision) !== undefined && isAllowedStep(state, 'examine');
}
