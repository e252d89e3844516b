/** A reason as a sentence for an officer. */
import type { Reason } from './describe-reasons.ts';
import { missingText } from './missing-text.ts';

/** Says a value, and what is usual of it; both are numbers of the feature. */
type Sentence = (value: number, usual: number | undefined) => string;

const share = (value: number): string => {
  const percent = value * 100;
  return `${percent.toFixed(percent < 10 && percent > 0 ? 1 : 0).replace(/\.0$/, '')}%`;
};
/** Made once: it takes longer to make than to use. */
const threeDigits = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 3 });
const number = (value: number): string => threeDigits.format(Number(value.toPrecision(3)));
const counted = (value: number, one: string, many = `${one}s`): string =>
  `${number(value)} ${number(value) === '1' ? one : many}`;
const money = (value: number): string => `USD ${value < 10 ? value.toPrecision(3) : number(value)}`;

/** A sentence with what is usual behind it, where that is known. */
function withUsual(say: (value: number) => string, usualText: (usual: number) => string = number): Sentence {
  return (value, usual) => `${say(value)}${usual === undefined ? '' : ` (usual ${usualText(usual)})`}`;
}

function daysAgo(what: string): Sentence {
  return withUsual(
    (days) => (Math.round(days) === 0 ? `${what} today` : `${what} ${counted(Math.round(days), 'day')} ago`),
    (days) => counted(Math.round(days), 'day'),
  );
}

function ratesOf(past: string): Sentence {
  return withUsual((rate) => `${share(rate)} of ${past} were positive, smoothed`, share);
}

/** A ratio against what is usual, e.g. `0.34 of the usual`. */
function againstUsual(ratio: number, usual: string): string {
  if (ratio.toPrecision(2) === '1.0') return `about ${usual}`;
  return ratio < 1 ? `${Number(ratio.toPrecision(2))} of ${usual}` : `${number(ratio)} times ${usual}`;
}

/** Prices against a usual one are distances in doublings. */
function pricedAt(usualOf: string): Sentence {
  return (doublings) => `priced at ${againstUsual(2 ** doublings, `the usual for ${usualOf}`)}`;
}

/** Place among the values so far, 0 the lowest. */
function cheaperThan(peers: string): Sentence {
  return (place) =>
    place < 0.5
      ? `cheaper than ${share(1 - place)} of ${peers} so far`
      : `dearer than ${share(place)} of ${peers} so far`;
}

function spreadsFrom(what: string, peers: string): Sentence {
  return (spreads) =>
    `${what} ${counted(Math.abs(spreads), 'spread')} ${spreads < 0 ? 'below' : 'above'} the mean of ${peers} so far`;
}

/** Spreads of chance between how often a party does something and how often everybody does. */
function oftenerThanUsual(what: string): Sentence {
  return (spreads) =>
    Math.abs(spreads) < 0.05
      ? `${what} as often as with others`
      : `${what} ${spreads < 0 ? 'less' : 'more'} often than with others, by ${counted(Math.abs(spreads), 'spread')} of chance`;
}

/** Logarithms are said as what they are the logarithm of. */
function exponentOf(say: (value: number) => string): Sentence {
  return withUsual(
    (value) => say(Math.exp(value)),
    (value) => say(Math.exp(value)).replace(/^.*? (?=USD|[\d.]+)/, ''),
  );
}

