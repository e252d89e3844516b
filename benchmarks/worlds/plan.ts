/** What the worlds benchmark runs. */

/** One simulated world and what is measured in it. */
export interface WorldPlan {
  readonly scenario: string;
  readonly seed: number;
  readonly rows: number;
  /** Whether XGBoost is trained beside the recipe. */
  readonly hasRivals: boolean;
  /** Whether the recipe of issue 1 is run too. */
  readonly hasEarlierRecipe: boolean;
}

/** A scenario and the least share of the oracle's recall in the top 5% that is wanted; undefined where none is. */
export interface ScenarioGoal {
  readonly scenario: string;
  readonly recallShare?: number;
  /** The share that was wanted before a decision replaced it. */
  readonly recallShareWas?: number;
}

/** Scenarios in the order of the result. */
export const scenarios: readonly ScenarioGoal[] = [
  // 0.97 of what the same learner reaches where every training row bears its true label (docs/adr/0010).
  { scenario: 'steady', recallShare: 0.9, recallShareWas: 0.97 },
  // The same there, carried to these seeds so that it is no easier than what was reached (docs/adr/0020).
  { scenario: 'front-companies', recallShare: 0.9, recallShareWas: 0.93 },
  { scenario: 'route-switching', recallShare: 0.88, recallShareWas: 0.93 },
  { scenario: 'label-famine', recallShare: 0.8 },
  { scenario: 'new-market' },
  { scenario: 'seasonal-surge' },
  { scenario: 'blind-agency' },
  { scenario: 'adversary' },
  { scenario: 'planted-campaign' },
];

/** Seeds that nothing was chosen on. */
export const seeds: readonly number[] = [101, 102, 103];

/** Rows of worlds of scenarios with a goal, and of the others and of the comparison with issue 1's recipe. */
export const largeRows = 200_000;
export const smallRows = 50_000;

/** Rows of the worlds that are only simulated, for time and memory. */
export const timedRows: readonly [number, number] = [1_000_000, 4_000_000];

/** Minutes after which no further world is begun; the result says which were left out. */
export const budgetMinutes = 36;

/** Scenario whose small world has too few labels to train on: its large one is compared with issue 1's recipe. */
const comparedWhenLarge = 'label-famine';

/** All worlds: those with goals first, seed by seed, for a busy machine may leave the last ones out. */
export function worldPlans(): WorldPlan[] {
  const large = seeds.flatMap((seed) =>
    scenarios
      .filter(({ recallShare }) => recallShare !== undefined)
      .map(({ scenario }) => ({
        scenario,
        seed,
        rows: largeRows,
        hasRivals: true,
        hasEarlierRecipe: scenario === comparedWhenLarge && seed === seeds[0],
      })),
  );
  const small = scenarios
    .filter(({ scenario }) => scenario !== comparedWhenLarge)
    .map(({ scenario, recallShare }) => ({
      scenario,
      seed: seeds[0]!,
      rows: smallRows,
      hasRivals: recallShare === undefined,
      hasEarlierRecipe: true,
    }));
  return [...large, ...small];
}
