/** What an officer would say of a value that is missing. It holds whether nothing was declared or nothing is known of what was. */

const noSighting = 'no earlier sighting known';
const noPrice = 'no price to compare';

/** By the last part of a feature's name. */
const readings: { readonly [reading: string]: string } = {
  daysSinceFirst: noSighting,
  daysSinceLast: noSighting,
  pace: noSighting,
  daysSinceLastPositive: 'no positive result known',
  priceGap: noPrice,
};

const hsCode = 'no HS code declared';
const noDescription = 'goods not described';
const noPeers = 'cannot be compared with this subheading so far';
const noOriginPeers = 'cannot be compared with this subheading and origin so far';

/** By the first part of a feature's name: what was not declared of an entity of `src/features/entity-keys.ts`. */
const entities: { readonly [entity: string]: string } = {
  hs2: hsCode,
  hs4: hsCode,
  hs6: hsCode,
  origin: 'no country of origin declared',
  departure: 'no country of departure declared',
  office: 'no customs office declared',
  importer: 'no identifier of the importer declared',
  consignor: 'no identifier of the consignor declared',
  seller: 'no identifier of the seller declared',
  declarant: 'no identifier of the declarant declared',
  carrier: 'no identifier of the carrier declared',
  goodsLine: 'HS code, price or mass not declared, so equal goods cannot be looked for',
  originHs2: 'origin or HS code not declared',
  originHs6: 'origin or HS code not declared',
  importerHs6: 'importer or HS code not declared',
  importerDeclarant: 'importer or declarant not declared',
  importerSeller: 'importer or seller not declared',
  declarantHs2: 'declarant or HS code not declared',
  officeHs2: 'customs office or HS code not declared',
  declarantOrigin: 'declarant or origin not declared',
  officeDeclarant: 'customs office or declarant not declared',
  lane: 'departure, destination or mode of transport not declared',
  importerRoute: 'importer, origin or departure not declared',
  sellerHs6: 'seller or HS code not declared',
  routeHs4: 'origin, departure or HS code not declared',
  declarantRouteHs4: 'declarant, origin, departure or HS code not declared',
  address: 'no delivery address declared',
  phone: 'no telephone number declared',
  importerName: 'no name of the importer declared',
  sellerName: 'no name of the seller declared',
  addressImporter: 'delivery address or importer not declared',
  description: noDescription,
  descriptionHs4: 'description or HS code not declared',
  consignorAddress: 'no address of the consignor declared',
  consignorPhone: 'no telephone number of the consignor declared',
  brand: 'no recorded brand is named',
};

/** By a feature's whole name. */
const features: { readonly [feature: string]: string } = {
  'price.logValueUsd': 'no value declared that can be compared',
  'price.logMassKg': 'no mass declared',
  'price.logUnitValue': 'value or mass not declared',
  'price.logValuePerPiece': 'value or number of pieces not declared',
  'price.logMassPerPiece': 'mass or number of pieces not declared',
  'price.logPieces': 'no number of pieces declared',
  'price.grossToNet': 'gross or net mass not declared',
  'price.dutyRatePercent': 'no duty rate declared',
  'price.placeInHs6': noPrice,
  'price.placeInOriginHs6': noPrice,
  'price.gapToHs6': noPrice,
  'price.gapToOriginHs6': noPrice,
  'price.deviationValuePerKgHs6': noPeers,
  'price.deviationValuePerPieceHs6': noPeers,
  'price.deviationMassPerPieceHs6': noPeers,
  'price.deviationValuePerKgOriginHs6': noOriginPeers,
  'price.deviationValuePerPieceOriginHs6': noOriginPeers,
  'price.deviationMassPerPieceOriginHs6': noOriginPeers,
  'route.originIsDeparture': 'origin or departure not declared',
  'history.mostExcess': 'no party is named',
  'fit.newParties': 'no party is named',
  'text.tokens': noDescription,
  'text.genericShare': noDescription,
  'text.brandNamed': 'no brand could be looked for',
  'text.brandUnauthorised': 'no recorded brand in force is named',
};

/** Parties and goods whose past a share or a habit is about, by how the feature's name begins. */
const pasts: { readonly [beginning: string]: string } = {
  importer: 'the importer',
  consignor: 'the consignor',
  seller: 'the seller',
  declarant: 'the declarant',
  address: 'the delivery address',
  description: 'this description',
};

/** Returns what a missing value of a feature means; `otherwise` is what the feature is, for one without words of its own. */
export function missingText(feature: string, otherwise: string): string {
  const [group = '', name = ''] = feature.split('.');
  const past = pasts[/^[a-z]+/.exec(name)?.[0] ?? ''];
  const own = features[feature];
  if (own !== undefined) return own;
  if (group === 'fit' && past !== undefined) return `cannot be compared with earlier goods of ${past}`;
  if (group === 'habit' && past !== undefined) return `no earlier descriptions of goods of ${past} known`;
  return readings[name] ?? entities[group] ?? `not known: ${otherwise}`;
}
