/** Proves a store's history against its facts. */
import { createFactCounter, historyMaking } from './count-facts.ts';
import type { HistoryCheck, HistoryPort } from './history-ports.ts';
import type { IdentityKey } from './key-ports.ts';
import { factsAtOnce } from './update-history.ts';

/** Counts every fact again beside the history and compares each cell; changes nothing. */
export async function verifyHistory(
  { history }: { readonly history: HistoryPort },
  key: IdentityKey,
  options: { readonly factsAtOnce?: number } = {},
): Promise<HistoryCheck> {
  return history.check(historyMaking(key), options.factsAtOnce ?? factsAtOnce, createFactCounter(key));
}
