import { describe, expect, it } from 'vitest';
import { featureDefinitions } from '../../src/features/feature-definitions.ts';
import type { Reason } from '../../src/services/describe-reasons.ts';
import { reasonText } from '../../src/services/reason-text.ts';

const reasonOf = (feature: string, changes: Partial<Reason>): Reason => {
  const { description, unit } = featureDefinitions.find(({ name }) => name === feature)!;
  return {
    subject: 'seller',
    contribution: 1,
    feature,
    description,
    unit,
    value: undefined,
    peerValue: undefined,
    asOf: '',
    ...changes,
  };
};

describe('reasonText', () => {
  it.each<[string, Partial<Reason>, string]>([
    ['seller.daysSinceFirst', { value: 1, peerValue: 120 }, 'raises: seller – first seen 1 day ago (usual 120 days)'],
    ['seller.daysSinceLast', { value: 0, peerValue: 1 }, 'raises: seller – last seen today (usual 1 day)'],
    ['seller.daysSinceLast', {}, 'raises: seller – no earlier sighting known'],
    ['seller.seen', { value: 1, peerValue: 1200, contribution: -1 }, 'lowers: seller – seen once before (usual 1,200)'],
    ['seller.seen', {}, 'raises: seller – no identifier of the seller declared'],
    ['seller.positive', { value: 1 }, 'raises: seller – 1 positive result known'],
    [
      'seller.rate',
      { value: 0.43, peerValue: 0.021 },
      'raises: seller – 43% of past results were positive, smoothed (usual 2.1%)',
    ],
    [
      'price.gapToOriginHs6',
      { value: Math.log2(0.344), peerValue: 0, subject: 'price and mass' },
      'raises: price and mass – priced at 0.34 of the usual for this subheading and origin',
    ],
    ['price.gapToHs6', { value: 1, peerValue: 0 }, 'raises: seller – priced at 2 times the usual for this subheading'],
    ['price.gapToHs6', { value: 0, peerValue: 0 }, 'raises: seller – priced at about the usual for this subheading'],
    ['price.placeInHs6', { value: 0.03 }, 'raises: seller – cheaper than 97% of this subheading so far'],
    [
      'price.logValuePerPiece',
      { value: Math.log(0.0266), peerValue: Math.log(8.52) },
      'raises: seller – value USD 0.0266 per piece (usual USD 8.52 per piece)',
    ],
    [
      'seller.excess',
      { value: 7.9, subject: 'seller' },
      'raises: seller – positive results more often than with others, by 7.9 spreads of chance',
    ],
    [
      'history.mostExcess',
      { value: 2, subject: 'parties together' },
      'raises: parties together – positive results with the party that stands out most more often than with others, by 2 spreads of chance',
    ],
    [
      'habit.sellerVague',
      { value: 3.24, subject: 'way of describing goods' },
      'raises: way of describing goods – seller with vague descriptions more often than with others, by 3.24 spreads of chance',
    ],
    [
      'habit.addressMisspelt',
      { value: 0, subject: 'way of describing goods' },
      'raises: way of describing goods – address with misspelt or transliterated brands as often as with others',
    ],
    ['route.transitCount', { value: 1, peerValue: 0 }, 'raises: seller – 1 country of transit declared'],
    [
      'code.hs2',
      { subject: 'code: hs2', value: '48', peerValue: '61' },
      'raises: declared code – HS chapter 48 (usual 61)',
    ],
    ['code.hs2', { subject: 'code: hs2', value: 7 }, 'raises: declared code – HS chapter unknown to the model'],
  ])('says %s of %j as “%s”', (feature, changes, text) => {
    expect(reasonText(reasonOf(feature, changes))).toBe(text);
  });

  it('finds words for every feature, whatever its value', () => {
    for (const { name } of featureDefinitions) {
      for (const value of [undefined, 0, 1, 0.344, 12]) {
        const text = reasonText(reasonOf(name, { value, peerValue: 1 }));
        expect(text).not.toMatch(/undefined|NaN|Natural logarithm|\b1 (days|results|times)\b/);
      }
    }
  });
});
