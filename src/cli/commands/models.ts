/** `touchstone models`: what models there are. */
import { Command } from 'commander';
import type { Manifest } from '../../models/manifest.ts';
import { renderModelCard } from '../../models/model-card.ts';
import { listModels, loadModel } from '../../services/model-store.ts';
import type { Ports } from '../../services/ports.ts';
import { promoteModel } from '../../services/promote-model.ts';
import type { ModelRole } from '../../services/score-ports.ts';
import { storeInsteadOption, storeOption, withStore } from '../store-option.ts';
import { decimal, note, printJson, printLine, table } from '../terminal.ts';

/** Returns the command. */
export function modelsCommand(ports: Ports): Command {
  const command = new Command('models').description('list models and show their cards');
  command
    .command('list')
    .description('all models of the models folder, with their roles in a store where one is named')
    .addOption(storeInsteadOption('with the roles that models have in it'))
    .option('--json', 'print a JSON array of manifests, with `role` where a store is named')
    .action(async (options: { json?: boolean; store?: string }) => {
      const manifests = await listModels(ports);
      const roles =
        options.store === undefined ? undefined : await withStore(ports, options.store, (store) => store.models.list());
      const roleOf = ({ name, version }: Manifest): ModelRole | undefined =>
        roles?.find((role) => role.name === name && role.version === version);
      if (options.json === true) {
        printJson(
          roles === undefined
            ? manifests
            : manifests.map((manifest) => ({ ...manifest, role: roleOf(manifest)?.role ?? null })),
        );
        return;
      }
      const files = new Set(manifests.map(({ name, version }) => `${name}@${version}`));
      for (const { name, version, role } of roles ?? []) {
        if (!files.has(`${name}@${version}`)) note(`${name}@${version} (${role}) has no files in the models folder`);
      }
      printLine(
        table(
          [
            'model',
            ...(roles === undefined ? [] : ['role']),
            'label',
            'stage',
            'window',
            'labelled',
            'positive',
            'AUC on its tail',
            'made',
          ],
          manifests.map((manifest) => [
            `${manifest.name}@${manifest.version}`,
            ...(roles === undefined ? [] : [roleText(roleOf(manifest))]),
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
  command
    .command('promote')
    .description(
      'let a model score its stage in a store from now on: it becomes champion, the former one is kept, and everything current is due for scoring',
    )
    .argument('<model>', 'NAME or NAME@VERSION')
    .addOption(storeOption())
    .option('--json', 'print one JSON object')
    .action(async (reference: string, options: { store: string; json?: boolean }) => {
      const promotion = await withStore(ports, options.store, (store) => promoteModel(ports, store, reference));
      if (options.json === true) {
        printJson(promotion);
        return;
      }
      const { champion, former, dueConsignments } = promotion;
      const nameOf = ({ name, version }: ModelRole): string => `${name}@${version}`;
      printLine(
        `${nameOf(champion)} scores the stage ${champion.stage}${former === undefined ? '' : ` in place of ${nameOf(former)}`}; ${dueConsignments} consignments are due for scoring`,
      );
    });
  return command;
}

function roleText(role: ModelRole | undefined): string {
  if (role === undefined) return '–';
  return role.needsRetraining ? `${role.role}, needs retraining: ${role.reason ?? 'no reason given'}` : role.role;
}
