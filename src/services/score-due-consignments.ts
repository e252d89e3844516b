/** Scores the consignments of a store that are due, in chunks. */
import { formatMoment } from '../domain/moment.ts';
import { createFactCounter } from './count-facts.ts';
import { describeReasons } from './describe-reasons.ts';
import type { CountFacts } from './history-ports.ts';
import type { IdentityKey } from './key-ports.ts';
import { LineWriter } from './line-writer.ts';
import type { FileWriter, Ports } from './ports.ts';
import type { MadeConsignmentScore } from './score-ports.ts';
import { reasonsCell, scoredColumns, scoredLine } from './scored-line.ts';
import type { Store } from './store-ports.ts';
import { noSeconds, StoredScorer } from './stored-scorer.ts';
import { updateHistory } from './update-history.ts';

/** What is scored. */
export interface ScoreDueInput {
  /** Scores everything again, not what is due alone. */
  readonly isEverything?: boolean | undefined;
  /** CSV of what was scored; undefined writes none. */
  readonly outPath?: string | undefined;
  /** Gives the reasons of every item in the CSV. */
  readonly hasAllReasons?: boolean | undefined;
  readonly consignmentsAtOnce?: number | undefined;
  readonly onProgress?: ((items: number) => void) | undefined;
}

/** What scoring may keep from one time to the next, under one identity key. */
export interface ScoringMeans {
  readonly key: IdentityKey;
  readonly scorer: StoredScorer;
  readonly count: CountFacts;
}

/** Returns means that know nothing yet. */
export function createScoringMeans(
  ports: Pick<Ports, 'files' | 'folders' | 'process'>,
  key: IdentityKey,
): ScoringMeans {
  return { key, scorer: new StoredScorer(ports, key), count: createFactCounter(key) };
}

/** What came of it. */
export interface ScoreDueReport {
  readonly models: readonly string[];
  readonly consignments: number;
  readonly items: number;
  /** Items whose score is new or another than before. */
  readonly changedItems: number;
  /** Items older than what the history holds exactly, since it was compacted: their scores may have seen what became known only later in their month or day. */
  readonly inexactItems: number;
  readonly seconds: {
    readonly total: number;
    readonly historyUpdate: number;
    readonly encode: number;
    /** Reading the history. */
    readonly history: number;
    readonly features: number;
    readonly predict: number;
  };
}

/** Consignments that are scored in one transaction: many, for what most items have in common is read once for all of them. */
const consignmentsAtOnce = 8000;

/**
 * Brings the history up to the facts, then scores what is due in chunks, each in a transaction of its own: a run that was cut off goes on where it stopped.
 * A file appears whole or not at all; scores that were made stay whatever becomes of it.
 * @throws `refused` where the history cannot be read, `not-found`, `artefact-invalid`, `model-schema-mismatch` for a champion whose files are gone or do not fit.
 */
export async function scoreDueConsignments(
  ports: Pick<Ports, 'files' | 'clock' | 'process'>,
  store: Pick<Store, 'history' | 'scores'>,
  { key, scorer, count }: ScoringMeans,
  input: ScoreDueInput = {},
): Promise<ScoreDueReport> {
  const { seconds } = ports.process;
  const started = seconds();
  await updateHistory(store, key, { count });
  const exactFromTick = await store.history.exactFromTick();
  const historyUpdate = seconds() - started;
  if (input.isEverything === true) await store.scores.makeDue('asked', ports.clock.nowMs());
  const spent = noSeconds();
  const out = input.outPath === undefined ? undefined : await ports.files.create(input.outPath);
  const lines = out === undefined ? undefined : new ScoreLines(out, scorer, input.hasAllReasons === true);
  const models = new Set<string>();
  const counts = { consignments: 0, items: 0, changedItems: 0, inexactItems: 0 };
  try {
    await lines?.begin();
    for (let last: number | undefined = 0; last !== undefined; ) {
      const scored = await store.scores.scoreDue(
        {
          afterConsignment: last,
          maximumConsignments: input.consignmentsAtOnce ?? consignmentsAtOnce,
          scoredAtMs: ports.clock.nowMs(),
          keyId: key.id,
        },
        (due) => {
          for (const { model } of due.consignments) models.add(`${model.name}@${model.version}`);
          return scorer.make(due, spent);
        },
      );
      last = scored.lastConsignment;
      counts.consignments += scored.made.length;
      counts.items += scored.made.reduce((sum, { items }) => sum + items.length, 0);
      counts.changedItems += scored.changedItems;
      for (const { items } of scored.made) {
        for (const { tick } of items) if (tick < exactFromTick) counts.inexactItems++;
      }
      await lines?.write(scored.made);
      input.onProgress?.(counts.items);
    }
    await out?.finish();
  } catch (error) {
    await out?.discard();
    throw error;
  }
  return {
    models: [...models].sort(),
    ...counts,
    seconds: { total: seconds() - started, historyUpdate, ...spent },
  };
}

/** Writes what was scored in the form of a scored file. */
class ScoreLines {
  private readonly writer: LineWriter;
  private readonly scorer: StoredScorer;
  private readonly hasReasons: boolean;

  constructor(out: FileWriter, scorer: StoredScorer, hasReasons: boolean) {
    this.writer = new LineWriter(out);
    this.scorer = scorer;
    this.hasReasons = hasReasons;
  }

  async begin(): Promise<void> {
    await this.writer.write([[...scoredColumns, ...(this.hasReasons ? ['reasons'] : [])]]);
  }

  async write(made: readonly MadeConsignmentScore[]): Promise<void> {
    const items = made.flatMap(({ modelId, items: all }) => all.map((item) => ({ modelId, item })));
    items.sort((a, b) => a.item.tick - b.item.tick || a.item.factId - b.item.factId);
    for (const { modelId, item } of items) {
      const line = scoredLine(item);
      if (this.hasReasons) {
        const { artefact } = this.scorer.loaded(modelId);
        const asOf = formatMoment(item.record.consignment.occurredAt);
        line.push(reasonsCell(describeReasons(artefact, item.features, asOf)));
      }
      this.writer.add(line);
    }
    await this.writer.flush(0);
  }
}
