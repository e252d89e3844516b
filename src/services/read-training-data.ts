/** Reads what a model is trained on, from files or from a store, into the same form. */
import { tlpLabels } from '../domain/handling.ts';
import type { ItemEncoder } from '../features/encode-item.ts';
import type { RightsRegister } from '../features/rights-register.ts';
import type { Recipe } from '../learners/recipe.ts';
import type { CollectedItems } from './collect-items.ts';
import type { Ports } from './ports.ts';
import { readItems } from './read-items.ts';
import { type FileReport, type InputFile, loadRates } from './read-records.ts';
import { readStoredItems } from './read-stored-items.ts';
import { withRejectsFile } from './rejects-file.ts';
import type { Store } from './store-ports.ts';
import { readStoredBatches, storedLabel } from './stored-batches.ts';

/** Where the data come from: files, or a store and then no files. */
export interface TrainingSource {
  readonly files: readonly InputFile[];
  readonly store?: Pick<Store, 'facts'> | undefined;
  readonly label: string | undefined;
  /** File for the rejected rows of files. */
  readonly rejectsPath?: string | undefined;
}

/** Items and what a manifest says of where they come from. */
export interface TrainingData {
  readonly items: CollectedItems;
  readonly reports: readonly FileReport[];
  readonly labelName: string | undefined;
  readonly profiles: readonly string[];
  readonly agencies: readonly string[];
  readonly tlp: string;
}

/**
 * Reads everything.
 * @throws `usage` for a label that there is not, and all that reading files throws.
 */
export async function readTrainingData(
  ports: Pick<Ports, 'files' | 'folders'>,
  source: TrainingSource,
  options: { readonly encode: ItemEncoder; readonly rights: RightsRegister; readonly recipe: Recipe },
): Promise<TrainingData> {
  const { store, files, label } = source;
  if (store !== undefined) {
    const batches = await readStoredBatches(ports, store);
    const labelName = storedLabel(batches.profiles, label);
    const { items, agencies, tlps } = await readStoredItems(store, options);
    return {
      items,
      reports: batches.reports,
      labelName,
      profiles: batches.profileNames,
      agencies: [...agencies].sort(),
      tlp: strictest([...tlps]),
    };
  }
  const rates = await loadRates(ports);
  const { items, reports } = await withRejectsFile(ports, source.rejectsPath, (reading) =>
    readItems(ports, files, { ...reading, ...options, rates, label, isLabelRequired: true }),
  );
  const profiles = files.map(({ profile }) => profile);
  return {
    items,
    reports,
    labelName: label ?? profiles.find(({ defaultLabel }) => defaultLabel !== undefined)?.defaultLabel,
    profiles: [...new Set(profiles.map(({ name }) => name))],
    agencies: [...new Set(profiles.map(({ agency }) => agency))].sort(),
    tlp: strictest(profiles.map(({ handling }) => handling?.tlp ?? unmarked)),
  };
}

/** How data are handled that bear no marking. */
const unmarked = 'TLP:AMBER+STRICT';

function strictest(labels: readonly string[]): string {
  if (labels.length === 0) return unmarked;
  return tlpLabels[Math.max(...labels.map((label) => (tlpLabels as readonly string[]).indexOf(label)))]!;
}
