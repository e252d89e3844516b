/** Conflicts over targets: the same goods on two lists in force. */

import { requireOperationStep } from '../../domain/operation-state.ts';
import type { ConflictOutcome, OperationConflict } from '../../domain/situation-report.ts';
import { AppError } from '../../errors.ts';
import type { AgencyView } from '../agency-view-ports.ts';
import {
  markBy,
  noteOperationStep,
  type OperationAuthor,
  type OperationsView,
  operationToRead,
} from './operation-author.ts';

/** A decision as somebody gives it. */
interface GivenDecision {
  readonly operationId: number;
  readonly conflictId: number;
  readonly outcome: ConflictOutcome;
  /** Agency that goes on with the target in a joint action; else it follows from the outcome. */
  readonly leader?: string | undefined;
  readonly note: string;
}

/**
 * Decides on a conflict and writes it into the log. The agency that leads the operation decides, or either of the two whose lists meet.
 * @throws `not-found`, `conflict`, `usage` for a leader that is neither.
 */
export async function decideConflict(
  view: OperationsView,
  by: OperationAuthor,
  { operationId, conflictId, outcome, leader, note }: GivenDecision,
): Promise<OperationConflict> {
  const operation = await operationToRead(view, operationId);
  requireOperationStep(operation.state, 'decide-conflict');
  const conflict = await find();
  const sides = [conflict.agency, conflict.otherAgency];
  const chosen = outcome === 'joint' ? (leader ?? conflict.agency) : sides[outcome === 'leads' ? 0 : 1]!;
  if (!sides.includes(chosen))
    throw new AppError('usage', { reason: `leader: one of ${[...new Set(sides)].join(', ')}` });
  await view.operationLog.decide(conflictId, { outcome, leader: chosen, note, ...markBy(by) });
  await noteOperationStep(view, by, {
    operationId,
    action: 'decide-conflict',
    payload: { conflict: conflictId, outcome, leader: chosen, note },
  });
  return find();

  async function find(): Promise<OperationConflict> {
    const found = (await view.operationLog.conflicts(operationId)).find(({ id }) => id === conflictId);
    if (found === undefined) throw new AppError('not-found', { what: 'conflict', name: conflictId });
    return found;
  }
}

/** Returns the references of an agency's consignments with which another list goes on, by the last decision. */
export async function heldElsewhere(
  view: Pick<AgencyView, 'operationLog'>,
  operationId: number,
  agency: string,
): Promise<ReadonlySet<string>> {
  const held = new Set<string>();
  for (const conflict of await view.operationLog.conflicts(operationId)) {
    const outcome = conflict.decisions.at(-1)?.outcome;
    const isOurs = conflict.operationId === operationId && conflict.agency === agency;
    if (isOurs && outcome === 'waits') held.add(conflict.reference);
    if (!isOurs && conflict.otherAgency === agency && outcome === 'leads') held.add(conflict.otherReference);
  }
  return held;
}

/**
 * Lets a list pass whose conflicts are decided, and none of whose targets another list goes on with.
 * @throws `conflict` with how many are open.
 */
export async function requireNoConflicts(
  view: Pick<AgencyView, 'operationLog'>,
  { operationId, agency }: { readonly operationId: number; readonly agency: string },
  references: ReadonlySet<string>,
): Promise<void> {
  const conflicts = (await view.operationLog.conflicts(operationId)).filter(
    (one) => one.operationId === operationId && one.agency === agency && references.has(one.reference),
  );
  const open = conflicts.filter(({ decisions }) => decisions.length === 0);
  if (open.length > 0)
    throw new AppError('conflict', { reason: `${open.length} targets stand on another list too: decide who goes on` });
  const waiting = [...(await heldElsewhere(view, operationId, agency))].filter((reference) =>
    references.has(reference),
  );
  if (waiting.length > 0)
    throw new AppError('conflict', {
      reason: `another list goes on with ${waiting.length} of the targets: make a new version`,
    });
}
