/** The entities whose history is kept, each with the coarser one that its rate backs off to. */
import type { readingNames } from './history-reading.ts';

/** Names of the simple parts that keys are made of; a row has at most one value of each. */
export const keyParts = [
  'importer',
  'consignor',
  'seller',
  'declarant',
  'carrier',
  'hs6',
  'hs4',
  'hs2',
  'origin',
  'departure',
  'office',
  'priceAndMass',
  'destinationAndMode',
  'route',
  'routeHs4',
  'address',
  'phone',
  'importerName',
  'sellerName',
  'description',
  'consignorAddress',
  'consignorPhone',
  'brand',
] as const;

/** A part of {@link keyParts}. */
export type KeyPart = (typeof keyParts)[number];

/** What is read of an entity's history: a name of {@link readingNames}. */
type ReadingName = (typeof readingNames)[number];

/** One kind of entity that has history cells. */
export interface EntityKey {
  readonly name: string;
  /** What the entity is, in an officer's words. */
  readonly title: string;
  /** One part, or the two of a pair. */
  readonly parts: readonly [KeyPart] | readonly [KeyPart, KeyPart];
  /** Name of the coarser entity whose rate stands in where this one has little history; undefined means the base rate. */
  readonly coarser: string | undefined;
  /** How many examinations the coarser rate counts for in the smoothed rate. */
  readonly priorExaminations: number;
  /** Earliest stage at which the parts are usually filled. */
  readonly earliestStage: 'pre-loading' | 'pre-arrival' | 'declaration';
  /** Readings that become features. */
  readonly readings: readonly ReadingName[];
}

/** Readings of every kind of entity that stands for itself. */
const full: readonly ReadingName[] = [
  'seen',
  'examined',
  'positive',
  'rate',
  'rate90',
  'rate365',
  'daysSinceFirst',
  'daysSinceLast',
  'daysSinceLastPositive',
  'novelty',
];
/** A party's pace and prices against its own past say as much as its finds. */
const ofParty: readonly ReadingName[] = [...full, 'seen7', 'pace', 'priceGap', 'excess'];
const fullAndPrice: readonly ReadingName[] = [...full, 'priceGap'];
/** Pairs are sparse: what matters is whether they were met, and what came of it. */
const ofPair: readonly ReadingName[] = [
  'seen',
  'examined',
  'positive',
  'rate',
  'rate90',
  'daysSinceLast',
  'daysSinceLastPositive',
];
const ofPairAndPrice: readonly ReadingName[] = [...ofPair, 'priceGap'];
/** A party under another name of it. */
const ofTrace: readonly ReadingName[] = [...ofPair, 'excess'];

/**
 * Every kind of entity with history, coarser ones before those that back off to them.
 *
 * The goods line (same subheading, price and mass) counts its prior as a tenth of an examination: one observation of an identical line says more
 * than the whole subheading (measured on the KCS declarations, where it is the strongest floor).
 */
