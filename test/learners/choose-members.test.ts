import { describe, expect, it } from 'vitest';
import { type ChooseMembersInput, chooseMembers } from '../../src/learners/choose-members.ts';
import type { BoostingOptions } from '../../src/learners/fit-boosted-trees.ts';
import { parseRecipe, type Recipe } from '../../src/learners/recipe.ts';
import { trainRecipe } from '../../src/learners/train-recipe.ts';
import { createRng } from '../../src/util/rng.ts';

const boosting = {
  treeCount: 40,
  depth: 1,
  learningRate: 0.2,
  rowShare: 1,
  columnShare: 1,
  penalty: 1,
  minimumCurvature: 1,
  minimumGain: 0,
};

/** A recipe of one member on all columns, changed where a test cares. */
function makeRecipe(changes: Partial<Recipe> = {}, variants: Recipe['members'][number]['variants'] = []): Recipe {
  const base = parseRecipe(
    'test',
    JSON.stringify({
      name: 'test',
      version: 1,
      description: 'For tests',
      labelState: 'confirmed',
      maximumBins: 63,
      warmUpShare: 0,
      tailShare: 0.4,
      patience: 40,
      stalenessDays: 0,
      members: [{ name: 'all', include: ['*'], boosting, variants }],
    }),
  );
  return { ...base, ...changes };
}

const rowCount = 1500;
const all = Uint32Array.from({ length: rowCount }, (_, row) => row);

/** Labels by what two columns say together, which single splits cannot tell; of the first `turned` rows they say the opposite. */
function makeProblem(turned = 0) {
  const rng = createRng(5);
  const columns = ['a', 'b', 'c'].map(() => Float32Array.from(all, () => rng.nextNormal()));
  const labels = Uint8Array.from(all, (row) => {
    const chance = columns[0]![row]! > 0 ? (columns[1]![row]! > 0 ? 0.95 : 0.05) : 0.35;
    return Number(rng.next() < (row < turned ? 1 - chance : chance));
  });
  return { matrix: { rowCount, columnNames: ['a', 'b', 'c'], columns }, labels };
}

function choose(recipe: Recipe, changes: Partial<ChooseMembersInput> = {}) {
  return chooseMembers({
    recipe,
    ...makeProblem(),
    fit: all.subarray(0, 900),
    choose: all.subarray(900),
    windowRows: rowCount,
    days: Int32Array.from(all, (row) => Math.floor(row / 3)),
    selectionWeights: undefined,
    rng: createRng(1),
    ...changes,
  });
}

