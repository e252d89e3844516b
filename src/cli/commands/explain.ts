/** `touchstone explain`: why a consignment scored as it did. */
import { Command } from 'commander';
import { explainConsignments } from '../../services/explain-consignments.ts';
import type { Ports } from '../../services/ports.ts';
import { resolveInput } from '../../services/read-records.ts';
import { wholeNumber } from '../option-values.ts';
import { decimal, noteBooks, printJson, printLine, readingProgress, table } from '../terminal.ts';

interface Options {
  readonly profile?: string;
  readonly model: string;
  readonly consignment: string;
  readonly top: number;
  readonly json?: boolean;
}

/** Returns the command. */
export function explainCommand(ports: Ports): Command {
  return new Command('explain')
    .description('take the score of one consignment apart: contributions add up to its margin')
    .argument('<files...>', 'the files that were scored, PATH or PROFILE:PATH')
    .requiredOption('--model <name>', 'NAME or NAME@VERSION')
    .requiredOption('--consignment <id>', 'AGENCY/REFERENCE, or the reference alone')
    .option('--profile <name>', 'mapping profile of files that name none')
    .option('--top <n>', 'reasons shown', wholeNumber('--top', 1), 12)
    .option('--json', 'print one JSON object')
    .action(async (words: string[], options: Options) => {
      const progress = readingProgress();
      const { model, files, items } = await explainConsignments(ports, {
        files: await Promise.all(words.map((word) => resolveInput(ports, word, options.profile))),
        model: options.model,
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
      for (const { consignmentId, item, margin, probability, explanation } of items) {
        printLine(
          `${consignmentId} item ${item}: margin ${decimal(margin)}, probability ${decimal(probability)} (a suspicion, not a finding)`,
        );
        const shown = explanation.reasons.slice(0, options.top);
        const rest = explanation.reasons.slice(options.top).reduce((sum, reason) => sum + reason.contribution, 0);
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
    });
}
