/** Reads files into collected items. */
import type { RateTable } from '../domain/exchange-rate.ts';
import type { SourceRecord } from '../domain/record.ts';
import { AppError } from '../errors.ts';
import type { ItemEncoder } from '../features/encode-item.ts';
import type { RightsRegister } from '../features/rights-register.ts';
import type { Recipe } from '../learners/recipe.ts';
import { type CollectedItems, ItemCollector } from './collect-items.ts';
import type { Ports } from './ports.ts';
import { type FileReport, type InputFile, type ReadRecordsOptions, readRecords } from './read-records.ts';

/** How files are read into items. */
export interface ReadItemsOptions extends Pick<ReadRecordsOptions, 'onReject' | 'isLabelRequired'> {
  readonly encode: ItemEncoder;
  /** Takes the rights records; the encoder looks at it. */
  readonly rights: RightsRegister;
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
  const readers = inputs.map((input) => {
    const reports: FileReport[] = [];
    const label = options.label ?? input.profile.defaultLabel;
    return { reports, batches: readRecords(ports, [input], { ...options, label, reports }) };
  });
  // An item's text is compared with rights as the item is read, so files of rights come before all others, whatever their place among the words.
  const waiting: StartedFile[] = [];
  const take = async ({ first, batches }: StartedFile): Promise<void> => {
    for await (const records of startingWith(first, batches)) {
      for (const record of records) if (record.kind === 'rights-record') options.rights.add(record);
      collector.add(records);
    }
  };
  for (const { batches } of readers) {
    const { value: first, done } = await batches.next();
    if (done === true) continue;
    const one = { first, batches };
    if (first[0]?.kind === 'rights-record') await take(one);
    else waiting.push(one);
  }
  for (const one of waiting) await take(one);
  return { items: collector.finish(), reports: readers.flatMap(({ reports }) => reports) };
}

/** A file whose first batch has been read. */
interface StartedFile {
  readonly first: readonly SourceRecord[];
  readonly batches: AsyncIterable<readonly SourceRecord[]>;
}

async function* startingWith<T>(first: T, rest: AsyncIterable<T>): AsyncGenerator<T> {
  yield first;
  yield* rest;
}

function requireLabel(inputs: readonly InputFile[], label: string | undefined): void {
  if (label === undefined || inputs.some(({ profile }) => profile.labels[label] !== undefined)) return;
  const known = [...new Set(inputs.flatMap(({ profile }) => Object.keys(profile.labels)))];
  throw new AppError('usage', {
    reason: `there is no label ${label}; the profiles have ${known.join(', ') || 'none'}`,
  });
}
