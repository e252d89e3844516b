import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { featureNames } from '../../src/features/feature-definitions.ts';
import { memberFeatures, parseRecipe } from '../../src/learners/recipe.ts';

const text = readFileSync('data/recipes/default.yaml', 'utf8');

describe('parseRecipe', () => {
  it('reads the default recipe, whose members all find their features', () => {
    const recipe = parseRecipe('default.yaml', text);
    expect(memberFeatures(recipe, recipe.members[0]!, featureNames)).toHaveLength(
      featureNames.filter((name) => !name.startsWith('habit.')).length,
    );
    for (const member of recipe.members) expect(memberFeatures(recipe, member, featureNames).length).toBeGreaterThan(3);
  });

  it('lists every problem at once', () => {
    const broken = text
      .replace('tailShare: 0.2', 'tailShare: 2')
      .replace('patience: 30', 'patience: none')
      .replace('maximumBins', 'bins');
    expect(() => parseRecipe('broken.yaml', broken)).toThrow(/tailShare[\s\S]*|patience[\s\S]*/);
    try {
      parseRecipe('broken.yaml', broken);
    } catch (error) {
      const message = (error as Error).message;
      for (const problem of ['tailShare', 'patience', 'maximumBins', 'bins']) expect(message).toContain(problem);
    }
  });

  it('refuses text that is not YAML', () => expect(() => parseRecipe('x', '{')).toThrow(/x is not valid/));

  it('refuses a member that names a feature there is not', () => {
    const recipe = parseRecipe('default.yaml', text);
    const member = { ...recipe.members[0]!, include: ['importer.shoeSize'] };
    expect(() => memberFeatures(recipe, member, featureNames)).toThrow(/importer.shoeSize/);
  });
});
