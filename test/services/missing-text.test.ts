import { describe, expect, it } from 'vitest';
import { featureDefinitions } from '../../src/features/feature-definitions.ts';
import { missingText } from '../../src/services/missing-text.ts';

describe('missingText', () => {
  it.each([
    ['goodsLine.seen', 'HS code, price or mass not declared, so equal goods cannot be looked for'],
    ['importer.daysSinceLast', 'no earlier sighting known'],
    ['price.logMassKg', 'no mass declared'],
    ['fit.descriptionHs4Share', 'cannot be compared with earlier goods of this description'],
    ['habit.addressVague', 'no earlier descriptions of goods of the delivery address known'],
    ['made.up', 'not known: what it is'],
  ])('says of %s: %s', (feature, text) => {
    expect(missingText(feature, 'what it is')).toBe(text);
  });

  it('has words of its own for every feature that can miss, without those of statistics', () => {
    const missable = featureDefinitions.filter(
      ({ name, missingMeans }) => !name.startsWith('code.') && !missingMeans.startsWith('never missing'),
    );
    expect(missable.length).toBeGreaterThan(100);
    for (const { name } of missable) {
      expect([name, missingText(name, '')]).not.toEqual([name, expect.stringMatching(/not known:|spread|tick|entity/)]);
    }
  });
});
