/** `touchstone models`: what models there are. */
import { Command } from 'commander';
import { renderModelCard } from '../../models/model-card.ts';
import { listModels, loadModel } from '../../services/model-store.ts';
import type { Ports } from '../../services/ports.ts';
import { decimal, printJson, printLine, table } from '../terminal.ts';

/** Returns the command. */
export function modelsCommand(ports: Ports): Command {
  const command = new Command('models').description('list models and show their cards');
  command
    .command('list')
    .description('all models of the models folder')
    .option('--json', 'print a JSON array of manifests')
    .action(async (options: { json?: boolean }) => {
      const manifests = await listModels(ports);
      if (options.json === true) {
        printJson(manifests);
        return;
      }
      printLine(
        table(
          ['model', 'label', 'stage', 'window', 'labelled', 'positive', 'AUC on its tail', 'made'],
          manifests.map((manifest) => [
            `${manifest.name}@${manifest.version}`,
            `${manifest.label.name} (${manifest.label.state})`,
            manifest.stage,
            `${manifest.trainingWindow.from} – ${manifest.trainingWindow.to}`,
            manifest.rows.labelled,
            manifest.rows.positive,
            decimal(manifest.figures?.auc ?? null),
            manifest.createdAt,
          ]),
        ),
      );
    });
  command
    .command('show')
    .description('check a model and show its card')
    .argument('<model>', 'NAME or NAME@VERSION')
    .option('--json', 'print the manifest')
    .action(async (reference: string, options: { json?: boolean }) => {
      const { manifest } = await loadModel(ports, reference);
      if (options.json === true) printJson(manifest);
      else printLine(renderModelCard(manifest));
    });
  return command;
}
