/** Takes into the search what facts and scores have changed. */

import type { GoodsItemRecord } from '../domain/goods-item.ts';
import { combineHandling, type Handling } from '../domain/handling.ts';
import type { ConsignmentSummary, ConsignmentToIndex, SearchEntry, SearchIndexPort } from './search-ports.ts';
import { wordsOfConsignment } from './search-words.ts';

const consignmentsAtOnce = 1000;
/** HS codes and countries that a list shows. */
const shownAtMost = 6;

/** Takes in everything that is due; returns how many consignments. */
export async function indexConsignments(
  store: { readonly searchIndex: SearchIndexPort },
  onProgress?: (consignments: number) => void,
): Promise<number> {
  let taken = 0;
  for (;;) {
    const some = await store.searchIndex.takeIn(consignmentsAtOnce, entriesOf);
    taken += some;
    if (some < consignmentsAtOnce) return taken;
    onProgress?.(taken);
  }
}

/** Returns what the search keeps of consignments. */
function entriesOf(due: readonly ConsignmentToIndex[]): SearchEntry[] {
  return due.flatMap((one) => {
    if (one.records.length === 0) return [];
    const { records, ...rest } = one;
    const handling = strictestOf(records);
    return [{ ...rest, handling, words: wordsOfConsignment(one, handling), summary: summaryOf(records) }];
  });
}

function strictestOf(records: readonly GoodsItemRecord[]): Handling {
  return records
    .map(({ consignment }) => consignment.handling)
    .reduce((all, one) =>
      all === one || JSON.stringify(all) === JSON.stringify(one) ? all : combineHandling(all, one),
    );
}

/** Returns what a list shows of a consignment with these items. */
function summaryOf(records: readonly GoodsItemRecord[]): ConsignmentSummary {
  const { consignment } = records.at(-1)!;
  const { importer, consignee, deliveryAddress, consignor, seller } = consignment.parties;
  const values = records.flatMap(({ item }) => (item.valueUsd === undefined ? [] : [item.valueUsd]));
  return {
    party:
      [importer, consignee, deliveryAddress, consignor, seller].find((party) => party?.name !== undefined)?.name ??
      null,
    goods: records.find(({ item }) => item.description !== undefined)?.item.description ?? null,
    hsCodes: distinct(records.map(({ item }) => item.hsCode)),
    departureCountry: consignment.departureCountry ?? null,
    destinationCountry: consignment.destinationCountry ?? null,
    originCountries: distinct(records.map(({ item }) => item.originCountry)),
    valueUsd: values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0),
  };
}

function distinct(values: readonly (string | undefined)[]): string[] {
  return [...new Set(values.filter((value) => value !== undefined))].slice(0, shownAtMost);
}
