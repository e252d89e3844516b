/** Reads files into collected items. */
import type { RateTable } from '../domain/exchange-rate.ts';
import { AppError } from '../errors.ts';
import type { ItemEncoder } from '../features/encode-item.ts';
import type { Recipe } from '../learners/recipe.ts';
import { type CollectedItems, ItemCollector } from './collect-items.ts';
import type { Ports } from './ports.ts';
import { type FileReport, type InputFile, type ReadRecordsOptions, readRecords } from './read-records.ts';

/** How files are read into items. */
export interface ReadItemsOptions extends Pick<ReadRecordsOptions, 'onReject' | 'isLabelRequired'> {
  readonly encode: ItemEncoder;
  readonly recipe: Recipe;
  readonly rates: RateTable;
  /** Label to read; undefined takes each profile's default. */
  readonly label: string | undefined;
}

/** Items of files and the files' books. */
export interface ReadItems {
  readonly items: CollectedItems;
  readonly reports: readonly FileReport[];
}

/**
 * Reads all files whole.
 * @throws `usage` for a label that no profile has, and all that reading throws.
 */
export async function readItems(
  ports: Pick<Ports, 'files'>,
  inputs: readonly InputFile[],
  options: ReadItemsOptions,
): Promise<ReadItems> {
  requireLabel(inputs, options.label);
  const expectsResults = inputs.some(
    ({ profile }) => profile.recordKind !== 'declaration' && profile.recordKind !== 'manifest',
  );
  const collector = new ItemCollector(options.encode, options.recipe.labelState, expectsResults);
  const reports: FileReport[] = [];
  for (const input of inputs) {
    const label = options.label ?? input.profile.defaultLabel;
    for await (const records of readRecords(ports, [input], { ...options, label, reports })) collector.add(records);
  }
  return { items: collector.finish(), reports };
}

function requireLabel(inputs: readonly InputFile[], label: string | undefined): void {
  if (label === undefined || inputs.some(({ profile }) => profile.labels[label] !== undefined)) return;
  const known = [...new Set(inputs.flatMap(({ profile }) => Object.keys(profile.labels)))];
  throw new AppError('usage', {
    reason: `there is no label ${label}; the profiles have ${known.join(', ') || 'none'}`,
  });
}
