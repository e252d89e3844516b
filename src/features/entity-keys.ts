/** The entities whose history is kept, each with the coarser one that its rate backs off to. */

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
] as const;

/** A part of {@link keyParts}. */
type KeyPart = (typeof keyParts)[number];

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
}

/**
 * Every kind of entity with history, coarser ones before those that back off to them.
 *
 * The goods line (same subheading, price and mass) counts its prior as a tenth of an examination: one observation of an identical line says more
 * than the whole subheading (measured on the KCS declarations, where it is the strongest floor).
 */
export const entityKeys: readonly EntityKey[] = [
  key('hs2', 'HS chapter', ['hs2'], undefined, 20, 'pre-loading'),
  key('hs4', 'HS heading', ['hs4'], 'hs2', 20, 'pre-loading'),
  key('hs6', 'HS subheading', ['hs6'], 'hs4', 20, 'pre-loading'),
  key('origin', 'country of origin', ['origin'], undefined, 20, 'declaration'),
  key('departure', 'country of departure', ['departure'], undefined, 20, 'pre-loading'),
  key('office', 'customs office', ['office'], undefined, 20, 'pre-arrival'),
  key('importer', 'importer', ['importer'], undefined, 5, 'pre-arrival'),
  key('consignor', 'consignor', ['consignor'], undefined, 5, 'pre-loading'),
  key('seller', 'seller', ['seller'], undefined, 5, 'declaration'),
  key('declarant', 'declarant', ['declarant'], undefined, 10, 'declaration'),
  key('carrier', 'carrier', ['carrier'], undefined, 10, 'pre-loading'),
  key('goodsLine', 'goods line (same subheading, price and mass)', ['hs6', 'priceAndMass'], 'hs6', 0.1, 'declaration'),
  key('originHs2', 'origin and HS chapter', ['origin', 'hs2'], 'hs2', 10, 'declaration'),
  key('originHs6', 'origin and HS subheading', ['origin', 'hs6'], 'hs6', 10, 'declaration'),
  key('importerHs6', 'importer and HS subheading', ['importer', 'hs6'], 'importer', 3, 'pre-arrival'),
  key('importerDeclarant', 'importer and declarant', ['importer', 'declarant'], 'importer', 3, 'declaration'),
  key('importerSeller', 'importer and seller', ['importer', 'seller'], 'seller', 3, 'declaration'),
  key('declarantHs2', 'declarant and HS chapter', ['declarant', 'hs2'], 'declarant', 5, 'declaration'),
  key('officeHs2', 'customs office and HS chapter', ['office', 'hs2'], 'hs2', 10, 'pre-arrival'),
  key('declarantOrigin', 'declarant and origin', ['declarant', 'origin'], 'declarant', 5, 'declaration'),
  key('officeDeclarant', 'customs office and declarant', ['office', 'declarant'], 'declarant', 5, 'declaration'),
  key(
    'lane',
    'lane (departure, destination and mode)',
    ['departure', 'destinationAndMode'],
    'departure',
    10,
    'pre-loading',
  ),
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

function key(
  name: string,
  title: string,
  parts: EntityKey['parts'],
  coarser: string | undefined,
  priorExaminations: number,
  earliestStage: EntityKey['earliestStage'],
): EntityKey {
  return { name, title, parts, coarser, priorExaminations, earliestStage };
}
