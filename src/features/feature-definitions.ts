/** Every feature, each with what it means; the documentation, the artefacts and the reasons all read this list. */
import { type CategoryName, categoryNames } from './category-codes.ts';
import { describingParties, type EntityKey, entityKeys } from './entity-keys.ts';
import type { readingNames } from './history-reading.ts';
import { textTraits } from './text-habits.ts';

/** One feature of the matrix. */
export interface FeatureDefinition {
  /** Unique and stable; `group.name`. */
  readonly name: string;
  /** Raised whenever the computation changes, so that older models refuse to load. */
  readonly version: number;
  /** Family of features that recipes choose members by. */
  readonly group: 'history' | 'goods-line' | 'price' | 'code' | 'route' | 'fit' | 'text' | 'habit';
  readonly description: string;
  readonly unit: string;
  readonly range: string;
  readonly earliestStage: 'pre-loading' | 'pre-arrival' | 'declaration';
  readonly missingMeans: string;
  /** Where the idea comes from. */
  readonly source: string;
}

interface ReadingText {
  readonly description: string;
  readonly unit: string;
  readonly range: string;
  readonly missingMeans: string;
}

const noEntity = 'the record does not name this entity';

const readingTexts: { readonly [name in (typeof readingNames)[number]]: ReadingText } = {
  seen: { description: 'Goods items known before the tick', unit: 'items', range: '≥ 0', missingMeans: noEntity },
  examined: {
    description: 'Items whose result counts as a label and was known',
    unit: 'items',
    range: '≥ 0',
    missingMeans: noEntity,
  },
  positive: {
    description: 'Items with an infringement in the state that the recipe trains on',
    unit: 'items',
    range: '≥ 0',
    missingMeans: noEntity,
  },
  rate: {
    description: 'Positive over examined, smoothed towards the coarser entity',
    unit: 'share',
    range: '0…1',
    missingMeans: noEntity,
  },
  rate90: {
    description: 'The same with results losing half their weight every 90 days',
    unit: 'share',
    range: '0…1',
    missingMeans: noEntity,
  },
  rate365: {
    description: 'The same with results losing half their weight every 365 days',
    unit: 'share',
    range: '0…1',
    missingMeans: noEntity,
  },
  daysSinceFirst: {
    description: 'Days since the entity was first seen',
    unit: 'days',
    range: '≥ 0',
    missingMeans: 'never seen before',
  },
  daysSinceLast: {
    description: 'Days since the entity was last seen',
    unit: 'days',
    range: '≥ 0',
    missingMeans: 'never seen before',
  },
  daysSinceLastPositive: {
    description: 'Days since its last positive result became known',
    unit: 'days',
    range: '≥ 0',
    missingMeans: 'no positive result known',
  },
  novelty: {
    description: 'Share of its sightings that is recent (weights halve every 90 days); 1 when never seen',
    unit: 'share',
    range: '0…1',
    missingMeans: noEntity,
  },
  seen7: {
    description: 'Goods items known in the last seven days (velocity; splitting of consignments)',
    unit: 'items',
    range: '≥ 0',
    missingMeans: noEntity,
  },
  pace: {
    description: 'Sightings of the last seven days against those of an average seven days since the first',
    unit: 'ln ratio',
    range: 'any',
    missingMeans: `${noEntity}, or it was never seen before`,
  },
  priceGap: {
    description: 'Distance of the unit value to the mean so far of goods of the same entity',
    unit: 'doublings',
    range: 'any',
    missingMeans: `${noEntity}, no unit value, or none seen before`,
  },
  excess: {
    description: 'Spreads of chance by which its positive results are more than the base rate of those examined',
    unit: 'spreads',
    range: 'any',
    missingMeans: noEntity,
  },
};

const ownHistory =
  'smoothed past rates as in Customs-Fraud-Detection (domain indicators R6, R7, R20, R21), made exact as of the tick';

const historyFeatures = entityKeys.flatMap((entity): FeatureDefinition[] =>
  entity.readings.map((reading) => ({
    name: `${entity.name}.${reading}`,
    version: 1,
    group: entity.name === 'goodsLine' ? 'goods-line' : 'history',
    ...readingTexts[reading],
    description: `${readingTexts[reading].description}: ${entity.title}`,
    earliestStage: entity.earliestStage,
    source: ownHistory,
  })),
);

