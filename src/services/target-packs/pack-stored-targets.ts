/** Makes a pack of a list of targets that a store keeps, as one agency may export it. */
import { stages } from '../../domain/consignment.ts';
import type { ControlKind } from '../../domain/examination.ts';
import type { GoodsItemRecord } from '../../domain/goods-item.ts';
import { combineHandling } from '../../domain/handling.ts';
import type { OfficePlaces } from '../../domain/office-places.ts';
import type { TargetPack } from '../../domain/target-pack.ts';
import { targetReference } from '../../domain/target-reference.ts';
import { AppError } from '../../errors.ts';
import { hazardText, type OfficerTarget } from '../../ranking/officer-view.ts';
import type { AgencyView } from '../agency-view-ports.ts';
import { currentRights } from '../find-rights.ts';
import type { TargetListPort } from '../target-list-ports.ts';
import { listMethod, rightsMeans } from './pack-listed-targets.ts';
import { type ListedTarget, packTargetOf } from './pack-target.ts';

/** A kept list, and what targets are made with. */
export interface StoredListInput {
  readonly list: Awaited<ReturnType<TargetListPort['get']>>;
  readonly secret: Uint8Array;
  readonly places: OfficePlaces;
  readonly nowMs: number;
}

/**
 * Makes the pack of the agency's own consignments in the list: a list may span agencies, and scores and reasons are each owner's alone. What is under seal is not in it. Places are counted anew, so
 * that gaps tell nothing of others.
 * @throws `not-enough-data` where none of them is the agency's.
 */
export async function packStoredTargets(
  view: Pick<AgencyView, 'scope' | 'facts' | 'sealed'>,
  { list, secret, places, nowMs }: StoredListInput,
): Promise<TargetPack> {
  const { agency } = view.scope;
  const listed = (list.targets as readonly KeptTarget[]).filter(({ consignmentId }) =>
    consignmentId.startsWith(`${agency}/`),
  );
  const ids = listed.map(({ consignmentId }) => consignmentId);
  const sealed = await view.sealed.among(ids);
  const records = byConsignment(await view.facts.itemsOf(ids), agency);
  const listId = String(list.id);
  const means = {
    places,
    rights: rightsMeans(await currentRights(view)),
    referenceOf: (consignmentId: string) => targetReference(secret, { listId, consignmentId }),
  };
  const open = listed.filter(({ consignmentId }) => records.has(consignmentId) && !sealed.has(consignmentId));
  const targets = open.map((target, index) =>
    packTargetOf(listedOf(target, index + 1), records.get(target.consignmentId)!, means),
  );
  if (targets.length === 0)
    throw new AppError('not-enough-data', { reason: 'the list has no targets that you could export' });
  return {
    title: `Targets, list ${list.id}`,
    ...headOf(list.report),
    list: { id: listId, version: 1 },
    madeAtMs: nowMs,
    audience: 'own-unit',
    handling: targets.map((target) => target.handling).reduce(combineHandling),
    policy: list.policy,
    model: undefined,
    method: listMethod(targets.length),
    targets,
  };
}

/** What a kept list says of itself: one of an operation names it. */
function headOf(report: unknown): Partial<Pick<TargetPack, 'title'>> & Pick<TargetPack, 'operation' | 'contacts'> {
  const { title, operation, contacts = [] } = (report ?? {}) as Partial<TargetPack>;
  return { ...(title === undefined ? {} : { title }), operation, contacts };
}

/** A target as ranking keeps it. */
interface KeptTarget
  extends Pick<OfficerTarget, 'consignmentId' | 'shift' | 'healthAndSafety' | 'healthAndSafetyHsCode'> {
  readonly lane?: OfficerTarget['lane'];
  readonly riskScore?: number;
  /** Of a list that is planned with controls and minutes; else the lane says which control. */
  readonly control?: ControlKind;
  readonly minutes?: number;
  readonly reasons?: readonly string[];
}

function listedOf(target: KeptTarget, rank: number): ListedTarget {
  const { consignmentId, lane, shift, riskScore, reasons = [] } = target;
  const hazard = hazardText(target);
  const byLane: ControlKind | undefined = lane === 'red' ? 'physical' : lane === 'yellow' ? 'documentary' : undefined;
  return {
    consignmentId,
    rank,
    lane,
    control: target.control ?? byLane,
    minutes: target.minutes,
    shift,
    probability: riskScore === undefined ? undefined : riskScore / 100,
    reasons,
    lookFor: hazard === undefined ? [] : [`health and safety: ${hazard}`],
  };
}

/** Items of the latest stage of each consignment that is the agency's own. */
function byConsignment(records: readonly GoodsItemRecord[], agency: string): Map<string, GoodsItemRecord[]> {
  const found = new Map<string, GoodsItemRecord[]>();
  for (const record of records) {
    const { id, stage, agency: owner } = record.consignment;
    if (owner !== agency) continue;
    const known = found.get(id);
    const isLater = known === undefined || stages.indexOf(stage) > stages.indexOf(known[0]!.consignment.stage);
    if (isLater) found.set(id, [record]);
    else if (known[0]!.consignment.stage === stage) known.push(record);
  }
  for (const items of found.values()) items.sort((a, b) => a.item.itemNumber - b.item.itemNumber);
  return found;
}
