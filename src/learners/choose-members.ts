/** Chooses settings, row weights and numbers of trees on the time-ordered tail of a training window. */
import type { FeatureMatrix } from '../models/feature-matrix.ts';
import type { Rng } from '../util/rng.ts';
import { type BinnedMatrix, binMatrix } from './bin-matrix.ts';
import { type BoostingOptions, type FittedTrees, fitBoostedTrees } from './fit-boosted-trees.ts';
import { memberFeatures, type Recipe, type RecipeMember } from './recipe.ts';
import { rowWeights, type Weighting } from './row-weights.ts';

/** What a choice works on. */
export interface ChooseMembersInput {
  readonly recipe: Recipe;
  readonly matrix: FeatureMatrix;
  readonly labels: Uint8Array;
  /** Rows to fit on, and the later rows that decide. */
  readonly fit: Uint32Array;
  readonly choose: Uint32Array;
  /** Rows of the whole window, on which the members are fitted in the end. */
  readonly windowRows: number;
  /** Day of each row of the matrix. */
  readonly days: Int32Array;
  /** What a labelled row counts for because of how it was selected, by row of the matrix; undefined where nothing is known of it. */
  readonly selectionWeights: Float64Array | undefined;
  readonly rng: Rng;
}

/** One setting that was tried. */
export interface TriedSetting {
  readonly member: string;
  /** The setting in words, e.g. `depth 5`. */
  readonly setting: string;
  /** Mean logistic loss on the rows that decide; undefined where the budget was spent. */
  readonly loss: number | undefined;
  readonly isChosen: boolean;
}

/** What was chosen. */
export interface ChosenMembers {
  readonly members: readonly {
    readonly member: RecipeMember;
    readonly boosting: BoostingOptions;
    readonly treeCount: number;
    readonly featureCount: number;
    readonly loss: number;
    /** Margins of all rows of the matrix under the trees fitted before the tail. */
    readonly margins: Float64Array;
  }[];
  readonly weighting: Weighting;
  readonly tried: readonly TriedSetting[];
  /** Work of all fits, in the unit of {@link workOf}. */
  readonly work: number;
  /** Work of fitting every member once on the whole window, with its first settings. */
  readonly onceWork: number;
}

/** Most work of a whole training, as a multiple of the work of fitting every member once on the whole window. */
const budget = 3;
/** A later setting must be this much better, as a share of the loss, for the first is the one that is known to do well elsewhere. */
const leastImprovement = 0.002;

/** Work of growing trees: rows × columns × trees × depth. */
export function workOf(rows: number, columns: number, trees: number, boosting: BoostingOptions): number {
  return rows * boosting.rowShare * columns * boosting.columnShare * trees * boosting.depth;
}

interface Fit extends FittedTrees {
  readonly boosting: BoostingOptions;
}

/**
 * Fits every member on the earlier rows and lets the later ones decide: first between the settings of each member, then, by the first member
 * alone, whether old rows fade and whether rows count by the inverse of their chance of having been examined. What the budget does not allow is left
 * untried and said so.
 */
export function chooseMembers(input: ChooseMembersInput): ChosenMembers {
  const { recipe } = input;
  const tried: TriedSetting[] = [];
  const ledger = new Ledger(input.fit.length / input.windowRows);
  const first: Weighting = { halfLifeDays: recipe.decayHalfLifeDays[0]!, selection: recipe.selectionWeights };
  const chosen = recipe.members.map((member) => new MemberChoice(input, member, ledger));
  for (const choice of chosen) choice.tryFirst(first);
  for (const choice of chosen) choice.tryVariants(first, tried);
  const weighting = chooseWeighting(input, chosen[0]!, first, tried);
  return {
    members: chosen.map((choice) => ({
      member: choice.member,
      boosting: choice.best.boosting,
      treeCount: choice.best.treeCount,
      featureCount: choice.featureCount,
      loss: choice.best.validationLoss,
      margins: choice.best.margins,
    })),
    weighting,
    tried,
    work: ledger.spent,
    onceWork: ledger.once,
  };
}

/** Keeps what was spent beside what fitting every member once on the whole window costs. */
class Ledger {
  spent = 0;
  private readonly fitShare: number;
  /** By member, work of growing its first settings on the whole window, the trees that early stopping throws away among them. */
  private readonly firsts = new Map<string, number>();

  /** @param fitShare share of the window's rows that the choice fits on. */
  constructor(fitShare: number) {
    this.fitShare = fitShare;
  }

  enterFirst(member: string, work: number): void {
    this.spent += work;
    this.firsts.set(member, work / this.fitShare);
  }

  enter(work: number): void {
    this.spent += work;
  }

  /** Most work that a further setting of a member may take, so that with all members fitted at the end, it among them, the budget holds. */
  room(member: string): number {
    const left = (budget - 1) * this.once - this.spent;
    const own = this.firsts.get(member) ?? 0;
    // Up to its first settings' work the end is paid for; beyond, it costs once more there.
    return left <= this.fitShare * own ? left : Math.max(this.fitShare * own, (left + own) / (1 + 1 / this.fitShare));
  }

  get once(): number {
    return [...this.firsts.values()].reduce((sum, one) => sum + one, 0);
  }
}

