/** Reads the current records of a store into collected items. */
import { knownTickHour, scoreTickHour } from '../domain/moment.ts';
import { isGoodsItemRecord, type SourceRecord } from '../domain/record.ts';
import type { ItemEncoder } from '../features/encode-item.ts';
import type { RightsRegister } from '../features/rights-register.ts';
import type { Recipe } from '../learners/recipe.ts';
import { type CollectedItems, ItemCollector } from './collect-items.ts';
import type { Store } from './store-ports.ts';

/** Which part of what a store knows is read. */
type StoredPart =
  /** What was known before a tick. */
  | { readonly knownBefore: number }
  /** Goods items as of a tick and later, with the results that became known then. */
  | { readonly scoredFrom: number };

/** How records are read into items. */
export interface ReadStoredOptions {
  readonly encode: ItemEncoder;
  /** Takes the rights records; the encoder looks at it. */
  readonly rights: RightsRegister;
  readonly recipe: Recipe;
  /** Undefined reads everything. */
  readonly part?: StoredPart | undefined;
}

/** Items of a store and whose they are. */
export interface ReadStored {
  readonly items: CollectedItems;
  readonly agencies: ReadonlySet<string>;
  readonly tlps: ReadonlySet<string>;
}

/**
 * Reads current records in the order in which they were stored: rights records first, as with files, and what was replaced by a later version not at all.
 */
export async function readStoredItems(
  store: Pick<Store, 'facts'>,
  { encode, rights, recipe, part }: ReadStoredOptions,
): Promise<ReadStored> {
  const agencies = new Set<string>();
  const tlps = new Set<string>();
  const note = (record: SourceRecord): void => {
    const { agency, handling } = isGoodsItemRecord(record) ? record.consignment : record;
    agencies.add(agency);
    tlps.add(handling.tlp);
  };
  for await (const records of store.facts.currentRecords(['rights-record'])) {
    for (const record of records) {
      if (record.kind !== 'rights-record') continue;
      rights.add(record);
      note(record);
    }
  }
  const collector = new ItemCollector(encode, recipe.labelState, true);
  const kinds = ['manifest', 'declaration', 'examination', 'measure'] as const;
  for await (const records of store.facts.currentRecords(kinds)) {
    const wanted = records.flatMap((record) => partOf(record, part) ?? []);
    wanted.forEach(note);
    collector.add(wanted);
  }
  return { items: collector.finish(), agencies, tlps };
}

/** Returns what a part of the store's knowledge holds of a record. */
function partOf(record: SourceRecord, part: StoredPart | undefined): SourceRecord | undefined {
  if (part === undefined) return record;
  const isItem = isGoodsItemRecord(record);
  const known = knownTickHour(isItem ? record.consignment.knownAt : record.knownAt);
  if ('scoredFrom' in part) {
    return (isItem ? scoreTickHour(record.consignment.occurredAt) : known) >= part.scoredFrom ? record : undefined;
  }
  if (known >= part.knownBefore) return undefined;
  const isResultLater =
    isItem && record.result !== undefined && knownTickHour(record.result.knownAt) >= part.knownBefore;
  return isResultLater ? { ...record, result: undefined } : record;
}
