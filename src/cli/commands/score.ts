/** `touchstone score`: scores consignments of files. */
import { Command } from 'commander';
import type { Ports } from '../../services/ports.ts';
import { resolveInput } from '../../services/read-records.ts';
import { scoreConsignments } from '../../services/score-consignments.ts';
import { scoreStoredConsignments } from '../../services/score-stored-consignments.ts';
import { wholeNumber } from '../option-values.ts';
import { storeInstead, storeInsteadOption, withStore } from '../store-option.ts';
import { decimal, note, noteBooks, printJson, printLine, readingProgress, table } from '../terminal.ts';

interface Options {
  readonly profile?: string;
  readonly model?: string;
  readonly out?: string;
  readonly all?: boolean;
  readonly capacity?: number;
  readonly reasons?: boolean;
  readonly rejects?: string;
  readonly seed: number;
  readonly json?: boolean;
}

/** Returns the command. */
export function scoreCommand(ports: Ports): Command {
  return new Command('score')
    .description(
      "score the goods items of files with a model and its own history, rolled forward over the files' declarations; or what is due in a store, with its champions and its history",
    )
    .argument('[files...]', 'PATH or PROFILE:PATH; files in order of time are streamed, others are held in memory')
    .addOption(storeInsteadOption())
    .option('--model <name>', 'with files: NAME or NAME@VERSION')
    .option('--out <file>', 'CSV of scores, written whole or not at all; files need it')
    .option('--all', 'with a store: score everything again, not what is due alone')
    .option('--profile <name>', 'mapping profile of files that name none')
    .option('--capacity <n>', 'also select this many consignments and give their reasons', wholeNumber('--capacity', 1))
    .option('--reasons', 'give the reasons of every row, as rank carries them on; slower')
    .option('--rejects <file>', 'CSV of rows that were not accepted, with their raw text')
    .option('--seed <n>', 'seed of the random slice', wholeNumber('--seed'), 1)
    .option('--json', 'print one JSON object')
    .action(async (words: string[], options: Options, command: Command) => {
      const store = storeInstead(command, words.length > 0, {
        files: ['model', 'profile', 'capacity', 'rejects', 'seed'],
        neededByFiles: ['model', 'out'],
        store: ['all'],
      });
      if (store !== undefined) {
        await scoreStore(ports, store, options);
        return;
      }
      const progress = readingProgress();
      const report = await scoreConsignments(ports, {
        files: await Promise.all(words.map((word) => resolveInput(ports, word, options.profile))),
        model: options.model!,
        outPath: options.out!,
        capacity: options.capacity,
        hasAllReasons: options.reasons === true,
        rejectsPath: options.rejects,
        seed: options.seed,
        onRowsRead: progress.onRowsRead,
      }).finally(progress.clear);
      noteBooks(report.files);
      const { selected, ...rest } = report;
      const { otherStage, otherKind } = report.notScored;
      if (otherStage > 0) {
        note(
          `${otherStage} accepted rows are not at the stage that ${report.model} was trained for (${report.stage}): not scored`,
        );
      }
      if (otherKind > 0) note(`${otherKind} accepted rows are no declarations or manifests: not scored`);
      if (options.json === true) printJson({ ...rest, selected: selected.length });
      else {
        printLine(`${report.rowsScored} goods items scored with ${report.model} into ${report.outPath}`);
        if (options.capacity !== undefined) printLine(`${selected.length} consignments selected`);
        printLine(
          `${decimal(report.seconds.total, 1)} s, peak memory ${decimal(report.peakMemoryMb, 0)} MB, ${report.history.cells} history cells in ${decimal(report.history.bytes / 2 ** 20, 0)} MB`,
        );
      }
    });
}

async function scoreStore(ports: Ports, location: string, options: Options): Promise<void> {
  const report = await withStore(ports, location, (store) =>
    scoreStoredConsignments(ports, store, {
      isEverything: options.all === true,
      outPath: options.out,
      hasAllReasons: options.reasons === true,
    }),
  );
  if (options.json === true) {
    printJson(report);
    return;
  }
  const { consignments, items, changedItems, models, seconds } = report;
  printLine(
    `${items} goods items of ${consignments} consignments scored${models.length === 0 ? '' : ` with ${models.join(', ')}`}; ${changedItems} scores are new or changed`,
  );
  printLine(
    table(
      ['stage', 'champion', 'consignments', 'one current score', 'due', 'lost'],
      report.books.map((book) => [
        book.stage,
        book.hasChampion ? 'yes' : 'no',
        book.consignments,
        book.scored,
        book.due,
        book.lost,
      ]),
    ),
  );
  if (report.inexactItems > 0) {
    note(
      `${report.inexactItems} goods items are older than what the history holds exactly since it was compacted: their scores may have seen what became known only later`,
    );
  }
  for (const { stage } of report.books.filter(({ hasChampion }) => !hasChampion)) {
    note(`no model scores the stage ${stage}: touchstone models promote NAME@VERSION names one`);
  }
  printLine(`${decimal(seconds.total, 1)} s, of which ${decimal(seconds.historyUpdate, 1)} s for the history`);
}
