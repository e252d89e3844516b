/** `touchstone explain`: why a consignment scored as it did. */
import { Command } from 'commander';
import { hourMs } from '../../domain/moment.ts';
import type { Explanation } from '../../services/describe-reasons.ts';
import { explainConsignments } from '../../services/explain-consignments.ts';
import { explainStored } from '../../services/explain-stored.ts';
import type { Ports } from '../../services/ports.ts';
import { resolveInput } from '../../services/read-records.ts';
import type { SelectedConsignment } from '../../services/score-consignments.ts';
import { wholeNumber } from '../option-values.ts';
import { storeInstead, storeInsteadOption, withStore } from '../store-option.ts';
import { decimal, noteBooks, printJson, printLine, readingProgress, table } from '../terminal.ts';

interface Options {
  readonly profile?: string;
  readonly model?: string;
  readonly earlier?: boolean;
  readonly consignment: string;
  readonly top: number;
  readonly json?: boolean;
}

/** Returns the command. */
export function explainCommand(ports: Ports): Command {
  return new Command('explain')
    .description('take the score of one consignment apart: contributions add up to its margin')
    .argument('[files...]', 'the files that were scored, PATH or PROFILE:PATH')
    .addOption(storeInsteadOption())
    .option('--model <name>', 'with files: NAME or NAME@VERSION')
    .option('--earlier', 'with a store: also the scores that later ones have replaced')
    .requiredOption('--consignment <id>', 'AGENCY/REFERENCE, or the reference alone')
    .option('--profile <name>', 'mapping profile of files that name none')
    .option('--top <n>', 'reasons shown', wholeNumber('--top', 1), 12)
    .option('--json', 'print one JSON object')
    .action(async (words: string[], options: Options, command: Command) => {
      const location = storeInstead(command, words.length > 0, {
        files: ['model', 'profile'],
        neededByFiles: ['model'],
        store: ['earlier'],
      });
      if (location !== undefined) {
        await explainStore(ports, location, options);
        return;
      }
      const progress = readingProgress();
      const { model, files, items } = await explainConsignments(ports, {
        files: await Promise.all(words.map((word) => resolveInput(ports, word, options.profile))),
        model: options.model!,
        consignmentIds: new Set([options.consignment]),
        onRowsRead: progress.onRowsRead,
      }).finally(progress.clear);
      noteBooks(files);
      if (options.json === true) {
        printJson({
          model,
          files,
          items: items.map(({ consignmentId, item, margin, probability, explanation }) => ({
            consignmentId,
            item,
            margin,
            probability,
            ...explanation,
          })),
        });
        return;
      }
      for (const one of items) printItem(one, one.explanation, options.top);
    });
}

async function explainStore(ports: Ports, location: string, options: Options): Promise<void> {
  const scores = await withStore(ports, location, (store) =>
    explainStored(ports, store, { consignment: options.consignment, hasEarlier: options.earlier === true }),
  );
  if (options.json === true) {
    printJson({
      items: scores.map(({ consignmentReference, record, explanation, ...score }) => ({
        consignmentId: consignmentReference,
        item: record.item.itemNumber,
        stage: record.consignment.stage,
        model: score.model,
        margin: score.margin,
        probability: score.probability,
        asOf: new Date(score.tick * hourMs).toISOString(),
        scoredAt: new Date(score.scoredAtMs).toISOString(),
        isCurrent: score.isCurrent,
        ...explanation,
      })),
    });
    return;
  }
  for (const { consignmentReference, record, explanation, ...score } of scores) {
    printLine(
      `${score.model}, scored ${new Date(score.scoredAtMs).toISOString()}${score.isCurrent ? '' : ', replaced since'}`,
    );
    const item = { ...score, consignmentId: consignmentReference, item: record.item.itemNumber };
    printItem(item, explanation, options.top);
  }
}

function printItem(
  {
    consignmentId,
    item,
    margin,
    probability,
  }: Pick<SelectedConsignment, 'consignmentId' | 'item' | 'margin' | 'probability'>,
  explanation: Explanation,
  top: number,
): void {
  printLine(
    `${consignmentId} item ${item}: margin ${decimal(margin)}, probability ${decimal(probability)} (a suspicion, not a finding)`,
  );
  const shown = explanation.reasons.slice(0, top);
  const rest = explanation.reasons.slice(top).reduce((sum, reason) => sum + reason.contribution, 0);
  const cell = (value: number | string | undefined): string =>
    value === undefined ? 'missing' : typeof value === 'string' ? value : String(Number(value.toPrecision(4)));
  printLine(
    table(
      ['about', 'adds', 'strongest feature', 'value', 'usual', 'unit', 'as of'],
      [
        ['(what is expected of any item)', decimal(explanation.baseMargin), '', '', '', '', ''],
        ...shown.map((reason) => [
          reason.subject,
          decimal(reason.contribution),
          reason.feature,
          cell(reason.value),
          cell(reason.peerValue),
          reason.unit,
          reason.asOf,
        ]),
        ['(everything else)', decimal(rest), '', '', '', '', ''],
      ],
    ),
  );
}
