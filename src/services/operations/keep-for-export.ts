/** Keeps an approved list among the store's lists of targets, from where files for audiences are made of it. */
import type { ControlKind } from '../../domain/examination.ts';
import type { ListedTarget } from '../../domain/list-version.ts';
import type { PackContact, PackOperation } from '../../domain/target-pack.ts';
import type { Store } from '../store-ports.ts';
import { approvedList, listFile } from './list-file.ts';
import { noteOperationStep, type OperationAuthor } from './operation-author.ts';
import type { ListName } from './pass-list.ts';

const controlOf: { readonly [control in ListedTarget['control']]: ControlKind } = {
  'documentary': 'documentary',
  'physical': 'physical',
  'scan-then-open': 'scan',
};

/**
 * Returns the id under which it is kept; the same version is kept once.
 * @throws `not-found`, `conflict` for a list that is not approved.
 */
export async function keepForExport(
  store: Pick<Store, 'asAgency' | 'targetLists'>,
  by: OperationAuthor,
  name: ListName,
): Promise<{ readonly listId: number }> {
  const scope = { agency: by.actor.agency, nowMs: by.nowMs };
  const { found, contacts } = await store.asAgency(scope, async (view) => {
    const list = await approvedList(view, name);
    const participants = await view.operations.participants(name.operationId);
    const own = participants.find(({ agency }) => agency === by.actor.agency);
    return { found: list, contacts: own?.contacts ?? [] };
  });
  const { operation, list, targets } = found;
  if (list.targetListId !== undefined) return { listId: list.targetListId };
  const { from, to } = operation.plan;
  const report: {
    readonly title: string;
    readonly operation: PackOperation;
    readonly contacts: readonly PackContact[];
  } = {
    title: `${operation.name}, list version ${list.version}`,
    operation: { name: operation.name, from, to, legalBasis: operation.legalBasis },
    contacts: contacts.map(({ name: desk, phone, email }) => ({ role: 'targeting unit', name: desk, phone, email })),
  };
  const listId = await store.targetLists.add({
    madeAtMs: list.made.atMs,
    policy: list.policy,
    seed: operation.id,
    report,
    targets: targets.map(({ reference, shift, riskScore, control, minutes }) => ({
      consignmentId: reference,
      shift,
      riskScore,
      control: controlOf[control],
      minutes: Math.round(minutes.documentary + minutes.scan + minutes.physical),
    })),
    csv: listFile(found, 'csv'),
  });
  await store.asAgency(scope, async (view) => {
    await view.listVersions.keepTargetList(list.id, listId);
    const { operationId, version } = name;
    await noteOperationStep(view, by, { operationId, action: 'keep-for-export', payload: { version, listId } });
  });
  return { listId };
}