describe('chooseMembers', () => {
  // Shrunk so far that all its trees are kept, and the variant is affordable.
  const timid = { ...boosting, depth: 2, treeCount: 20, learningRate: 0.02 };
  const variants = [{ depth: 3, learningRate: 0.2 }];
  const timidRecipe = (changes: Partial<BoostingOptions> = {}): Recipe => {
    const recipe = makeRecipe({}, variants);
    return { ...recipe, members: [{ ...recipe.members[0]!, boosting: { ...timid, ...changes } }] };
  };

  it('chooses the variant that is better on the later rows, and says what it tried', () => {
    const { members, tried, weighting } = choose(timidRecipe());
    expect(members).toHaveLength(1);
    expect(members[0]!.boosting).toMatchObject({ depth: 3, learningRate: 0.2, penalty: timid.penalty });
    expect(tried.map(({ member, setting, isChosen }) => [member, setting, isChosen])).toEqual([
      ['all', expect.stringMatching(/^depth 2, rate 0.02, at most 20 trees/), false],
      ['all', expect.stringMatching(/^depth 3, rate 0.2, at most 20 trees/), true],
    ]);
    expect(tried[1]!.loss).toBeLessThan(tried[0]!.loss! - 0.03);
    expect(members[0]!.loss).toBe(tried[1]!.loss);
    expect(members[0]!.treeCount).toBeLessThanOrEqual(20);
    expect(members[0]!.margins).toHaveLength(rowCount);
    expect(weighting).toEqual({ halfLifeDays: 0, selection: 'none' });
  });

  it('keeps the first setting where another is no better', () => {
    const base = makeRecipe({}, [{ depth: 1, learningRate: 0.2 }]);
    const deep = { ...base.members[0]!, boosting: { ...boosting, depth: 3 } };
    const { members, tried } = choose({ ...base, members: [deep] });
    expect(members[0]!.boosting.depth).toBe(3);
    expect(tried.map(({ isChosen }) => isChosen)).toEqual([true, false]);
  });

  it('tries nothing where the recipe leaves nothing to choose', () => {
    const { tried, members } = choose(makeRecipe());
    expect(tried).toEqual([]);
    expect(members[0]!.boosting).toEqual(boosting);
  });

  it('chooses by the later rows, not by those that it fits on', () => {
    // The first rows mean the opposite, so that whoever learns them is worse later, and few trees are best.
    const { members } = choose(timidRecipe({ learningRate: 0.2 }), makeProblem(900));
    expect(members[0]!.treeCount).toBeLessThanOrEqual(3);
    expect(members[0]!.loss).toBeGreaterThan(0.65);
    const learnt = choose(timidRecipe()).members[0]!;
    expect(learnt.treeCount).toBeGreaterThan(5);
    expect(learnt.loss).toBeLessThan(0.55);
  });

  it('lets old rows fade where the newer ones have another meaning', () => {
    const recipe = makeRecipe({ decayHalfLifeDays: [0, 60] }, []);
    const deep = {
      ...recipe,
      members: [{ ...recipe.members[0]!, boosting: { ...boosting, depth: 3, treeCount: 15 } }],
    };
    const { tried, weighting } = choose(deep, makeProblem(300));
    expect(weighting.halfLifeDays).toBe(60);
    expect(tried.map(({ setting, isChosen }) => [setting, isChosen])).toEqual([
      ['rows never fade', false],
      ['rows fade by half in 60 days', true],
    ]);
    const steady = choose(deep, makeProblem(0));
    expect(steady.weighting.halfLifeDays).toBe(0);
    expect(steady.tried.map(({ isChosen }) => isChosen)).toEqual([true, false]);
  });

  it('is the same for the same seed, and may be another for another', () => {
    const recipe = timidRecipe({ rowShare: 0.7, columnShare: 0.7 });
    expect(choose(recipe)).toEqual(choose(recipe));
    expect(choose(recipe, { rng: createRng(2) }).members[0]!.margins).not.toEqual(choose(recipe).members[0]!.margins);
  });

  it('has each member try its own settings on its own columns', () => {
    const recipe = makeRecipe({}, variants);
    const second = { ...recipe.members[0]!, name: 'a-alone', include: ['a'], variants: [] };
    const { members, tried } = choose({ ...recipe, members: [recipe.members[0]!, second] });
    expect(members.map(({ featureCount }) => featureCount)).toEqual([3, 1]);
    expect(tried.map(({ member }) => member)).toEqual(['all', 'all']);
  });
});

describe('the budget of trainRecipe', () => {
  const train = (recipe: Recipe) => {
    const { matrix, labels } = makeProblem();
    const days = Int32Array.from(all, (row) => Math.floor(row / 3));
    return trainRecipe({ recipe, matrix, labels, rows: all, days, rng: createRng(1) });
  };
  // All trees are kept, so that the work of a fit is what it was taken to be.
  const slow = { ...boosting, depth: 3, treeCount: 20, learningRate: 0.05 };

  it('allows three trainings with four variants and three half-lives, and says what it left untried', () => {
    const variants = [1, 2, 3, 4].map((place) => ({ penalty: 1 + place / 10 }));
    const base = makeRecipe({ decayHalfLifeDays: [0, 100, 400] }, variants);
    const { choice, members } = train({ ...base, members: [{ ...base.members[0]!, boosting: slow }] });
    expect(members[0]!.treeCount).toBe(20);
    expect(choice.trainings).toBeLessThanOrEqual(3);
    expect(choice.trainings).toBeGreaterThan(2);
    expect(choice.tried).toHaveLength(8);
    const untried = choice.tried.filter(({ loss }) => loss === undefined);
    expect(untried.length).toBeGreaterThan(0);
    expect(untried.every(({ isChosen }) => !isChosen)).toBe(true);
    expect(choice.tried.slice(0, 2).every(({ loss }) => loss !== undefined)).toBe(true);
    for (const list of [choice.tried.slice(0, 5), choice.tried.slice(5)])
      expect(list.filter(({ isChosen }) => isChosen)).toHaveLength(1);
  });

  it('is one fit before the tail and one on the whole window where nothing is to choose', () => {
    const base = makeRecipe();
    const { choice } = train({ ...base, members: [{ ...base.members[0]!, boosting: slow }] });
    expect(choice).toMatchObject({ tried: [], halfLifeDays: 0 });
    expect(choice.trainings).toBeGreaterThan(1.5);
    expect(choice.trainings).toBeLessThan(2.1);
  });
});
