/** Brings a store's history up to its facts. */

import { AppError } from '../errors.ts';
import { createFactCounter, historyMaking } from './count-facts.ts';
import type { CountFacts, HistoryPort } from './history-ports.ts';
import type { IdentityKey } from './key-ports.ts';

/** Facts that are counted together: so many that what all of them change is written seldom, and so few that what a dead worker had begun is soon done again. */
export const factsAtOnce = 10_000;

/** How a history is updated. */
export interface UpdateHistoryOptions {
  readonly onProgress?: ((facts: number) => void) | undefined;
  readonly maximumFacts?: number | undefined;
  /** A counter under the same key that has counted before: what it remembers of names spares it work. */
  readonly count?: CountFacts | undefined;
}

/** What an update has done. */
export interface UpdateHistoryReport {
  /** Facts that were looked at. */
  readonly facts: number;
  readonly changedFacts: number;
  readonly cells: number;
  /** Whether everything was counted again, because something became known that counted facts should have seen. */
  readonly isRebuilt: boolean;
}

/** Times that a history may turn out stale within one update. */
const maximumRestarts = 3;

/**
 * Counts all facts that are due, and everything where the history is stale.
 * @throws `refused` where cells are counted under another key.
 */
export async function updateHistory(
  { history }: { readonly history: HistoryPort },
  key: IdentityKey,
  options: UpdateHistoryOptions = {},
): Promise<UpdateHistoryReport> {
  const making = historyMaking(key);
  const count = options.count ?? createFactCounter(key);
  const report = { facts: 0, changedFacts: 0, cells: 0, isRebuilt: false };
  for (let restarts = 0; ; ) {
    const { outcome, facts, changedFacts, cells, hasMore } = await history.applyDue(
      making,
      options.maximumFacts ?? factsAtOnce,
      count,
    );
    if (outcome === 'nothing-due') return report;
    if (outcome === 'stale') {
      if (restarts++ >= maximumRestarts) {
        throw new AppError('internal', { reason: 'the history is stale as soon as it is counted' });
      }
      await history.restart(making);
      report.isRebuilt = true;
      continue;
    }
    report.facts += facts;
    report.changedFacts += changedFacts;
    report.cells += cells;
    options.onProgress?.(report.facts);
    if (!hasMore) return report;
  }
}
