/** Makes an operation, changes its terms, and lets it go on. */
import type { OperationContact } from '../../domain/joint-operation.ts';
import { legalPowers } from '../../domain/joint-operation.ts';
import { type OperationState, requireNextState } from '../../domain/operation-state.ts';
import { AppError } from '../../errors.ts';
import { parseOperation } from '../../ranking/allocation/operation.ts';
import type { OperationTerms, StoredOperation } from '../operation-ports.ts';
import { closeOutOf } from './close-out.ts';
import {
  noteOperationStep,
  type OperationAuthor,
  type OperationsView,
  operationToLead,
  operationToRead,
  requireOperationVersion,
} from './operation-author.ts';

/** Terms as a planner gives them. */
export interface GivenTerms extends Omit<OperationTerms, 'plan'> {
  /** Keys of a plan file (`docs/operations-planning.md`) but for its name. */
  readonly plan: object;
}

const longestPlan = 200_000;
const mostDays = 92;

/**
 * Makes an operation that the actor's agency leads.
 * @throws `settings-invalid` with every problem of the plan, `refused`, `too-large`, `usage`.
 */
export async function makeOperation(
  view: OperationsView,
  by: OperationAuthor,
  given: GivenTerms,
  contacts: readonly OperationContact[],
): Promise<StoredOperation> {
  const terms = termsOf(given);
  const made = { by: `${by.actor.kind}:${by.actor.id}`, atMs: by.nowMs };
  const id = await view.operations.add(terms, made);
  const own = { agency: by.actor.agency, powers: legalPowers.slice(0, 2), offices: [], countries: [], contacts };
  await view.operations.invite(id, { ...own, state: 'accepted' }, by.nowMs);
  await noteOperationStep(view, by, { operationId: id, action: 'make-operation', payload: terms });
  return operationToRead(view, id);
}

/**
 * Changes the terms of an operation; lists that were made before stay as they are.
 * @throws as {@link makeOperation}; `not-found`, `forbidden`, `conflict`, `stale-version`.
 */
export async function changeOperation(
  view: OperationsView,
  by: OperationAuthor,
  { id, version, given }: { readonly id: number; readonly version: number | undefined; readonly given: GivenTerms },
): Promise<StoredOperation> {
  const before = await operationToLead(view, id, 'change');
  requireOperationVersion(before, version);
  const terms = termsOf(given);
  await view.operations.change(id, terms);
  await noteOperationStep(view, by, { operationId: id, action: 'change-operation', payload: terms });
  return operationToRead(view, id);
}

/**
 * Lets an operation go on to its next state. Closing keeps the close-out as it is then.
 * @throws `not-found`, `forbidden`, `conflict`, `stale-version`.
 */
export async function advanceOperation(
  view: OperationsView,
  by: OperationAuthor,
  { id, version, to }: { readonly id: number; readonly version: number | undefined; readonly to: OperationState },
): Promise<StoredOperation> {
  const before = await operationToLead(view, id);
  requireOperationVersion(before, version);
  requireNextState(before.state, to);
  const closed = to === 'closed' ? { atMs: by.nowMs, closeOut: await closeOutOf(view, before, by.nowMs) } : undefined;
  await view.operations.advance(id, to, closed);
  await noteOperationStep(view, by, {
    operationId: id,
    action: 'advance-operation',
    payload: { from: before.state, to },
  });
  return operationToRead(view, id);
}

/** A plan is read by the same rules as a file. */
function termsOf({ plan: given, ...terms }: GivenTerms): OperationTerms {
  const text = JSON.stringify({ ...given, name: terms.name });
  if (text.length > longestPlan)
    throw new AppError('too-large', { what: 'the plan', limit: `${longestPlan} characters` });
  const plan = parseOperation('the plan', text);
  const days = (Date.parse(plan.to) - Date.parse(plan.from)) / 86_400_000;
  if (!(days < mostDays)) throw new AppError('too-large', { what: 'the window', limit: `${mostDays} days` });
  return { ...terms, plan };
}
