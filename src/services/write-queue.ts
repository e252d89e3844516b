/** Writes a ranking into an agency's queue, as far as it differs. */
import type { ViewScope } from './agency-view-ports.ts';
import type { KnownCase, RankedCase } from './case-ports.ts';
import type { Store } from './store-ports.ts';

/** Cases that are written in one transaction: whoever claims meanwhile waits for no more than these. */
const writtenAtOnce = 500;

/** What a ranking wants of the queue. */
export interface WantedQueue {
  /** By reference: every open consignment, whether ranked or not. */
  readonly wanted: ReadonlyMap<string, RankedCase>;
  readonly known: ReadonlyMap<string, KnownCase>;
  /** Open consignments that are put aside; their cases stay. */
  readonly aside: ReadonlySet<string>;
}

/** What was written. */
export interface WrittenQueue {
  readonly idOf: ReadonlyMap<string, number>;
  readonly written: number;
  readonly moved: number;
  readonly closed: number;
}

/** Whether a case is still suppressed; one that an instruction under seal put away comes back with the end of the instruction. */
export function isStillSuppressed(
  { sealed, suppressedUntilMs }: Pick<KnownCase, 'sealed' | 'suppressedUntilMs'>,
  nowMs: number,
): boolean {
  return sealed !== 'suppress' && suppressedUntilMs !== undefined && suppressedUntilMs > nowMs;
}

/** Makes, changes, moves, reopens and closes cases. What was shown when somebody decided stays as it was. */
export async function writeQueue(
  store: Pick<Store, 'asAgency'>,
  scope: ViewScope,
  { wanted, known, aside }: WantedQueue,
): Promise<WrittenQueue> {
  const idOf = new Map([...known].map(([reference, { id }]) => [reference, id]));
  const changed: RankedCase[] = [];
  const moved: Pick<KnownCase, 'id' | 'lane' | 'isTarget' | 'place'>[] = [];
  const over: number[] = [];
  for (const one of wanted.values()) {
    const before = known.get(one.reference);
    if (before === undefined) {
      changed.push(one);
      continue;
    }
    if (isSettled(before)) continue;
    if (before.state === 'suppressed' && one.sealed !== 'suppress' && !isStillSuppressed(before, scope.nowMs)) {
      over.push(before.id);
    }
    if (!sameBytes(before.contentHash, one.contentHash)) changed.push(one);
    else if (before.lane !== one.lane || before.isTarget !== one.isTarget || before.place !== one.place) {
      moved.push({ id: before.id, lane: one.lane, isTarget: one.isTarget, place: one.place });
    }
  }
  // In one order whoever writes, so that two rankings at once do not block each other.
  changed.sort((a, b) => (a.reference < b.reference ? -1 : 1));
  moved.sort((a, b) => a.id - b.id);
  const gone = [...known.values()]
    .filter((one) => !wanted.has(one.reference) && !aside.has(one.reference) && !isSettled(one))
    .map(({ id }) => id);
  const { nowMs } = scope;
  for (const some of slices(over)) await store.asAgency(scope, ({ queueRanking }) => queueRanking.reopen(some));
  for (const some of slices(changed)) {
    const ids = await store.asAgency(scope, ({ queueRanking }) => queueRanking.write(some, nowMs));
    some.forEach(({ reference }, index) => {
      idOf.set(reference, ids[index]!);
    });
  }
  for (const some of slices(moved)) await store.asAgency(scope, ({ queueRanking }) => queueRanking.move(some));
  for (const some of slices(gone)) await store.asAgency(scope, ({ queueRanking }) => queueRanking.close(some, nowMs));
  return { idOf, written: changed.length, moved: moved.length, closed: gone.length };
}

function isSettled({ state }: Pick<KnownCase, 'state'>): boolean {
  return state === 'decided' || state === 'examined';
}

function* slices<T>(all: readonly T[]): Generator<readonly T[]> {
  for (let start = 0; start < all.length; start += writtenAtOnce) yield all.slice(start, start + writtenAtOnce);
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
