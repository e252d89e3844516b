/** `touchstone train`: trains a model and keeps it as an artefact. */
import { Command } from 'commander';
import type { Ports } from '../../services/ports.ts';
import { resolveInput } from '../../services/read-records.ts';
import { trainModel } from '../../services/train-model.ts';
import { trainStored } from '../../services/train-stored.ts';
import { wholeNumber } from '../option-values.ts';
import { storeInstead, storeInsteadOption, withStore } from '../store-option.ts';
import { noteBooks, printJson, printLine } from '../terminal.ts';

interface Options {
  readonly profile?: string;
  readonly name: string;
  readonly modelVersion: string;
  readonly label?: string;
  readonly recipe: string;
  readonly seed: number;
  readonly staleness?: number;
  readonly publishedKey?: boolean;
  readonly note?: string[];
  readonly rejects?: string;
  readonly json?: boolean;
}

/** Returns the command. */
export function trainCommand(ports: Ports): Command {
  return new Command('train')
    .description('train a model on files, or on what a store holds, and keep it under models/NAME/VERSION')
    .argument('[files...]', 'PATH or PROFILE:PATH; declarations, and results in files of their own')
    .addOption(storeInsteadOption())
    .requiredOption('--name <name>', 'name of the model')
    .option('--model-version <version>', 'version of the model; an existing one is never overwritten', '1')
    .option('--profile <name>', 'mapping profile of files that name none')
    .option('--label <name>', "label of the profile; default the profile's own")
    .option('--recipe <name>', 'recipe by name or path', 'default')
    .option('--seed <n>', 'seed of every draw', wholeNumber('--seed'), 1)
    .option(
      '--staleness <days>',
      'longest age of results that training rows see; default from the recipe',
      wholeNumber('--staleness'),
    )
    .option('--published-key', 'hash identities under the published key: for simulated data only')
    .option('--note <sentence...>', 'sentences for the model card')
    .option('--rejects <file>', 'write the rejected rows here, with the reason of each')
    .option('--json', 'print one JSON object')
    .action(async (words: string[], options: Options, command: Command) => {
      const location = storeInstead(command, words.length > 0, { files: ['profile', 'rejects'], store: [] });
      const input = {
        files: await Promise.all(words.map((word) => resolveInput(ports, word, options.profile))),
        label: options.label,
        recipe: options.recipe,
        seed: options.seed,
        name: options.name,
        version: options.modelVersion,
        stalenessDays: options.staleness,
        usesPublishedKey: options.publishedKey === true,
        notes: options.note ?? [],
        rejectsPath: options.rejects,
      };
      const report =
        location === undefined
          ? await trainModel(ports, input)
          : await withStore(ports, location, (store) => trainStored(ports, store, input));
      noteBooks(report.files);
      if (options.json === true) {
        printJson(report);
        return;
      }
      const { rows } = report.manifest;
      printLine(`${report.manifest.name}@${report.manifest.version} in ${report.folder}`);
      printLine(
        `${rows.read} goods items, ${rows.labelled} with a label, ${rows.positive} positive; results not matched: ${report.results.notMatched}; at another stage, left out: ${report.otherStage}`,
      );
    });
}
