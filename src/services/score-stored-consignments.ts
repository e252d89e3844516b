/** Scores the consignments of a store that are due, with the champions of their stages and the history of the store. */
import { formatMoment } from '../domain/moment.ts';
import { describeReasons } from './describe-reasons.ts';
import { LineWriter } from './line-writer.ts';
import type { FileWriter, Ports } from './ports.ts';
import type { MadeConsignmentScore, ScoreBooks } from './score-ports.ts';
import { reasonsCell, scoredColumns, scoredLine } from './scored-line.ts';
import type { Store } from './store-ports.ts';
import { StoredScorer } from './stored-scorer.ts';
import { updateHistory } from './update-history.ts';

/** What is scored. */
export interface ScoreStoredInput {
  /** Scores everything again, not what is due alone. */
  readonly isEverything?: boolean | undefined;
  /** CSV of what was scored; undefined writes none. */
  readonly outPath?: string | undefined;
  /** Gives the reasons of every item in the CSV. */
  readonly hasAllReasons?: boolean | undefined;
  readonly consignmentsAtOnce?: number | undefined;
  readonly onProgress?: ((items: number) => void) | undefined;
}

/** What came of it. */
export interface ScoreStoredReport {
  readonly models: readonly string[];
  readonly consignments: number;
  readonly items: number;
  /** Items whose score is new or another than before. */
  readonly changedItems: number;
  /** Items older than what the history holds exactly, since it was compacted: their scores may have seen what became known only later in their month or day. */
  readonly inexactItems: number;
  readonly books: readonly ScoreBooks[];
  readonly seconds: {
    readonly total: number;
    readonly historyUpdate: number;
    readonly encode: number;
    readonly history: number;
    readonly features: number;
    readonly predict: number;
  };
}

/** Consignments that are scored in one transaction. */
const consignmentsAtOnce = 2000;

/**
 * Brings the history up to the facts, then scores what is due in chunks, each in a transaction of its own: a run that was cut off goes on where it stopped.
 * A file appears whole or not at all; scores that were made stay whatever becomes of it.
 * @throws `refused` where the history cannot be read, `not-found`, `artefact-invalid`, `model-schema-mismatch` for a champion whose files are gone or do not fit.
 */
export async function scoreStoredConsignments(
  ports: Pick<Ports, 'files' | 'folders' | 'keys' | 'clock' | 'process'>,
  store: Pick<Store, 'history' | 'scores'>,
  input: ScoreStoredInput = {},
): Promise<ScoreStoredReport> {
  const { seconds } = ports.process;
  const started = seconds();
  const key = await ports.keys.identityKey();
  await updateHistory(store, key);
  const { exactFromTick } = await store.history.state();
  const historyUpdate = seconds() - started;
  if (input.isEverything === true) await store.scores.makeDue('asked', ports.clock.nowMs());
  const scorer = new StoredScorer(ports, key);
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
          return scorer.make(due);
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
    books: await store.scores.books(),
    seconds: { total: seconds() - started, historyUpdate, ...scorer.spent },
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
