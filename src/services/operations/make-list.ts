/** Makes a version of an agency's target list for an operation, and answers what-if questions about it. */
import { leadAgencyOf } from '../../domain/cut-by-jurisdiction.ts';
import type { ListedTarget } from '../../domain/list-version.ts';
import { AppError } from '../../errors.ts';
import type { AllocatedTarget, AllocationFigures } from '../allocation-figures.ts';
import type { ListFigures, StoredList, StoredOperation, StoredParticipant } from '../operation-ports.ts';
import type { Ports } from '../ports.ts';
import type { OpenConsignment } from '../read-open-consignments.ts';
import { readLivePolicy } from '../selectivity/live-policy.ts';
import type { Store } from '../store-ports.ts';
import { heldElsewhere } from './conflicts.ts';
import { listToRead, markBy, noteOperationStep, type OperationAuthor, operationToActIn } from './operation-author.ts';
import { readScopedCandidates } from './read-scoped-candidates.ts';

/** The plan as it stands, and with the capacities that were asked for. */
export interface WhatIfAnswer {
  readonly candidates: number;
  readonly now: AllocationFigures;
  readonly changed: AllocationFigures;
}

type Means = Pick<Ports, 'files' | 'folders' | 'plans'>;

/**
 * Solves the plan with the actor's agency's open consignments and keeps the result as the next version. Everything is chosen by the operation's number as the seed, so that a list can be made again.
 * @throws `not-found`, `conflict`, `not-enough-data` where nothing can be controlled.
 */
export async function makeList(
  ports: Means,
  store: Pick<Store, 'asAgency'>,
  by: OperationAuthor,
  operationId: number,
): Promise<StoredList> {
  const scope = { agency: by.actor.agency, nowMs: by.nowMs };
  const situation = await store.asAgency(scope, async (view) => {
    const operation = await operationToActIn(view, operationId, by, 'make-list');
    return { operation, ...(await situationOf(view, operation, by)) };
  });
  const { operation, participants, held } = situation;
  const policy = await store.asAgency(scope, (view) => readLivePolicy(ports, view));
  const { candidates, byReference, leftOut } = await readScopedCandidates(store, scope, operation.scope, {
    policy,
    held,
  });
  const solved = await ports.plans.solve({ candidates, plan: operation.plan, policy, seed: operationId, whatIf: [] });
  if (solved.targets.length === 0) {
    throw new AppError('not-enough-data', {
      reason: `nothing can be controlled: ${reasonsText({ ...leftOut, ...solved.unfit }, candidates.length)}`,
    });
  }
  const figures: ListFigures = { ...solved.figures, candidates: candidates.length, leftOut, unfit: solved.unfit };
  const targets = solved.targets.map((target) =>
    listedTarget(target, byReference.get(target.consignmentId)!, operation, participants),
  );
  return store.asAgency(scope, async (view) => {
    // It may have gone on while the plan was solved.
    await operationToActIn(view, operationId, by, 'make-list');
    const version = await view.listVersions.add({
      operationId,
      targets,
      figures,
      policy: `${policy.name} version ${policy.version}`,
      seed: operationId,
      made: markBy(by),
      draw: solved.draw,
      claims: targets.flatMap(({ reference }) =>
        byReference.get(reference)!.facts.keys.map((key) => ({ reference, key })),
      ),
    });
    const list = await listToRead(view, operationId, version);
    const conflicts = await view.operationLog.findConflicts(list.id, by.nowMs);
    await noteOperationStep(view, by, {
      operationId,
      action: 'make-list',
      payload: { version, targets: targets.length, conflicts },
    });
    return list;
  });
}

/**
 * Solves the plan as it stands and with other capacities, and keeps nothing.
 * @param changes as `AU1001:physical:+25%`.
 * @throws `not-found`, `conflict`, `usage`.
 */
export async function askWhatIf(
  ports: Means,
  store: Pick<Store, 'asAgency'>,
  by: OperationAuthor,
  { operationId, changes }: { readonly operationId: number; readonly changes: readonly string[] },
): Promise<WhatIfAnswer> {
  const scope = { agency: by.actor.agency, nowMs: by.nowMs };
  const { operation, held } = await store.asAgency(scope, async (view) => {
    const found = await operationToActIn(view, operationId, by, 'make-list');
    return { operation: found, ...(await situationOf(view, found, by)) };
  });
  const policy = await store.asAgency(scope, (view) => readLivePolicy(ports, view));
  const { candidates } = await readScopedCandidates(store, scope, operation.scope, { policy, held });
  const job = { candidates, plan: operation.plan, policy, seed: operationId, whatIf: changes };
  const { figures, whatIf } = await ports.plans.solve(job);
  return { candidates: candidates.length, now: figures, changed: whatIf ?? figures };
}

async function situationOf(
  view: Parameters<typeof operationToActIn>[0] & Parameters<typeof heldElsewhere>[0],
  { id }: StoredOperation,
  { actor }: OperationAuthor,
): Promise<{ readonly participants: readonly StoredParticipant[]; readonly held: ReadonlySet<string> }> {
  return { participants: await view.operations.participants(id), held: await heldElsewhere(view, id, actor.agency) };
}

function listedTarget(
  { consignmentId, ...target }: AllocatedTarget,
  { content, facts }: OpenConsignment,
  operation: StoredOperation,
  participants: readonly StoredParticipant[],
): ListedTarget {
  return {
    reference: consignmentId,
    ...target,
    leadAgency: leadAgencyOf(target, operation.agency, participants),
    channel: content.channel,
    destinationCountry: facts.destinationCountry,
    goods: content.summary.goods,
    hsCodes: content.summary.hsCodes,
    releaseCutOffMs: content.releaseCutOffMs,
  };
}

function reasonsText(reasons: { readonly [reason: string]: number }, candidates: number): string {
  const counted = Object.entries(reasons).map(([reason, count]) => `${count} ${reason}`);
  return [`${candidates} candidates in the scope`, ...counted].join(', ');
}
