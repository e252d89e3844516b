/** Makes facts of the results that officers recorded. */
import { createHash } from 'node:crypto';
import { defaultHandling } from '../domain/handling.ts';
import type { Ports } from './ports.ts';
import type { Store } from './store-ports.ts';

/** Name under which these results stand among the batches. */
const profile = 'officer-results';
const loadedAtOnce = 100;

/**
 * Takes in what waits, each result as a batch of its own, the same way as a file that was handed in: the history learns from it at the next tick. What was cut off goes on, for the same
 * result is the same batch. Returns how many there were.
 */
export async function loadCaseResults(
  ports: Pick<Ports, 'clock'>,
  store: Pick<Store, 'facts' | 'caseResults'>,
): Promise<number> {
  const waiting = await store.caseResults.waiting(loadedAtOnce);
  for (const { id, caseId, agency, recordedAtMs, record } of waiting) {
    const bytes = Buffer.from(JSON.stringify({ id, recordedAtMs, record }));
    const { batch } = await store.facts.openBatch({
      fileName: `case-${caseId}-result-${id}.json`,
      profile,
      agency,
      sha256: createHash('sha256').update(bytes).digest(),
      byteCount: bytes.length,
      receivedAtMs: recordedAtMs,
      handling: defaultHandling(agency),
      rowsTotal: 1,
    });
    if (batch.state === 'loading') {
      if (batch.rowsDone === 0) await store.facts.loadChunk(batch, { records: [record], rejects: [], rowsDone: 1 });
      await store.facts.finishBatch(batch.id);
    }
    await store.caseResults.markLoaded([id], ports.clock.nowMs());
  }
  return waiting.length;
}
