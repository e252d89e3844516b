/** Dialogs of the queue. */

import { decisionCodes } from '../../../domain/case-decision.ts';
import type { DecisionCode, QueueItem } from '../../api/contract.ts';

import type { KeyCommand } from '../../keyboard/key-command.ts';
import type { Selection } from './use-selection.ts';

/** A dialog that is open. */
export type QueueDialog =
  | { readonly kind: 'decide'; readonly items: readonly QueueItem[]; readonly decision: DecisionCode }
  | { readonly kind: 'suppress'; readonly items: readonly QueueItem[] }
  | { readonly kind: 'note'; readonly item: QueueItem };

/** What a person may do with cases. */
export interface CaseRights {
  readonly canClaim: boolean;
  readonly canDecide: boolean;
  readonly canSuppress: boolean;
  readonly canNote: boolean;
}

/** Returns the dialog that a key opens, or undefined where it opens none or the person may not. */
export function dialogOfCommand(
  command: KeyCommand,
  { active, chosen }: Pick<Selection, 'active' | 'chosen'>,
  { canDecide, canSuppress, canNote }: CaseRights,
): QueueDialog | undefined {
  if (command.kind === 'note') return canNote && active !== undefined ? { kind: 'note', item: active } : undefined;
  if (chosen.length === 0) return undefined;
  if (command.kind === 'suppress') return canSuppress ? { kind: 'suppress', items: chosen } : undefined;
  const decision = command.kind === 'decide' && canDecide ? decisionCodes[command.digit - 1] : undefined;
  return decision === undefined ? undefined : { kind: 'decide', items: chosen, decision };
}