/** By the last part of a feature's name: what is read of an entity's history. */
const readings: { readonly [reading: string]: Sentence } = {
  seen: withUsual((times) => (times === 0 ? 'never seen before' : `seen ${timesText(times)} before`)),
  examined: withUsual((results) => (results === 0 ? 'no result known' : `${counted(results, 'result')} known`)),
  positive: withUsual((results) =>
    results === 0 ? 'no positive result known' : `${counted(results, 'positive result')} known`,
  ),
  rate: ratesOf('past results'),
  rate90: ratesOf('recent results (90-day half-life)'),
  rate365: ratesOf("the last years' results (365-day half-life)"),
  daysSinceFirst: daysAgo('first seen'),
  daysSinceLast: daysAgo('last seen'),
  daysSinceLastPositive: daysAgo('last positive result'),
  novelty: withUsual(
    (recent) => (recent >= 0.9995 ? 'new, or seen only lately' : `${share(recent)} of its sightings are recent`),
    share,
  ),
  seen7: withUsual((times) =>
    times === 0 ? 'not seen in the last seven days' : `seen ${timesText(times)} in the last seven days`,
  ),
  pace: (ratio) => `seen in the last seven days at ${againstUsual(Math.exp(ratio), 'its usual pace')}`,
  priceGap: pricedAt('its goods'),
  excess: oftenerThanUsual('positive results'),
};

const subheading = 'this subheading';
const originAndSubheading = 'this subheading and origin';

/** By a feature's whole name. */
const features: { readonly [feature: string]: Sentence } = {
  'price.logValueUsd': exponentOf((value) => `declared value ${money(value)}`),
  'price.logMassKg': exponentOf((value) => `mass ${number(value)} kg`),
  'price.logUnitValue': exponentOf((value) => `value ${money(value)} per kilogram`),
  'price.logValuePerPiece': exponentOf((value) => `value ${money(value)} per piece`),
  'price.logMassPerPiece': exponentOf((value) => `mass ${number(value)} kg per piece`),
  'price.logPieces': exponentOf((value) => `quantity ${counted(value, 'piece')}`),
  'price.grossToNet': withUsual((ratio) => `gross mass ${againstUsual(ratio, 'the net mass')}`),
  'price.dutyRatePercent': withUsual(
    (rate) => `duty rate ${number(rate)}%`,
    (rate) => `${number(rate)}%`,
  ),
  'price.placeInHs6': cheaperThan(subheading),
  'price.placeInOriginHs6': cheaperThan(originAndSubheading),
  'price.gapToHs6': pricedAt(subheading),
  'price.gapToOriginHs6': pricedAt(originAndSubheading),
  'price.deviationValuePerKgHs6': spreadsFrom('value per kilogram', subheading),
  'price.deviationValuePerPieceHs6': spreadsFrom('value per piece', subheading),
  'price.deviationMassPerPieceHs6': spreadsFrom('mass per piece', subheading),
  'price.deviationValuePerKgOriginHs6': spreadsFrom('value per kilogram', originAndSubheading),
  'price.deviationValuePerPieceOriginHs6': spreadsFrom('value per piece', originAndSubheading),
  'price.deviationMassPerPieceOriginHs6': spreadsFrom('mass per piece', originAndSubheading),
  'route.originIsDeparture': (flag) =>
    flag === 1 ? 'leaves from its country of origin' : 'leaves from another country than that of origin',
  'route.transitCount': (countries) =>
    countries === 0
      ? 'no country of transit declared'
      : `${counted(countries, 'country', 'countries')} of transit declared`,
  'route.itemNumber': (position) => `goods item ${number(position)} of its consignment`,
  'history.baseRate': ratesOf('all past results'),
  'history.mostExcess': oftenerThanUsual('positive results with the party that stands out most'),
  'history.sumOfExcess': (spreads) =>
    `positive results with its parties more often than with others, by ${counted(spreads, 'spread')} of chance in all`,
  'fit.newParties': withUsual((parties) => `${share(parties)} of the parties named were never seen before`, share),
  'fit.newPairs': withUsual((pairs) =>
    pairs === 0
      ? 'all parties have met before'
      : `${counted(pairs, 'pair')} of known parties or goods ${pairs === 1 ? 'meets' : 'meet'} for the first time`,
  ),
  'text.tokens': withUsual((words) => `described in ${counted(words, 'word')}`),
  'text.genericShare': withUsual((words) => `${share(words)} of the words say nothing of the goods`, share),
  'text.brandNamed': (code) =>
    code === 0
      ? 'names no recorded brand'
      : code === 1
        ? 'names a recorded brand'
        : 'names a recorded brand, misspelt or transliterated',
  'text.brandUnauthorised': (flag) =>
    flag === 1
      ? 'no party is authorised for the brand that is named'
      : 'a party is authorised for the brand that is named',
};

