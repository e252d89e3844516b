/** Reads what a backtest trains on and what it is judged on, from files or from a store that is cut at a moment. */
import type { CategoryDictionaries, CategoryInterner } from '../features/category-codes.ts';
import type { ItemEncoder } from '../features/encode-item.ts';
import type { RightsRegister } from '../features/rights-register.ts';
import type { Profile } from '../formats/profile.ts';
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
export interface BacktestSource {
  readonly train: readonly InputFile[];
  readonly test: readonly InputFile[];
  /** What was known before the tick trains; goods items as of it and later are the test. */
  readonly stored?: { readonly store: Pick<Store, 'facts'>; readonly splitTick: number } | undefined;
  readonly label: string | undefined;
  /** File for the rejected rows of files. */
  readonly rejectsPath?: string | undefined;
}

/** Items of training and test. */
export interface BacktestData {
  readonly train: CollectedItems;
  /** Codes that the model will know: those of training, and no later ones. */
  readonly dictionaries: CategoryDictionaries;
  readonly test: CollectedItems;
  readonly reports: readonly FileReport[];
  readonly profiles: readonly Profile[];
}

/**
 * Reads everything.
 * @throws `usage` for a label that there is not, and all that reading files throws.
 */
export async function readBacktestData(
  ports: Pick<Ports, 'files' | 'folders'>,
  source: BacktestSource,
  options: {
    readonly encode: ItemEncoder;
    readonly interner: CategoryInterner;
    readonly rights: RightsRegister;
    readonly recipe: Recipe;
  },
): Promise<BacktestData> {
  const { interner } = options;
  const { stored, label } = source;
  if (stored !== undefined) {
    const { store, splitTick } = stored;
    const { profiles, reports } = await readStoredBatches(ports, store);
    storedLabel(profiles, label);
    const train = await readStoredItems(store, { ...options, part: { knownBefore: splitTick } });
    const dictionaries = interner.dictionaries();
    const test = await readStoredItems(store, { ...options, part: { scoredFrom: splitTick } });
    return { train: train.items, dictionaries, test: test.items, reports, profiles };
  }
  const rates = await loadRates(ports);
  return withRejectsFile(ports, source.rejectsPath, async (reading) => {
    const reads = { ...reading, ...options, rates, label, isLabelRequired: true };
    const train = await readItems(ports, source.train, reads);
    const dictionaries = interner.dictionaries();
    const test = await readItems(ports, source.test, reads);
    return {
      train: train.items,
      dictionaries,
      test: test.items,
      reports: [...train.reports, ...test.reports],
      profiles: [...source.train, ...source.test].map(({ profile }) => profile),
    };
  });
}