const priceTexts: readonly (readonly [string, string, string, string, string])[] = [
  [
    'logValueUsd',
    'Natural logarithm of the declared value',
    'ln USD',
    'any',
    'no value, not positive, or no exchange rate',
  ],
  [
    'logMassKg',
    'Natural logarithm of net mass, gross where net is not given',
    'ln kg',
    'any',
    'no mass or not positive',
  ],
  ['logUnitValue', 'Natural logarithm of value per kilogram', 'ln USD/kg', 'any', 'value or mass missing'],
  [
    'logValuePerPiece',
    'Natural logarithm of value per piece',
    'ln USD/piece',
    'any',
    'value or a countable quantity missing',
  ],
  [
    'logMassPerPiece',
    'Natural logarithm of mass per piece',
    'ln kg/piece',
    'any',
    'mass or a countable quantity missing',
  ],
  ['logPieces', 'Natural logarithm of the quantity in pieces', 'ln pieces', 'any', 'no countable quantity'],
  ['grossToNet', 'Gross over net mass', 'ratio', '≥ 0', 'either mass missing'],
  [
    'placeInHs6',
    'Place of the unit value among those of the subheading so far',
    'share',
    '0…1',
    'no unit value, or none seen before',
  ],
  [
    'gapToHs6',
    'Distance of the unit value to the median of the subheading so far',
    'doublings',
    'any',
    'no unit value, or none seen before',
  ],
  [
    'deviationValuePerKgHs6',
    'Spreads by which the value per kilogram lies above the mean of the subheading so far',
    'spreads',
    'any',
    'no value or mass, or no peer seen before',
  ],
  [
    'deviationValuePerPieceHs6',
    'Spreads by which the value per piece lies above the mean of the subheading so far',
    'spreads',
    'any',
    'no value or countable quantity, or no peer seen before',
  ],
  [
    'deviationMassPerPieceHs6',
    'Spreads by which the mass per piece lies above the mean of the subheading so far',
    'spreads',
    'any',
    'no mass or countable quantity, or no peer seen before',
  ],
  [
    'placeInOriginHs6',
    'Place of the unit value among those of the subheading and origin so far',
    'share',
    '0…1',
    'no unit value, or none seen before',
  ],
  [
    'gapToOriginHs6',
    'Distance of the unit value to the median of the subheading and origin so far',
    'doublings',
    'any',
    'no unit value, or none seen before',
  ],
  [
    'deviationValuePerKgOriginHs6',
    'Spreads by which the value per kilogram lies above the mean of the subheading and origin so far',
    'spreads',
    'any',
    'no value or mass, or no peer seen before',
  ],
  [
    'deviationValuePerPieceOriginHs6',
    'Spreads by which the value per piece lies above the mean of the subheading and origin so far',
    'spreads',
    'any',
    'no value or countable quantity, or no peer seen before',
  ],
  [
    'deviationMassPerPieceOriginHs6',
    'Spreads by which the mass per piece lies above the mean of the subheading and origin so far',
    'spreads',
    'any',
    'no mass or countable quantity, or no peer seen before',
  ],
  ['dutyRatePercent', 'Duty rate as declared', 'percent', '≥ 0', 'not declared'],
];

const priceFeatures = priceTexts.map(
  ([name, description, unit, range, missingMeans]): FeatureDefinition => ({
    name: `price.${name}`,
    version: 1,
    group: 'price',
    description,
    unit,
    range,
    earliestStage: 'declaration',
    missingMeans,
    source: 'price and mass against peers (OECD/EUIPO price intervals; domain indicators R1–R3)',
  }),
);

