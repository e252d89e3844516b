/** Scores the consignments of a store that are due, with the champions of their stages and the history of the store. */
import type { Ports } from './ports.ts';
import {
  createScoringMeans,
  type ScoreDueInput,
  type ScoreDueReport,
  scoreDueConsignments,
} from './score-due-consignments.ts';
import type { ScoreBooks } from './score-ports.ts';
import type { Store } from './store-ports.ts';

/** What came of it. */
interface ScoreStoredReport extends ScoreDueReport {
  readonly books: readonly ScoreBooks[];
}

/**
 * Scores what is due, as {@link scoreDueConsignments}, and counts how the store stands afterwards.
 * @throws as {@link scoreDueConsignments}.
 */
export async function scoreStoredConsignments(
  ports: Pick<Ports, 'files' | 'folders' | 'keys' | 'clock' | 'process'>,
  store: Pick<Store, 'history' | 'scores'>,
  input: ScoreDueInput = {},
): Promise<ScoreStoredReport> {
  const means = createScoringMeans(ports, await ports.keys.identityKey());
  const report = await scoreDueConsignments(ports, store, means, input);
  return { ...report, books: await store.scores.books() };
}
