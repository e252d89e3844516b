/** Who does something in an operation, and what every step has in common. */
import { type Actor, actorLabel } from '../../domain/actor.ts';
import type { ListMark } from '../../domain/list-version.ts';
import { type OperationStep, requireOperationStep } from '../../domain/operation-state.ts';
import { AppError } from '../../errors.ts';
import type { AgencyView } from '../agency-view-ports.ts';
import { personOf } from '../case-author.ts';
import type { StoredList, StoredOperation } from '../operation-ports.ts';

/** Who does something, and when. */
export interface OperationAuthor {
  readonly actor: Actor;
  readonly nowMs: number;
}

/** What steps need of an agency's view. */
export type OperationsView = Pick<
  AgencyView,
  'operations' | 'listVersions' | 'operationLog' | 'agreements' | 'facts' | 'audit'
>;

/**
 * Returns an operation.
 * @throws `not-found`, in the same words for what is not there and for what the agency takes no part in.
 */
export async function operationToRead(view: Pick<AgencyView, 'operations'>, id: number): Promise<StoredOperation> {
  return (await view.operations.find(id)) ?? notFound(id);
}

/**
 * Returns an operation that the actor's agency leads, for a step that its state allows; nobody else changes it until the transaction is over.
 * @throws `not-found`; `forbidden` for an agency that takes part and does not lead; `conflict`.
 */
export async function operationToLead(
  view: Pick<AgencyView, 'operations'>,
  id: number,
  step?: OperationStep,
): Promise<StoredOperation> {
  const found = await view.operations.findToChange(id);
  if (found === undefined) {
    await operationToRead(view, id);
    throw new AppError('forbidden');
  }
  if (step !== undefined) requireOperationStep(found.state, step);
  return found;
}

/**
 * Returns an operation in which the actor's agency acts: it leads, or has accepted.
 * @throws `not-found`; `conflict` before the invitation is accepted, and where the state does not allow the step.
 */
export async function operationToActIn(
  view: Pick<AgencyView, 'operations'>,
  id: number,
  { actor }: Pick<OperationAuthor, 'actor'>,
  step: OperationStep,
): Promise<StoredOperation> {
  const operation = await operationToRead(view, id);
  if (operation.agency !== actor.agency) {
    const own = (await view.operations.participants(id)).find(({ agency }) => agency === actor.agency);
    if (own?.state !== 'accepted')
      throw new AppError('conflict', { reason: 'your agency has not accepted the invitation' });
  }
  requireOperationStep(operation.state, step);
  return operation;
}

/**
 * Returns a version of the actor's agency's own list.
 * @throws `not-found`.
 */
export async function listToRead(
  view: Pick<AgencyView, 'listVersions'>,
  operationId: number,
  version: number,
): Promise<StoredList> {
  const found = await view.listVersions.find(operationId, version);
  if (found === undefined) throw new AppError('not-found', { what: 'list', name: `${operationId}/${version}` });
  return found;
}

/**
 * Lets the version pass that was read.
 * @throws `stale-version`; `usage` where none is named.
 */
export function requireOperationVersion({ version }: StoredOperation, read: number | undefined): void {
  if (read === undefined) throw new AppError('usage', { reason: 'If-Match must name the version that was read' });
  if (read !== version) throw new AppError('stale-version', { what: 'the operation' });
}

/**
 * Returns the mark that a person sets.
 * @throws `forbidden` for a machine.
 */
export function markBy({ actor, nowMs }: OperationAuthor): ListMark {
  return { by: actorLabel(actor), name: personOf(actor).name, atMs: nowMs };
}

/** Writes a step into the audit. */
export async function noteOperationStep(
  view: Pick<AgencyView, 'audit'>,
  { actor, nowMs }: OperationAuthor,
  { operationId, action, payload }: { readonly operationId: number; readonly action: string; readonly payload: object },
): Promise<void> {
  await view.audit.append({
    atMs: nowMs,
    actor: actorLabel(actor),
    agency: actor.agency,
    action,
    subject: `operation:${operationId}`,
    payload,
  });
}

function notFound(id: number): never {
  throw new AppError('not-found', { what: 'operation', name: id });
}