const routeFeatures: readonly FeatureDefinition[] = [
  {
    name: 'route.originIsDeparture',
    version: 1,
    group: 'route',
    description: 'Whether goods leave from the country they originate in',
    unit: 'flag',
    range: '0 or 1',
    earliestStage: 'declaration',
    missingMeans: 'origin or departure missing',
    source: 'departure through a hub (domain indicator R10)',
  },
  {
    name: 'route.transitCount',
    version: 1,
    group: 'route',
    description: 'Countries of transit declared',
    unit: 'countries',
    range: '≥ 0',
    earliestStage: 'pre-loading',
    missingMeans: 'never missing; 0 where none is declared',
    source: 'circuitous routing (domain indicator R11)',
  },
  {
    name: 'route.itemNumber',
    version: 1,
    group: 'route',
    description: 'Position of the goods item in its consignment',
    unit: 'position',
    range: '≥ 1',
    earliestStage: 'pre-arrival',
    missingMeans: 'never missing',
    source: 'own',
  },
  {
    name: 'history.baseRate',
    version: 1,
    group: 'history',
    description: 'Smoothed rate of positive results over everything known before the tick',
    unit: 'share',
    range: '0…1',
    earliestStage: 'pre-loading',
    missingMeans: 'never missing',
    source: 'own',
  },
  {
    name: 'history.mostExcess',
    version: 1,
    group: 'history',
    description: 'Largest excess of positive results among the parties, their names, addresses and telephone numbers',
    unit: 'spreads',
    range: 'any',
    earliestStage: 'pre-loading',
    missingMeans: 'no party is named',
    source: 'own',
  },
  {
    name: 'history.sumOfExcess',
    version: 1,
    group: 'history',
    description: 'Sum of the positive ones among these excesses',
    unit: 'spreads',
    range: '≥ 0',
    earliestStage: 'pre-loading',
    missingMeans: 'never missing; 0 where none is positive',
    source: 'own',
  },
];

/** Shares that tell whether an item fits what went before: sightings of a pair among those of one of its two. */
export const fitShares: readonly (readonly [pair: string, of: string, description: string])[] = [
  ['importerHs6', 'importer', "Share of the importer's goods that is of this HS subheading"],
  ['importerRoute', 'importer', "Share of the importer's goods that came this way (origin, departure)"],
  ['importerSeller', 'importer', "Share of the importer's goods that came from this seller"],
  ['importerDeclarant', 'importer', "Share of the importer's goods that this declarant declared"],
  ['sellerHs6', 'seller', "Share of the seller's goods that is of this HS subheading"],
  ['declarantRouteHs4', 'declarant', "Share of the declarant's goods that is of this route and HS heading"],
  [
    'addressImporter',
    'address',
    "Share of the address's goods that is this importer's: low where many parties share an address",
  ],
  ['descriptionHs4', 'description', 'Share of goods of this description that is declared under this HS heading'],
];

const fitFeatures: readonly FeatureDefinition[] = [
  ...fitShares.map(
    ([pair, , description]): FeatureDefinition => ({
      name: `fit.${pair}Share`,
      version: 1,
      group: 'fit',
      description,
      unit: 'share',
      range: '0…1',
      earliestStage: entityKeys.find(({ name }) => name === pair)!.earliestStage,
      missingMeans: 'the record does not name both, or the latter was never seen before',
      source: "goods and routes that do not fit the party's past (domain indicators R8, R16, R17, R21)",
    }),
  ),
  {
    name: 'fit.newParties',
    version: 1,
    group: 'fit',
    description:
      'Share of the parties named (importer, consignor, seller, declarant, carrier) that were never seen before',
    unit: 'share',
    range: '0…1',
    earliestStage: 'pre-loading',
    missingMeans: 'no party is named',
    source: 'first-time parties (domain indicator R6)',
  },
  {
    name: 'fit.newPairs',
    version: 1,
    group: 'fit',
    description: 'Pairs that meet for the first time although both were seen before',
    unit: 'pairs',
    range: '≥ 0',
    earliestStage: 'pre-arrival',
    missingMeans: 'never missing',
    source: 'first-time pairs (domain indicators R6, R21)',
  },
];

