/** Approves, sends and recalls a version of a list. */
import { type CutRules, cutByJurisdiction } from '../../domain/cut-by-jurisdiction.ts';
import { combineHandling, type Handling } from '../../domain/handling.ts';
import { requireApproval, requireListState } from '../../domain/list-version.ts';
import { AppError } from '../../errors.ts';
import type { ListDelivery, StoredList, StoredOperation } from '../operation-ports.ts';
import { requireNoConflicts } from './conflicts.ts';
import {
  listToRead,
  markBy,
  noteOperationStep,
  type OperationAuthor,
  type OperationsView,
  operationToActIn,
} from './operation-author.ts';

/** Does something in the actor's agency's view, in a transaction of its own. */
type InView = <T>(use: (view: OperationsView) => Promise<T>) => Promise<T>;

/** Which version. */
export interface ListName {
  readonly operationId: number;
  readonly version: number;
}

/**
 * Approves a version, as a second person.
 * @throws `not-found`; `refused` for who made it; `conflict` for a list that is approved, and while conflicts are open.
 */
export async function approveList(inView: InView, by: OperationAuthor, name: ListName): Promise<StoredList> {
  const { operationId, version } = name;
  await findConflicts(inView, by, name, 'approve-list');
  return inView(async (view) => {
    await operationToActIn(view, operationId, by, 'approve-list');
    const list = await listToRead(view, operationId, version);
    const mark = markBy(by);
    requireApproval(list, mark.by);
    await requireNoConflicts(view, list, await referencesOf(view, list));
    await view.listVersions.approve(list.id, mark);
    await noteOperationStep(view, by, { operationId, action: 'approve-list', payload: { version } });
    return listToRead(view, operationId, version);
  });
}

/**
 * Gives every other participant that has accepted what lies in its jurisdiction, as far as handling and agreements let it go. An earlier version must be recalled first: two lists at once are none.
 * @throws `not-found`, `conflict`.
 */
export async function sendList(inView: InView, by: OperationAuthor, name: ListName): Promise<StoredList> {
  const { operationId, version } = name;
  await findConflicts(inView, by, name, 'send-list');
  return inView(async (view) => {
    const operation = await operationToActIn(view, operationId, by, 'send-list');
    const list = await listToRead(view, operationId, version);
    requireListState(list, 'approved');
    const inForce = (await view.listVersions.list(operationId)).find(
      ({ sent, recalled }) => sent !== undefined && recalled === undefined,
    );
    if (inForce !== undefined)
      throw new AppError('conflict', { reason: `version ${inForce.version} is in force: recall it first` });
    await requireNoConflicts(view, list, await referencesOf(view, list));
    const deliveries = await cutFor(view, by, operation, list);
    await view.listVersions.send(list.id, markBy(by), deliveries);
    const given = deliveries.map(({ agency, targets, outside, heldBack }) => ({
      agency,
      targets: targets.length,
      outside,
      heldBack,
    }));
    await noteOperationStep(view, by, { operationId, action: 'send-list', payload: { version, given } });
    return listToRead(view, operationId, version);
  });
}

/**
 * Takes a list back that was sent, and what others were given of it.
 * @throws `not-found`, `conflict`.
 */
export async function recallList(
  view: OperationsView,
  by: OperationAuthor,
  { operationId, version, reason }: ListName & { readonly reason: string },
): Promise<StoredList> {
  await operationToActIn(view, operationId, by, 'recall-list');
  const list = await listToRead(view, operationId, version);
  requireListState(list, 'sent');
  await view.listVersions.recall(list.id, markBy(by), reason);
  await noteOperationStep(view, by, { operationId, action: 'recall-list', payload: { version, reason } });
  return listToRead(view, operationId, version);
}

/** Others may have approved a list in the meantime that means the same goods. What is found stays, though the step that looked for it is refused. */
async function findConflicts(
  inView: InView,
  by: OperationAuthor,
  { operationId, version }: ListName,
  step: 'approve-list' | 'send-list',
): Promise<void> {
  await inView(async (view) => {
    await operationToActIn(view, operationId, by, step);
    const { id } = await listToRead(view, operationId, version);
    await view.operationLog.findConflicts(id, by.nowMs);
  });
}

async function referencesOf(view: OperationsView, list: StoredList): Promise<ReadonlySet<string>> {
  return new Set((await view.listVersions.targets(list.id)).map(({ reference }) => reference));
}

async function cutFor(
  view: OperationsView,
  { actor, nowMs }: OperationAuthor,
  { purpose }: StoredOperation,
  list: StoredList,
): Promise<Omit<ListDelivery, 'maker'>[]> {
  const participants = await view.operations.participants(list.operationId);
  const others = participants.filter(({ agency, state }) => state === 'accepted' && agency !== actor.agency);
  if (others.length === 0) return [];
  const targets = await view.listVersions.targets(list.id);
  const handlings = new Map<string, Handling>();
  for (const { consignment } of await view.facts.itemsOf(targets.map(({ reference }) => reference))) {
    const known = handlings.get(consignment.id);
    handlings.set(
      consignment.id,
      known === undefined ? consignment.handling : combineHandling(known, consignment.handling),
    );
  }
  const regimes = await view.agreements.regimes();
  const agreements = await view.agreements.list();
  const ownerRegime = regimes.get(actor.agency) ?? 'customs';
  const rules: CutRules = {
    ownerRegime,
    purpose,
    agreements,
    handlingOf: (reference) => handlings.get(reference),
    nowMs,
  };
  return others.flatMap((participation) => {
    const regime = regimes.get(participation.agency);
    // A disabled agency is given nothing.
    if (regime === undefined) return [];
    const cut = cutByJurisdiction(targets, { participation, regime }, rules);
    const { operationId, version } = list;
    const sent = { sentAtMs: nowMs, recalledAtMs: undefined, recallReason: undefined };
    return [{ operationId, agency: participation.agency, version, ...cut, ...sent }];
  });
}
