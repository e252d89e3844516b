/** Tells what customs may do about goods items by the rights of a store. */
import type { GoodsItemRecord } from '../domain/goods-item.ts';
import type { RightFinding } from '../domain/right-finding.ts';
import type { RightsRecord } from '../domain/rights-record.ts';
import { RightsFinder } from '../matching/rights/rights-finder.ts';
import type { Store } from './store-ports.ts';

/**
 * Returns the finding of each record, in their order, by the rights records that are current and known at a moment. Nothing of it is stored, so a right that arrives later
 * counts from the next call on.
 * Undefined where no right is known at all: then nothing can be said.
 * @param asOfMs rights that became known later say nothing; undefined takes all.
 */
export async function findRights(
  store: { readonly facts: Pick<Store['facts'], 'currentRecords'> },
  records: readonly GoodsItemRecord[],
  asOfMs?: number,
): Promise<RightFinding[] | undefined> {
  const rights = await currentRights(store, asOfMs);
  if (rights.length === 0) return undefined;
  const finder = new RightsFinder(rights);
  return records.map((record) => finder.find(record));
}

/** Returns the rights records that are current and known at a moment; undefined takes all. */
export async function currentRights(
  store: { readonly facts: Pick<Store['facts'], 'currentRecords'> },
  asOfMs?: number,
): Promise<RightsRecord[]> {
  const rights: RightsRecord[] = [];
  for await (const some of store.facts.currentRecords(['rights-record'])) {
    for (const record of some) {
      if (record.kind !== 'rights-record') continue;
      if (asOfMs === undefined || record.knownAt.epochMs <= asOfMs) rights.push(record);
    }
  }
  return rights;
}