export const entityKeys: readonly EntityKey[] = [
  key('hs2', 'HS chapter', ['hs2'], undefined, 20, 'pre-loading', full),
  key('hs4', 'HS heading', ['hs4'], 'hs2', 20, 'pre-loading', full),
  key('hs6', 'HS subheading', ['hs6'], 'hs4', 20, 'pre-loading', full),
  key('origin', 'country of origin', ['origin'], undefined, 20, 'declaration', full),
  key('departure', 'country of departure', ['departure'], undefined, 20, 'pre-loading', full),
  key('office', 'customs office', ['office'], undefined, 20, 'pre-arrival', full),
  key('importer', 'importer', ['importer'], undefined, 5, 'pre-arrival', ofParty),
  key('consignor', 'consignor', ['consignor'], undefined, 5, 'pre-loading', ofParty),
  key('seller', 'seller', ['seller'], undefined, 5, 'declaration', ofParty),
  key('declarant', 'declarant', ['declarant'], undefined, 10, 'declaration', [...fullAndPrice, 'excess']),
  key('carrier', 'carrier', ['carrier'], undefined, 10, 'pre-loading', full),
  key(
    'goodsLine',
    'goods line (same subheading, price and mass)',
    ['hs6', 'priceAndMass'],
    'hs6',
    0.1,
    'declaration',
    full,
  ),
  key('originHs2', 'origin and HS chapter', ['origin', 'hs2'], 'hs2', 10, 'declaration', full),
  key('originHs6', 'origin and HS subheading', ['origin', 'hs6'], 'hs6', 10, 'declaration', full),
  key('importerHs6', 'importer and HS subheading', ['importer', 'hs6'], 'importer', 3, 'pre-arrival', fullAndPrice),
  key('importerDeclarant', 'importer and declarant', ['importer', 'declarant'], 'importer', 3, 'declaration', full),
  key('importerSeller', 'importer and seller', ['importer', 'seller'], 'seller', 3, 'declaration', full),
  key('declarantHs2', 'declarant and HS chapter', ['declarant', 'hs2'], 'declarant', 5, 'declaration', full),
  key('officeHs2', 'customs office and HS chapter', ['office', 'hs2'], 'hs2', 10, 'pre-arrival', full),
  key('declarantOrigin', 'declarant and origin', ['declarant', 'origin'], 'declarant', 5, 'declaration', full),
  key('officeDeclarant', 'customs office and declarant', ['office', 'declarant'], 'declarant', 5, 'declaration', full),
  key(
    'lane',
    'lane (departure, destination and mode)',
    ['departure', 'destinationAndMode'],
    'departure',
    10,
    'pre-loading',
    full,
  ),
  key(
    'importerRoute',
    'importer and route (origin, departure)',
    ['importer', 'route'],
    'importer',
    3,
    'declaration',
    ofPair,
  ),
  key('sellerHs6', 'seller and HS subheading', ['seller', 'hs6'], 'seller', 3, 'declaration', ofPairAndPrice),
  key(
    'routeHs4',
    'route (origin, departure) and HS heading',
    ['routeHs4'],
    'originHs2',
    10,
    'declaration',
    ofPairAndPrice,
  ),
  key(
    'declarantRouteHs4',
    'declarant, route and HS heading',
    ['declarant', 'routeHs4'],
    'declarantOrigin',
    3,
    'declaration',
    ofPairAndPrice,
  ),
  key('address', 'delivery address', ['address'], undefined, 5, 'pre-arrival', ofParty),
  key('phone', 'telephone number', ['phone'], undefined, 5, 'pre-arrival', ofTrace),
  key('importerName', 'importer by name', ['importerName'], undefined, 5, 'pre-arrival', ofTrace),
  key('sellerName', 'seller by name', ['sellerName'], undefined, 5, 'declaration', ofTrace),
  key('addressImporter', 'delivery address and importer', ['address', 'importer'], 'address', 3, 'pre-arrival', [
    'seen',
  ]),
  key('description', 'description of the goods', ['description'], undefined, 10, 'pre-loading', [
    ...ofPairAndPrice,
    'excess',
  ]),
  key('descriptionHs4', 'description and HS heading', ['description', 'hs4'], 'hs4', 10, 'pre-loading', ofPairAndPrice),
  key('consignorAddress', "consignor's address", ['consignorAddress'], undefined, 5, 'pre-loading', ofTrace),
  key('consignorPhone', "consignor's telephone number", ['consignorPhone'], undefined, 5, 'pre-loading', ofTrace),
  key('brand', 'brand named', ['brand'], undefined, 10, 'pre-loading', [...ofPairAndPrice, 'excess']),
];

/** Number of kinds of entity. */
export const entityKeyCount = entityKeys.length;

/** For each key, the index of its coarser key in {@link entityKeys}, or -1 for the base rate. */
export const coarserKeyIndexes: Int32Array = Int32Array.from(entityKeys, (entity) =>
  entity.coarser === undefined ? -1 : indexOfKey(entity.coarser),
);

/** Returns the index in {@link entityKeys} of the key with this name; it must exist. */
export function indexOfKey(name: string): number {
  const index = entityKeys.findIndex((entity) => entity.name === name);
  if (index < 0) throw new RangeError(`no entity key ${name}`);
  return index;
}

/** Entities that stand for a party, by each of which it may be known. */
export const partyTraces = [
  'importer',
  'consignor',
  'seller',
  'declarant',
  'address',
  'phone',
  'importerName',
  'sellerName',
  'consignorAddress',
  'consignorPhone',
] as const;

/** Parties whose way of describing goods is kept. */
export const describingParties = ['consignor', 'seller', 'declarant', 'address'] as const;

/** Indexes of {@link describingParties} in {@link entityKeys}. */
export const describingKeyIndexes: readonly number[] = describingParties.map(indexOfKey);

function key(
  name: string,
  title: string,
  parts: EntityKey['parts'],
  coarser: string | undefined,
  priorExaminations: number,
  earliestStage: EntityKey['earliestStage'],
  readings: EntityKey['readings'],
): EntityKey {
  return { name, title, parts, coarser, priorExaminations, earliestStage, readings };
}
