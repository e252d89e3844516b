/** Counts a store's history again from its facts. */
import { historyMaking } from './count-facts.ts';
import type { HistoryPort } from './history-ports.ts';
import type { IdentityKey } from './key-ports.ts';
import { type UpdateHistoryOptions, type UpdateHistoryReport, updateHistory } from './update-history.ts';

/** Empties the history and counts every fact, in parts; a rebuild that was cut off goes on with the next update. */
export async function rebuildHistory(
  store: { readonly history: HistoryPort },
  key: IdentityKey,
  options: UpdateHistoryOptions = {},
): Promise<UpdateHistoryReport> {
  await store.history.restart(historyMaking(key));
  return { ...(await updateHistory(store, key, options)), isRebuilt: true };
}
