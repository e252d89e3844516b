/** Batches of new declarations, made ready for the database before it is asked. */
import type { Consignment } from '../../domain/consignment.ts';
import { linkingKeys } from '../../domain/consignment-id.ts';
import type { GoodsItemRecord } from '../../domain/goods-item.ts';
import { compareVersions } from '../../domain/version-order.ts';
import type { LookOutRules } from '../../services/look-out-ports.ts';
import type { SmallBatch } from '../../services/take-ports.ts';
import { firstOfTicks } from '../history/note-change.ts';
import { type PreparedFact, prepareFact } from '../prepare-facts.ts';

/** A declared item. */
export interface PlainFact extends PreparedFact {
  readonly record: GoodsItemRecord;
  readonly scoreTick: number;
}

/** A consignment with its items, in the order in which they came. */
export interface PlainConsignment {
  readonly reference: string;
  /** That of its newest item, the last of equal ones. */
  readonly header: Consignment;
  readonly headerOf: PlainFact;
  readonly facts: readonly PlainFact[];
  readonly linkKeys: readonly string[];
  readonly lookOutKeys: readonly string[];
  /** First tick that counting it changes. */
  readonly firstTick: number;
  /** Tick before which everything must be counted for it to be scored. */
  readonly scoreTick: number;
}

/** A batch of them. */
export interface PlainBatch {
  /** Its place in the request. */
  readonly place: number;
  readonly small: SmallBatch;
  readonly facts: readonly PlainFact[];
  readonly consignments: readonly PlainConsignment[];
}

/** Returns a batch made ready; undefined where it holds anything but declarations, or a version of one that it holds already. */
export function plainBatch(small: SmallBatch, place: number, rules: LookOutRules | undefined): PlainBatch | undefined {
  const facts: PlainFact[] = [];
  const identities = new Set<string>();
  const groups = new Map<string, PlainFact[]>();
  for (const record of small.records) {
    if (record.kind !== 'declaration' || record.consignment.stage !== 'declaration') return undefined;
    // Records of other agencies change what others lock.
    if (record.consignment.agency !== small.batch.agency) return undefined;
    const fact = prepareFact(record) as PlainFact;
    if (identities.has(fact.identity)) return undefined;
    identities.add(fact.identity);
    facts.push(fact);
    const group = groups.get(record.consignment.id);
    if (group === undefined) groups.set(record.consignment.id, [fact]);
    else group.push(fact);
  }
  if (facts.length === 0) return undefined;
  return {
    place,
    small,
    facts,
    consignments: [...groups].map(([reference, some]) => consignmentOf(reference, some, rules)),
  };
}

function consignmentOf(
  reference: string,
  facts: readonly PlainFact[],
  rules: LookOutRules | undefined,
): PlainConsignment {
  let headerOf = facts[0]!;
  const linkKeys = new Set<string>();
  const lookOutKeys = new Set<string>();
  for (const fact of facts) {
    const { record } = fact;
    if (compareVersions({ ...headerOf, contentHash: '' }, { ...fact, contentHash: '' }) <= 0) headerOf = fact;
    for (const key of linkingKeys(record.consignment.agency, record.consignment.references)) linkKeys.add(key);
    for (const key of rules?.keysOfItem(record) ?? []) lookOutKeys.add(key);
  }
  return {
    reference,
    header: headerOf.record.consignment,
    headerOf,
    facts,
    linkKeys: [...linkKeys],
    lookOutKeys: [...lookOutKeys],
    // A result that came with an item may be known before it.
    firstTick: facts.some(({ record }) => record.result !== undefined)
      ? firstOfTicks
      : facts.reduce((first, { knownTick }) => Math.min(first, knownTick), Number.MAX_SAFE_INTEGER),
    scoreTick: facts.reduce((last, { scoreTick }) => Math.max(last, scoreTick), Number.MIN_SAFE_INTEGER),
  };
}

/** Returns those batches that share no consignment with one before them. */
export function apart(batches: readonly PlainBatch[]): PlainBatch[] {
  const taken = new Set<string>();
  return batches.filter(({ consignments }) => {
    if (consignments.some(({ reference }) => taken.has(reference))) return false;
    for (const { reference } of consignments) taken.add(reference);
    return true;
  });
}
