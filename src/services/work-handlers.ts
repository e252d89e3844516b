/** What each queue's work does: the same use cases that the commands call. */
import { explainCases } from './explain-cases.ts';
import { exportTargets } from './export-targets.ts';
import { indexConsignments } from './index-consignments.ts';
import { ingestBatch } from './ingest-batch.ts';
import type { Ports } from './ports.ts';
import { rankTargets } from './rank-targets.ts';
import { loadProfile, type ProfileMemory } from './read-records.ts';
import { refreshQueue } from './refresh-queue.ts';
import type { WorkContext, WorkHandlers, WorkResult } from './run-work.ts';
import {
  createScoringMeans,
  type ScoreDueReport,
  type ScoringMeans,
  scoreDueConsignments,
} from './score-due-consignments.ts';
import { createUploadTaker } from './take-uploads.ts';
import { makePackExport } from './target-packs/make-pack-export.ts';
import { trainStored } from './train-stored.ts';
import { updateHistory } from './update-history.ts';
import type { NewWork } from './work-ports.ts';

/** Between the most and the least urgent of everything else. */
const usualPriority = 1000;
/** A file of at most so many rows is scored by the worker that loads it: handing it on would take longer. */
const inlineRows = 200;
const updatesHistory: NewWork = { queue: 'update-history', payload: {}, priority: usualPriority };
const scores: NewWork = { queue: 'score-consignments', payload: {}, priority: usualPriority };

/** Returns the handlers of all queues; what one piece of work learns of models, names and codes serves the next. */
export function createWorkHandlers(): WorkHandlers {
  let kept: ScoringMeans | undefined;
  const profiles: ProfileMemory = new Map();
  const meansOf = async (ports: Ports): Promise<ScoringMeans> => {
    const key = await ports.keys.identityKey();
    if (kept?.key.id !== key.id) kept = createScoringMeans(ports, key);
    return kept;
  };
  const score = async (
    { ports, store, onProgress }: WorkContext,
    isEverything: boolean,
    isQuick = false,
  ): Promise<ScoreDueReport> =>
    scoreDueConsignments(ports, store, await meansOf(ports), {
      isEverything,
      onProgress: isQuick ? undefined : (items) => void onProgress(items, undefined),
    });
  const takeFile = async (file: HandedInFile, context: WorkContext): Promise<WorkResult> => {
    const { outcome, rowsRead } = await takeIn(file, context, profiles);
    const afterwards = (): Promise<void> => context.store.uploads.remove(file.uploadId);
    if (rowsRead > inlineRows) return { outcome, follow: [updatesHistory], afterwards };
    return { outcome: { ...outcome, scored: await score(context, false, true) }, afterwards };
  };
  const takes = createUploadTaker(profiles);
  return {
    quick: {
      'ingest-batch': async (workId, { ports, store }) => {
        const means = await meansOf(ports);
        const outcome = await takes(ports, store, means, workId);
        // What has first to be counted is due already; nobody need hand it on.
        if (outcome === 'due') await scoreDueConsignments(ports, store, means);
        return outcome !== 'other';
      },
    },
    'ingest-batch': takeFile,
    // Results are records like others; they come alone where an officer records one.
    'record-examination': takeFile,
    'record-measure': takeFile,
    'update-history': async (_, { ports, store, onProgress }) => {
      const { key, count } = await meansOf(ports);
      const started = ports.process.seconds();
      const report = await updateHistory(store, key, {
        count,
        onProgress: (facts) => void onProgress(facts, undefined),
      });
      const outcome = { ...report, seconds: { total: ports.process.seconds() - started } };
      // What came alone was scored when it came.
      return { outcome, follow: (await store.scores.hasDue()) ? [scores] : [] };
    },
    'score-consignments': async (_, context) => ({ outcome: await score(context, false) }),
    'rescore': async (_, context) => ({ outcome: await score(context, true) }),
    'index-consignments': async (_, { store, onProgress }) => ({
      outcome: { consignments: await indexConsignments(store, (taken) => void onProgress(taken, undefined)) },
    }),
    'rank-targets': async (input, context) =>
      'queueOf' in input
        ? rankQueue(context, input)
        : { outcome: await rankTargets(context.ports, context.store, input) },
    'export-targets': async (input, { ports, store }) => ({
      outcome:
        'exportId' in input
          ? await makePackExport(ports, store, input.exportId)
          : await exportTargets(ports, store, input),
    }),
    'train-model': async (input, { ports, store }) => {
      const { manifest, results } = await trainStored(ports, store, { ...input, label: undefined });
      return { outcome: { model: `${manifest.name}@${manifest.version}`, rows: manifest.rows, results } };
    },
  };
}

/** A queue that is new has thousands of cases to explain: whoever else needs this thread has a turn in between. */
const explainedAtOnce = 1000;

async function rankQueue(
  { ports, store }: WorkContext,
  { queueOf, isReasonsOnly = false }: { readonly queueOf: string; readonly isReasonsOnly?: boolean | undefined },
): Promise<WorkResult> {
  const ranked = isReasonsOnly ? {} : await refreshQueue(ports, store, queueOf);
  const { explained, hasMore } = await explainCases(ports, store, queueOf, explainedAtOnce);
  const follow: NewWork[] = hasMore
    ? [{ queue: 'rank-targets', payload: { queueOf, isReasonsOnly: true }, priority: usualPriority }]
    : [];
  return { outcome: { ...ranked, explained }, follow };
}

interface HandedInFile {
  readonly uploadId: number;
  readonly profile: string;
}

async function takeIn(
  { uploadId, profile }: HandedInFile,
  { ports, store, onProgress }: WorkContext,
  profiles: ProfileMemory,
) {
  const upload = await store.uploads.get(uploadId);
  const input = { path: upload.fileName, profile: await loadProfile(ports, profile, profiles) };
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
  const { books, ignoredColumns, ...outcome } = report;
  return { outcome, rowsRead: report.rowsRead };
}
