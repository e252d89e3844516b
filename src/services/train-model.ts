/** Trains a model on files or on a store and keeps it as an artefact. */
import { createHash } from 'node:crypto';
import { brierScore } from '../evaluation/brier-score.ts';
import { evaluateScores } from '../evaluation/evaluate-scores.ts';
import { type CategoryDictionaries, CategoryInterner } from '../features/category-codes.ts';
import { createItemEncoder } from '../features/encode-item.ts';
import { RightsRegister } from '../features/rights-register.ts';
import { artefactFormatVersion } from '../models/artefact-format.ts';
import { calibrate } from '../models/calibrator.ts';
import type { Manifest } from '../models/manifest.ts';
import { featureHash, type ModelArtefact } from '../models/model-artefact.ts';
import { createRng } from '../util/rng.ts';
import { version as codeVersion } from '../version.ts';
import type { CollectedItems } from './collect-items.ts';
import type { IdentityKey } from './key-ports.ts';
import { loadRecipe } from './load-recipe.ts';
import { computedFeatures, type LoadedModel, refuseExistingVersion, saveModel } from './model-store.ts';
import type { Ports } from './ports.ts';
import { publishedKey } from './published-key.ts';
import type { FileReport } from './read-records.ts';
import { readTrainingData, type TrainingSource } from './read-training-data.ts';
import { sourceNumbers } from './source-numbers.ts';
import { type TrainedWindow, trainWindow } from './train-window.ts';

/** What is trained, and on what. */
export interface TrainModelInput extends TrainingSource {
  readonly recipe: string;
  readonly seed: number;
  readonly name: string;
  readonly version: string;
  /** Longest age of results in training; undefined takes the recipe's. */
  readonly stalenessDays?: number | undefined;
  /** Hashes identities under the published key; for simulated data only. */
  readonly usesPublishedKey?: boolean;
  /** Sentences that the card begins with. */
  readonly notes?: readonly string[];
}

/** What came of a training. */
export interface TrainModelReport {
  readonly folder: string;
  readonly manifest: Manifest;
  readonly files: readonly FileReport[];
  readonly results: CollectedItems['books'];
  /** Goods items at another stage than the model's, left out. */
  readonly otherStage: number;
}

/**
 * Trains on the files, or on what a store holds, and saves the model.
 * @throws `not-enough-data`, `refused` for a version that exists, and all that reading throws.
 */
export async function trainModel(ports: Ports, input: TrainModelInput): Promise<TrainModelReport> {
  await refuseExistingVersion(ports, input.name, input.version);
  const { recipe, sha256: recipeSha256 } = await loadRecipe(ports, input.recipe);
  const key = input.usesPublishedKey === true ? publishedKey : await ports.keys.identityKey();
  const interner = new CategoryInterner();
  const rights = new RightsRegister(key.words);
  const encode = createItemEncoder(key.words, interner, sourceNumbers(), rights);
  const data = await readTrainingData(ports, input, { encode, rights, recipe });
  const { items, reports } = data;
  const dictionaries = interner.dictionaries();
  const stalenessDays = input.stalenessDays ?? recipe.stalenessDays;
  const window = trainWindow({
    items,
    interner,
    dictionaries,
    recipe,
    stalenessDays,
    seed: input.seed,
    seconds: ports.process.seconds,
  });
  // Everything that became known goes into the artefact, results that came in after the last row too.
  window.replay.advanceTo(Number.POSITIVE_INFINITY);
  const artefact = artefactOf(input, window, { dictionaries, key, rights });
  const { history } = window.replay;
  const manifest: Manifest = {
    name: input.name,
    version: input.version,
    formatVersion: artefactFormatVersion,
    createdAt: new Date(ports.clock.nowMs()).toISOString().slice(0, 10),
    codeVersion,
    recipe: { name: recipe.name, version: recipe.version, sha256: recipeSha256 },
    seed: input.seed,
    stage: 'declaration',
    label: {
      name: data.labelName ?? 'infringement',
      state: recipe.labelState,
    },
    profiles: [...data.profiles],
    trainingWindow: windowOf(items),
    rows: {
      read: items.table.rowCount,
      labelled: window.labelledRows.length,
      positive: window.labelledRows.reduce((sum, row) => sum + window.labels[row]!, 0),
    },
    stalenessDays,
    dataSha256: hashOf(items),
    features: { count: computedFeatures.length, sha256: featureHash(computedFeatures) },
    members: window.trained.members.map((member) => ({ ...member })),
    calibration: window.trained.calibrator.kind,
    history: { entities: history.cells.entityCount, cells: history.cells.cellCount, asOf: windowOf(items).to },
    keyId: key.id,
    figures: tailFigures(window, input.seed),
    handling: {
      ownerAgency: data.agencies.join('+'),
      tlp: data.tlp,
      purposes: [],
    },
    notes: [...(input.notes ?? [])],
  };
  const model: LoadedModel = { artefact, manifest, history };
  const folder = await saveModel(ports, model);
  return { folder, manifest, files: reports, results: items.books, otherStage: items.otherStage };
}