/** Trees below which a trial says nothing. */
const leastTrees = 10;

class MemberChoice {
  readonly member: RecipeMember;
  best!: Fit;
  private readonly input: ChooseMembersInput;
  private readonly ledger: Ledger;
  private readonly binned: BinnedMatrix;

  constructor(input: ChooseMembersInput, member: RecipeMember, ledger: Ledger) {
    this.input = input;
    this.member = member;
    this.ledger = ledger;
    const { matrix, recipe } = input;
    const featureIndexes = memberFeatures(recipe, member, matrix.columnNames);
    this.binned = binMatrix(matrix, { featureIndexes, rows: input.fit, maximumBins: recipe.maximumBins });
  }

  get featureCount(): number {
    return this.binned.featureIndexes.length;
  }

  tryFirst(weighting: Weighting): void {
    this.best = this.fit(this.member.boosting, weighting);
    this.ledger.enterFirst(this.member.name, this.workOf(this.best));
  }

  tryVariants(weighting: Weighting, tried: TriedSetting[]): void {
    const { variants, boosting, name } = this.member;
    if (variants.length === 0) return;
    const trials: { setting: string; fit: Fit | undefined }[] = [{ setting: wordsOf(boosting), fit: this.best }];
    for (const variant of variants) {
      const settings = { ...boosting, ...definedOf(variant) };
      const fit = this.tryFit(settings, weighting);
      trials.push({ setting: wordsOf(settings), fit });
      if (fit !== undefined && isBetter(fit, this.best)) this.best = fit;
    }
    for (const { setting, fit } of trials) {
      tried.push({ member: name, setting, loss: fit?.validationLoss, isChosen: fit === this.best });
    }
  }

  /** Fits as many trees as the budget allows; none where those would be too few to tell. */
  tryFit(boosting: BoostingOptions, weighting: Weighting): Fit | undefined {
    const tree = workOf(this.input.fit.length, this.featureCount, 1, boosting);
    const treeCount = Math.min(boosting.treeCount, Math.floor(this.ledger.room(this.member.name) / tree));
    if (treeCount < Math.min(leastTrees, boosting.treeCount)) return undefined;
    const fit = this.fit({ ...boosting, treeCount }, weighting);
    this.ledger.enter(this.workOf(fit));
    return fit;
  }

  private workOf(fit: Fit): number {
    return workOf(this.input.fit.length, this.featureCount, fit.grownCount, fit.boosting);
  }

  private fit(boosting: BoostingOptions, weighting: Weighting): Fit {
    const { input } = this;
    const fitted = fitBoostedTrees({
      binned: this.binned,
      labels: input.labels,
      trainRows: input.fit,
      validationRows: input.choose,
      weights: rowWeights(weighting, { rows: input.fit, days: input.days, selectionWeights: input.selectionWeights }),
      validationWeights: weighting.selection === 'propensity' ? input.selectionWeights : undefined,
      patience: input.recipe.patience,
      options: boosting,
      rng: input.rng.fork(`choose ${this.member.name}`),
    });
    return { ...fitted, boosting };
  }
}

function chooseWeighting(
  input: ChooseMembersInput,
  main: MemberChoice,
  first: Weighting,
  tried: TriedSetting[],
): Weighting {
  const { recipe } = input;
  let weighting = first;
  const candidates: Weighting[] = recipe.decayHalfLifeDays.slice(1).map((halfLifeDays) => ({ ...first, halfLifeDays }));
  if (candidates.length > 0) {
    const before = tried.length;
    tried.push({
      member: main.member.name,
      setting: wordsOfWeighting(first),
      loss: main.best.validationLoss,
      isChosen: true,
    });
    for (const candidate of candidates) {
      const fit = main.tryFit(main.best.boosting, candidate);
      const isChosen = fit !== undefined && isBetter(fit, main.best);
      if (isChosen && fit !== undefined) {
        main.best = fit;
        weighting = candidate;
        for (let at = before; at < tried.length; at++) tried[at] = { ...tried[at]!, isChosen: false };
      }
      tried.push({
        member: main.member.name,
        setting: wordsOfWeighting(candidate),
        loss: fit?.validationLoss,
        isChosen,
      });
    }
  }
  return weighting;
}

function isBetter(fit: Fit, than: Fit): boolean {
  return fit.validationLoss < than.validationLoss * (1 - leastImprovement);
}

function wordsOf(boosting: BoostingOptions): string {
  return [
    `depth ${boosting.depth}`,
    `rate ${boosting.learningRate}`,
    `at most ${boosting.treeCount} trees`,
    `rows ${boosting.rowShare}`,
    `columns ${boosting.columnShare}`,
    `penalty ${boosting.penalty}`,
    `least curvature ${boosting.minimumCurvature}`,
    `least gain ${boosting.minimumGain}`,
  ].join(', ');
}

function wordsOfWeighting({ halfLifeDays, selection }: Weighting): string {
  const decay = halfLifeDays === 0 ? 'rows never fade' : `rows fade by half in ${halfLifeDays} days`;
  return selection === 'none' ? decay : `${decay}, weighed by the inverse chance of selection`;
}

function definedOf<T extends object>(settings: T): { [Key in keyof T]: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined)) as never;
}