const textFeatures: readonly FeatureDefinition[] = [
  {
    name: 'text.tokens',
    version: 1,
    group: 'text',
    description: 'Words of the description',
    unit: 'words',
    range: '≥ 0',
    earliestStage: 'pre-loading',
    missingMeans: 'no description',
    source: 'vague descriptions (domain indicator R4)',
  },
  {
    name: 'text.genericShare',
    version: 1,
    group: 'text',
    description: 'Share of the words of the description that say nothing of the goods (parts, gift, samples …)',
    unit: 'share',
    range: '0…1',
    earliestStage: 'pre-loading',
    missingMeans: 'no description',
    source: 'vague descriptions (domain indicator R4)',
  },
  {
    name: 'text.brandNamed',
    version: 1,
    group: 'text',
    description: 'Whether a brand of a rights record is named: 1 as it is written, 2 misspelt or transliterated',
    unit: 'code',
    range: '0, 1 or 2',
    earliestStage: 'pre-loading',
    missingMeans: 'no rights records are known, or there is no text',
    source: 'brand mentions (domain indicator R18)',
  },
  {
    name: 'text.brandUnauthorised',
    version: 1,
    group: 'text',
    description:
      'Whether none of the parties is authorised by the holder of the right in force for the brand that is named',
    unit: 'flag',
    range: '0 or 1',
    earliestStage: 'pre-loading',
    missingMeans: 'no brand is named, or no right was in force and known for it',
    source: 'party not on the list of authorised parties (domain indicator R18)',
  },
];

const traitTexts: { readonly [trait in (typeof textTraits)[number]]: string } = {
  vague: 'vague descriptions',
  misspelt: 'misspelt or transliterated brands',
  unauthorised: 'brands for which no party is authorised',
};

/** How parties have described their goods: needs no results, and so tells of senders that nobody has looked at. */
const habitFeatures: readonly FeatureDefinition[] = describingParties.flatMap((party) =>
  textTraits.map(
    (trait): FeatureDefinition => ({
      name: `habit.${party}${trait[0]!.toUpperCase()}${trait.slice(1)}`,
      version: 1,
      group: 'habit',
      description: `Spreads of chance by which ${traitTexts[trait]} are more frequent in the goods of the ${party === 'address' ? 'delivery address' : party} so far than in everybody's`,
      unit: 'spreads',
      range: 'any',
      earliestStage: entityKeys.find(({ name }) => name === party)!.earliestStage,
      missingMeans: 'the record does not name the party, or no text was ever seen',
      source: 'vague descriptions and brand mentions (domain indicators R4, R18), by party',
    }),
  ),
);

const categoryTitles: { readonly [name in CategoryName]: string } = {
  hs2: 'HS chapter',
  hs4: 'HS heading',
  hs6: 'HS subheading',
  origin: 'country of origin',
  departure: 'country of departure',
  destination: 'country of destination',
  office: 'customs office',
  procedure: 'customs procedure',
  direction: 'direction',
  transactionType: 'nature of the transaction',
  goodsUse: 'use of the goods',
  paymentMethod: 'method of payment',
  mode: 'mode of transport (UN Rec 19)',
  channel: 'channel',
  dutyType: 'type of duty',
  originMarking: 'marking of origin',
  unit: 'unit of quantity (UN Rec 20)',
  currency: 'currency',
  importerKind: 'kind of importer',
  consigneeKind: 'kind of consignee',
};

const codeFeatures = categoryNames.map(
  (name): FeatureDefinition => ({
    name: `code.${name}`,
    version: 1,
    group: 'code',
    description: `Place of the ${categoryTitles[name]} in the dictionary of the artefact, which is in order of code`,
    unit: 'place',
    range: '≥ 0',
    earliestStage: name === 'origin' || name === 'dutyType' || name === 'originMarking' ? 'declaration' : 'pre-arrival',
    missingMeans: 'not declared, or a code not seen in training',
    source: 'own',
  }),
);

/** All features in the order of the matrix's columns. */
export const featureDefinitions: readonly FeatureDefinition[] = [
  ...historyFeatures,
  ...priceFeatures,
  ...routeFeatures,
  ...fitFeatures,
  ...textFeatures,
  ...habitFeatures,
  ...codeFeatures,
];

/** Names of all features in the order of the matrix's columns. */
export const featureNames: readonly string[] = featureDefinitions.map((definition) => definition.name);

/** Index of the first feature that is not history of an entity. */
export const firstPriceFeature = historyFeatures.length;
/** Index of the first category code. */
export const firstCodeFeature =
  historyFeatures.length +
  priceFeatures.length +
  routeFeatures.length +
  fitFeatures.length +
  textFeatures.length +
  habitFeatures.length;

const entityOfHistoryFeature = entityKeys.flatMap((entity) => entity.readings.map(() => entity));

/** Returns the entity whose history the feature at a place reads; undefined for other features. */
export function entityOfFeature(index: number): EntityKey | undefined {
  return entityOfHistoryFeature[index];
}
