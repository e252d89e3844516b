/** What each queue's work does: the same use cases that the commands call. */
import { exportTargets } from './export-targets.ts';
import { ingestBatch } from './ingest-batch.ts';
import { rankTargets } from './rank-targets.ts';
import { loadProfile } from './read-records.ts';
import type { WorkContext, WorkHandlers, WorkResult } from './run-work.ts';
import { scoreStoredConsignments } from './score-stored-consignments.ts';
import { trainStored } from './train-stored.ts';
import { updateHistory } from './update-history.ts';
import type { NewWork } from './work-ports.ts';

/** Between the most and the least urgent of everything else. */
const usualPriority = 1000;
/** A file of at most so many rows is scored by the worker that loads it: handing it on would take longer. */
const inlineRows = 200;
const updatesHistory: NewWork = { queue: 'update-history', payload: {}, priority: usualPriority };
const scores: NewWork = { queue: 'score-consignments', payload: {}, priority: usualPriority };

/** Returns the handlers of all queues. */
export function createWorkHandlers(): WorkHandlers {
  return {
    'ingest-batch': takeFile,
    // Results are records like others; they come alone where an officer records one.
    'record-examination': takeFile,
    'record-measure': takeFile,
    'update-history': async (_, { ports, store, onProgress }) => {
      const key = await ports.keys.identityKey();
      const report = await updateHistory(store, key, { onProgress: (facts) => void onProgress(facts, undefined) });
      return { outcome: report, follow: [scores] };
    },
    'score-consignments': (_, context) => score(context, false),
    'rescore': (_, context) => score(context, true),
    'rank-targets': async (input, { ports, store }) => ({ outcome: await rankTargets(ports, store, input) }),
    'export-targets': async (input, { ports, store }) => ({ outcome: await exportTargets(ports, store, input) }),
    'train-model': async (input, { ports, store }) => {
      const { manifest, results } = await trainStored(ports, store, { ...input, label: undefined });
      return { outcome: { model: `${manifest.name}@${manifest.version}`, rows: manifest.rows, results } };
    },
  };
}

async function score({ ports, store, onProgress }: WorkContext, isEverything: boolean): Promise<WorkResult> {
  const { books, ...report } = await scoreStoredConsignments(ports, store, {
    isEverything,
    onProgress: (items) => void onProgress(items, undefined),
  });
  return { outcome: report };
}

async function takeFile(
  { uploadId, profile }: { readonly uploadId: number; readonly profile: string },
  context: WorkContext,
): Promise<WorkResult> {
  const { ports, store, onProgress } = context;
  const upload = await store.uploads.get(uploadId);
  const input = { path: upload.fileName, profile: await loadProfile(ports, profile) };
  let reportedAt = ports.process.seconds();
  const report = await ingestBatch(ports, store, input, {
    open: () => store.uploads.read(uploadId),
    receivedAtMs: upload.receivedAtMs,
    onProgress: ({ pass, rowsDone, rowsTotal }) => {
      if (pass === 'checking' || ports.process.seconds() - reportedAt < 1) return;
      reportedAt = ports.process.seconds();
      void onProgress(rowsDone, rowsTotal);
    },
  });
  const { books, ignoredColumns, seconds, ...outcome } = report;
  const afterwards = (): Promise<void> => store.uploads.remove(uploadId);
  if (report.rowsRead > inlineRows) return { outcome, follow: [updatesHistory], afterwards };
  const { outcome: scored } = await score(context, false);
  return { outcome: { ...outcome, scored }, afterwards };
}
