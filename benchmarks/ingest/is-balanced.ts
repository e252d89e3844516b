/** Judges books. */
import type { BatchState } from './store-books.ts';

/**
 * Returns whether a batch's books hold at any moment, also one at which its load was cut off: rows done = accepted + rejected, accepted = new + revised + duplicate, each new
 * or revised record is a fact, each rejected row is in quarantine, and a loaded batch has all its rows. A refused one has nothing.
 */
export function isBalanced(batch: BatchState): boolean {
  const { state, rowsTotal, rowsDone, accepted, rejected, added, revised, duplicate, quarantined, facts } = batch;
  const rows = accepted + rejected;
  if (state === 'refused') return rows === 0 && quarantined === 0 && facts === 0;
  return (
    (rows === rowsDone || (state === 'loaded' && rows === rowsTotal)) &&
    (state !== 'loaded' || rows === rowsTotal) &&
    accepted === added + revised + duplicate &&
    rejected === quarantined &&
    facts === added + revised
  );
}
