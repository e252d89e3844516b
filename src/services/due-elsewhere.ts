/** Work that other tables than that of work say is due. */
import type { Store } from './store-ports.ts';
import type { NewWork } from './work-ports.ts';

/** Between the most and the least urgent of everything else. */
const usualPriority = 1000;

/** Returns the work that takes in what the history, the scores and the search have not yet: facts leave a note of it in the transaction that stores them. */
export async function dueElsewhere(store: Pick<Store, 'history' | 'scores' | 'searchIndex'>): Promise<NewWork[]> {
  const work: NewWork[] = [];
  if (await store.history.hasDue()) work.push({ queue: 'update-history', payload: {}, priority: usualPriority });
  else if (await store.scores.hasDue()) {
    work.push({ queue: 'score-consignments', payload: {}, priority: usualPriority });
  }
  if (await store.searchIndex.hasDue())
    work.push({ queue: 'index-consignments', payload: {}, priority: usualPriority });
  return work;
}