/** By the last part of a feature's name: how a party has described its goods so far. */
const habits: { readonly [ending: string]: string } = {
  Vague: 'vague descriptions',
  Misspelt: 'misspelt or transliterated brands',
  Unauthorised: 'brands without an authorised party',
};

/** Returns the words for `habit.sellerVague` and its like; undefined for any other feature. */
function habitOf(feature: string): Sentence | undefined {
  const [, party, ending = ''] = /^habit\.([a-z]+)([A-Z][a-z]+)$/.exec(feature) ?? [];
  const habit = habits[ending];
  return habit === undefined ? undefined : oftenerThanUsual(`${party} with ${habit}`);
}

/** Returns e.g. `raises: seller – 43% of past results were positive, smoothed (usual 2.1%)`. */
export function reasonText(reason: Reason): string {
  const direction = reason.contribution >= 0 ? 'raises' : 'lowers';
  return `${direction}: ${reason.subject.replace(/^code: .*$/, 'declared code')} – ${factOf(reason)}`;
}

function factOf(reason: Reason): string {
  const { feature, description, value, peerValue, unit } = reason;
  const reading = feature.slice(feature.lastIndexOf('.') + 1);
  if (feature.startsWith('code.')) return codeFact(reason);
  if (value === undefined) return missingText(feature, plainDescription(description));
  if (typeof value === 'string') return `${plainDescription(description)}: ${value}`;
  const usual = typeof peerValue === 'number' ? peerValue : undefined;
  const known = features[feature] ?? habitOf(feature) ?? readings[reading];
  if (known !== undefined) return known(value, usual);
  if (unit === 'share' && description.startsWith('Share of ')) return shareFact(description, value, usual);
  const say = (one: number): string => (unit === 'share' ? share(one) : `${number(one)} ${unit}`);
  return withUsual((one) => `${plainDescription(description)} ${say(one)}`, say)(value, usual);
}

/** `Share of the importer's goods that is of this HS chapter` becomes `3% of the importer's goods: those of this HS chapter`. */
function shareFact(description: string, value: number, usual: number | undefined): string {
  const [what = '', side] = description
    .slice('Share of '.length)
    .split(':')[0]!
    .split(/ that (?:is |are )?/);
  const say = (one: number): string => `${share(one)} of ${what}${side === undefined ? '' : ` ${verbOf(side)}`}`;
  return withUsual(say, share)(value, usual);
}

function verbOf(side: string): string {
  return /^(came|this .* declared)/.test(side)
    ? side.replace(/^this (.*) declared$/, 'were declared by this $1')
    : `are ${side}`;
}

/** Codes are shown as themselves; a code that training did not see has no place in the dictionary. */
function codeFact({ description, value, peerValue }: Reason): string {
  const field = description.replace(/^Place of the (.*) in the dictionary.*$/, '$1');
  if (value === undefined) return `${field} not declared, or unknown to the model`;
  const shown = typeof value === 'string' ? value : 'unknown to the model';
  return `${field} ${shown}${typeof peerValue === 'string' && peerValue !== value ? ` (usual ${peerValue})` : ''}`;
}

function timesText(times: number): string {
  return times === 1 ? 'once' : times === 2 ? 'twice' : `${number(times)} times`;
}

/** What a feature is, as part of a sentence. */
function plainDescription(text: string): string {
  const plain = text.replace(/^Natural logarithm of (?:the )?/, '').trim();
  return /^[A-Z][a-z]/.test(plain) ? plain[0]!.toLowerCase() + plain.slice(1) : plain;
}