function artefactOf(
  input: TrainModelInput,
  window: TrainedWindow,
  of: { readonly dictionaries: CategoryDictionaries; readonly key: IdentityKey; readonly rights: RightsRegister },
): ModelArtefact {
  return {
    name: input.name,
    version: input.version,
    model: window.trained.model,
    calibrator: window.trained.calibrator,
    features: computedFeatures,
    peerValues: window.peerValues,
    dictionaries: of.dictionaries,
    keyId: of.key.id,
    rights: of.rights.rights.map((right) => ({
      ...right,
      territories: [...right.territories],
      hsPrefixes: [...right.hsPrefixes],
      authorised: [...right.authorised],
    })),
  };
}

/** Figures on the last rows of the window, by the members as they stood before they saw the tail. */
function tailFigures(window: TrainedWindow, seed: number): Manifest['figures'] {
  const { rows, margins } = window.trained.tail;
  const labels = Uint8Array.from(rows, (row) => window.labels[row]!);
  const shares = [0.01, 0.05, 0.1];
  const figures = evaluateScores({ scores: margins, labels, shares, rng: createRng(seed).fork('card') });
  const probabilities = margins.map((margin) => calibrate(window.trained.calibrator, margin));
  return {
    protocol:
      'Judged on the last part of the training window by members fitted before it; the shipped members were then fitted again on the whole window. The calibration was fitted on these very rows, so the Brier score is flattering; the order of rows is not affected.',
    rows: figures.rows,
    positives: figures.positives,
    baseRate: finite(figures.baseRate),
    auc: finite(figures.auc),
    prAuc: finite(figures.prAuc),
    brier: finite(brierScore(probabilities, labels)),
    at: figures.at.map((at) => ({
      share: at.share,
      selected: at.selected,
      precision: finite(at.precision),
      recall: finite(at.recall),
      lift: finite(at.lift),
      interval: [finite(at.interval[0]), finite(at.interval[1])],
    })),
    floors: [],
  };
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

function windowOf(items: CollectedItems): { from: string; to: string } {
  const { scoreTick, rowCount } = items.table;
  const ticks = scoreTick.subarray(0, rowCount);
  const text = (tick: number): string => new Date(tick * 3_600_000).toISOString().slice(0, 10);
  return { from: text(ticks.reduce((a, b) => Math.min(a, b))), to: text(ticks.reduce((a, b) => Math.max(a, b))) };
}

function hashOf(items: CollectedItems): string {
  const hash = createHash('sha256');
  items.ids.forEach((id, row) => {
    const result = items.results[row];
    hash.update(`${id}|${items.table.scoreTick[row]}|${result === undefined ? '' : Number(result.isPositive)}\n`);
  });
  return hash.digest('hex');
}
