/** Finds what agencies of one installation are both after. */
import type { Ports } from '../ports.ts';
import type { Store } from '../store-ports.ts';

/** Finds new overlaps, with an entry of the audit for each agency that has some; returns how many are new for each. */
export async function findStoreOverlaps(
  ports: Pick<Ports, 'clock'>,
  store: Pick<Store, 'overlaps' | 'audit'>,
): Promise<ReadonlyMap<string, number>> {
  const nowMs = ports.clock.nowMs();
  const found = await store.overlaps.find(nowMs);
  await store.audit.appendMany(
    [...found].map(([agency, overlaps]) => ({
      atMs: nowMs,
      actor: 'command',
      agency,
      action: 'find-overlaps',
      payload: { overlaps },
    })),
  );
  return found;
}
