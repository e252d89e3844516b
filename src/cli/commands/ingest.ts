/** `touchstone ingest`: takes files into a store. */
import { Command } from 'commander';
import { type IngestBatchReport, ingestBatch } from '../../services/ingest-batch.ts';
import type { Ports } from '../../services/ports.ts';
import { type InputFile, resolveInput } from '../../services/read-records.ts';
import type { Store } from '../../services/store-ports.ts';
import { type SubmitBatchReport, submitBatch } from '../../services/submit-batch.ts';
import { type UpdateHistoryReport, updateHistory } from '../../services/update-history.ts';
import { ingestProgress } from '../ingest-progress.ts';
import { storeOption, withStore } from '../store-option.ts';
import { decimal, note, printJson, printLine } from '../terminal.ts';

interface Options {
  readonly profile?: string;
  readonly store: string;
  readonly history: boolean;
  readonly queue?: boolean;
  readonly json?: boolean;
}

/** What counting a store's new facts did. */
interface CountedHistory extends UpdateHistoryReport {
  readonly seconds: number;
}

/** Returns the command. */
export function ingestCommand(ports: Ports): Command {
  return new Command('ingest')
    .description(
      'take files into a store: each is checked whole first, then loaded; the same bytes twice add nothing, a load that was cut off goes on; then the history is brought up to its facts',
    )
    .argument('<files...>', 'PATH or PROFILE:PATH')
    .option('--profile <name>', 'mapping profile of files that name none')
    .addOption(storeOption())
    .option('--no-history', 'leave counting to a worker or to touchstone history update')
    .option('--queue', 'hand the files over for workers to take in, and wait for room only')
    .option('--json', 'print one JSON object')
    .action(async (words: string[], options: Options) => {
      const inputs = await Promise.all(words.map((word) => resolveInput(ports, word, options.profile)));
      if (options.queue === true) return handOver(ports, inputs, options);
      const result = await withStore(ports, options.store, async (store) => {
        const batches: IngestBatchReport[] = [];
        let history: CountedHistory | undefined;
        try {
          for (const input of inputs) {
            const progress = ingestProgress();
            const report = await ingestBatch(ports, store, input, { onProgress: progress.onProgress }).finally(
              progress.clear,
            );
            if (options.json !== true) printReport(report);
            batches.push(report);
          }
        } finally {
          // A file that is refused does not keep those before it from being counted.
          if (options.history && batches.length > 0) history = await countHistory(ports, store, options);
        }
        return { batches, ...(history === undefined ? {} : { history }) };
      });
      if (options.json === true) printJson(result);
      return undefined;
    });
}

/** Hands files to the workers of a store. */
async function handOver(ports: Ports, inputs: readonly InputFile[], options: Options): Promise<void> {
  const handedOver = await withStore(ports, options.store, async (store) => {
    const queues = await ports.openQueues(options.store, () => {});
    try {
      const done: (SubmitBatchReport & { readonly file: string })[] = [];
      for (const input of inputs) {
        const report = await submitBatch(ports, store, queues, input);
        if (options.json !== true) printLine(`${input.path}: handed over as work ${report.workId}`);
        done.push({ file: input.path, ...report });
      }
      return done;
    } finally {
      await queues.close();
    }
  });
  if (options.json === true) printJson({ handedOver });
}

async function countHistory(ports: Ports, store: Store, options: Options): Promise<CountedHistory> {
  const started = ports.process.seconds();
  const report = await updateHistory(store, await ports.keys.identityKey());
  const seconds = ports.process.seconds() - started;
  if (options.json !== true) {
    printLine(
      `history: ${report.facts} facts looked at, ${report.changedFacts} counted in ${report.cells} changes of cells${report.isRebuilt ? '; counted from the beginning' : ''}`,
    );
    note(`  counted in ${decimal(seconds, 1)} s`);
  }
  return { ...report, seconds };
}

const outcomes = { loaded: '', resumed: ', gone on with', again: ', in the store already' } as const;

function printReport(report: IngestBatchReport): void {
  printLine(`${report.file} (${report.profile}): batch ${report.batchId}${outcomes[report.outcome]}`);
  printLine(`  rows read ${report.rowsRead} = ${report.accepted} accepted + ${report.rejected} rejected`);
  printLine(
    `  accepted ${report.accepted} = ${report.added} new + ${report.revised} revised + ${report.duplicate} duplicate; rejected ${report.rejected} = in quarantine`,
  );
  if (report.erased > 0)
    printLine(`  ${report.erased} of the duplicates are of records that are erased, and stay away`);
  if (report.books.length > 1) {
    for (const { recordKind, accepted, added, revised, duplicate, rejected } of report.books) {
      const kind = recordKind === 'unknown' ? 'kind not known' : recordKind;
      printLine(
        `    ${kind}: ${accepted} = ${added} new + ${revised} revised + ${duplicate} duplicate; ${rejected} rejected`,
      );
    }
  }
  if (report.ignoredColumns.length > 0) printLine(`  columns not used: ${report.ignoredColumns.join(', ')}`);
  note(`  checked in ${decimal(report.seconds.check, 1)} s, loaded in ${decimal(report.seconds.load, 1)} s`);
}
