/** A progress bar of an ingest. */
import type { IngestProgress } from '../services/ingest-batch.ts';

const barLength = 30;
const everyMs = 200;

/** Returns a listener that keeps one line at a terminal, and says nothing elsewhere. */
export function ingestProgress(): { onProgress: (progress: IngestProgress) => void; clear: () => void } {
  let shownAt = Number.NEGATIVE_INFINITY;
  let isShown = false;
  return {
    onProgress: ({ file, pass, rowsDone, rowsTotal }) => {
      if (!process.stderr.isTTY || performance.now() - shownAt < everyMs) return;
      shownAt = performance.now();
      isShown = true;
      process.stderr.write(
        `\r\u001b[K${file}: ${pass === 'checking' ? `${rowsDone} rows checked` : bar(rowsDone, rowsTotal ?? rowsDone)}`,
      );
    },
    clear: () => {
      if (isShown) process.stderr.write('\r\u001b[K');
      isShown = false;
    },
  };
}

function bar(done: number, total: number): string {
  const share = total === 0 ? 1 : done / total;
  const filled = Math.round(share * barLength);
  return `[${'#'.repeat(filled)}${'-'.repeat(barLength - filled)}] ${Math.floor(share * 100)}%, ${done} of ${total} rows loaded`;
}
