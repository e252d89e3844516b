/** Every feature, each with what it means; the documentation, the artefacts and the reasons all read this list. */
import { type CategoryName, categoryNames } from './category-codes.ts';
import { entityKeys } from './entity-keys.ts';
import { readingNames } from './history-reading.ts';

/** One feature of the matrix. */
export interface FeatureDefinition {
  /** Unique and stable; `group.name`. */
  readonly name: string;
  /** Raised whenever the computation changes, so that older models refuse to load. */
  readonly version: number;
  /** Family of features that recipes choose members by. */
  readonly group: 'history' | 'goods-line' | 'price' | 'code' | 'route';
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
};

const ownHistory =
  'smoothed past rates as in Customs-Fraud-Detection (domain indicators R6, R7, R20, R21), made exact as of the tick';

const historyFeatures = entityKeys.flatMap((entity): FeatureDefinition[] =>
  readingNames.map((reading) => ({
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
];

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
  ...codeFeatures,
];

/** Names of all features in the order of the matrix's columns. */
export const featureNames: readonly string[] = featureDefinitions.map((definition) => definition.name);

/** Index of the first feature that is not history of an entity. */
export const firstPriceFeature = historyFeatures.length;
/** Index of the first category code. */
export const firstCodeFeature = historyFeatures.length + priceFeatures.length + routeFeatures.length;
