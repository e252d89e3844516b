/** The keys of the queue and the consignment, for the list that `?` shows. */
import { decisionCodes } from '../../domain/case-decision.ts';
import { decisionWords } from '../format/code-words.ts';

/** Keys and what they do; `isSingle` ones can be switched off. */
export const keyList: readonly {
  readonly keys: readonly string[];
  readonly does: string;
  readonly isSingle: boolean;
}[] = [
  { keys: ['j', 'k'], does: 'Next, previous consignment', isSingle: true },
  { keys: ['↓', '↑', 'Page Down', 'Page Up', 'Home', 'End'], does: 'Move in the list', isSingle: false },
  { keys: ['Enter'], does: 'Open the consignment', isSingle: false },
  { keys: ['x', 'Space'], does: 'Select or deselect', isSingle: false },
  { keys: ['Shift + ↓', 'Shift + ↑'], does: 'Extend the selection', isSingle: false },
  { keys: ['c'], does: 'Claim the next best consignment', isSingle: true },
  { keys: ['u'], does: 'Give the claim back, or undo the decision', isSingle: true },
  { keys: ['z'], does: 'Undo the last decision', isSingle: true },
  ...decisionCodes.map((code, index) => ({
    keys: [String(index + 1)],
    does: decisionWords[code],
    isSingle: true,
  })),
  { keys: ['s'], does: 'Suppress until a moment', isSingle: true },
  { keys: ['n'], does: 'Write a note', isSingle: true },
  { keys: ['/'], does: 'Search', isSingle: true },
  { keys: ['p'], does: 'Pause or resume live updates', isSingle: true },
  { keys: ['g', 'q'], does: 'Go to the queue', isSingle: true },
  { keys: ['g', 's'], does: 'Go to the search', isSingle: true },
  { keys: ['g', 'l'], does: 'Go to look-outs', isSingle: true },
  { keys: ['g', 'h'], does: 'Go to holds', isSingle: true },
  { keys: ['?'], does: 'This list', isSingle: true },
  { keys: ['Esc'], does: 'Close, clear the selection, or go back', isSingle: false },
];
