/** Makes the scores of a store's consignments, each item as of its own tick. */
import { scoreTickHour } from '../domain/moment.ts';
import { AppError } from '../errors.ts';
import { type CategoryDictionaries, CategoryInterner } from '../features/category-codes.ts';
import { rowsByTick } from '../features/compute-features.ts';
import { createItemEncoder, type ItemEncoder } from '../features/encode-item.ts';
import { FeatureBlock } from '../features/feature-columns.ts';
import { FeatureReader } from '../features/feature-reader.ts';
import { ItemTable } from '../features/item-table.ts';
import { RightsRegister } from '../features/rights-register.ts';
import { predictMargins } from '../models/blended-model.ts';
import { calibrate } from '../models/calibrator.ts';
import type { HistoryPort, HistoryScope } from './history-ports.ts';
import { HotHistory } from './hot-history.ts';
import type { IdentityKey } from './key-ports.ts';
import { type LoadedModel, loadModel } from './model-store.ts';
import type { Ports } from './ports.ts';
import { readHistoryAsOf } from './read-history-as-of.ts';
import type {
  ConsignmentToScore,
  HistoryScopes,
  ItemToScore,
  MadeConsignmentScore,
  MadeItemScore,
  ModelRole,
  ScoresToMake,
} from './score-ports.ts';
import { sourceNumbers } from './source-numbers.ts';
import type { FreshScoresToMake } from './take-ports.ts';

/** Items beyond which the codes that were met so far are forgotten, so that memory stays bounded. */
const codesHeld = 500_000;

/** Seconds by what they were spent on. */
export interface ScoringSeconds {
  encode: number;
  /** Reading the history. */
  history: number;
  features: number;
  predict: number;
}

/** What turns items into rows, with what it remembers of them. */
interface Encoding {
  readonly rights: ScoresToMake['rights'];
  readonly interner: CategoryInterner;
  readonly encode: ItemEncoder;
  /** Feature values of the codes, by the model whose dictionaries give them, as of so many codes. */
  readonly values: Map<LoadedModel, { readonly codeCount: number; readonly values: readonly Float32Array[] }>;
}

/**
 * Scores consignments with the models of their stages. The same consignments get the same scores, whatever is scored beside or before them. It may be kept: models and what
 * was learnt of names and codes serve the next time too.
 */
export class StoredScorer {
  private readonly ports: Pick<Ports, 'files' | 'folders' | 'process'>;
  private readonly key: IdentityKey;
  private readonly models = new Map<number, LoadedModel>();
  private readonly hot = new HotHistory();
  private encoding: Encoding | undefined;

  /** @param key under which the history of the store is counted. */
  constructor(ports: Pick<Ports, 'files' | 'folders' | 'process'>, key: IdentityKey) {
    this.ports = ports;
    this.key = key;
  }

  /**
   * Returns the scores, in the order of the consignments, and adds to the seconds.
   * @throws `not-found`, `artefact-invalid`, `model-schema-mismatch` for a champion whose files are gone or do not fit.
   */
  async make(
    { consignments, rights, history, scopes }: ScoresToMake,
    spent: ScoringSeconds = noSeconds(),
  ): Promise<MadeConsignmentScore[]> {
    const encoding = this.encodingUnder(rights);
    const groups = new Map<string, { readonly scope: HistoryScope | undefined; readonly some: ConsignmentToScore[] }>();
    for (const consignment of consignments) {
      const scope = scopeOf(scopes, consignment.items);
      const name = `${consignment.model.id}|${scope?.name ?? ''}`;
      const group = groups.get(name);
      if (group === undefined) groups.set(name, { scope, some: [consignment] });
      else group.some.push(consignment);
    }
    const made = new Map<number, MadeItemScore>();
    for (const { scope, some } of groups.values()) {
      const model = await this.modelOf(some[0]!.model);
      const items = some.flatMap((consignment) => consignment.items);
      for (const score of await this.scoreItems(model, { items, history, scope, encoding, spent }))
        made.set(score.factId, score);
    }
    return consignments.map((consignment) => consignmentScore(consignment, made));
  }

  /**
   * Returns the scores of consignments whose past is all in the history, reading of it only what it does not remember: the same bits as those of {@link make}.
   * @throws as {@link make}.
   */
  async makeFresh({
    consignments,
    rights,
    history,
    scopes,
    historyVersion,
  }: FreshScoresToMake): Promise<MadeConsignmentScore[]> {
    this.hot.follow(historyVersion);
    const encoding = this.encodingUnder(rights);
    const groups = new Map<
      string,
      {
        readonly model: ModelRole;
        readonly tick: number;
        readonly scope: HistoryScope | undefined;
        readonly items: ItemToScore[];
      }
    >();
    for (const { model, items } of consignments) {
      const scope = scopeOf(scopes, items);
      for (const item of items) {
        const tick = scoreTickHour(item.record.consignment.occurredAt);
        const name = `${model.id}|${tick}|${scope?.name ?? ''}`;
        const group = groups.get(name);
        if (group === undefined) groups.set(name, { model, tick, scope, items: [item] });
        else group.items.push(item);
      }
    }
    const made = new Map<number, MadeItemScore>();
    for (const { model, tick, scope, items } of groups.values()) {
      const loaded = await this.modelOf(model);
      const table = new ItemTable(items.length);
      for (const { record } of items) encoding.encode(record, table);
      const reader = await this.hot.readerAt(tick, table, history, scope);
      reader.setCategoryValues(codeValuesOf(encoding, loaded));
      const block = new FeatureBlock(items.length);
      block.rowCount = items.length;
      for (let row = 0; row < items.length; row++) reader.read(table, row, block.columns, row);
      for (const score of scoresOf(loaded, { items, table, block })) made.set(score.factId, score);
    }
    return consignments.map((consignment) => consignmentScore(consignment, made));
  }

  /** Returns a model that scores were made with. */
  loaded(modelId: number): LoadedModel {
    return this.models.get(modelId)!;
  }

  /**
   * Returns a model by `NAME@VERSION`, loading it where no score was made with it.
   * @throws `not-found`, `artefact-invalid`, `model-schema-mismatch`.
   */
  async loadedByName(reference: string): Promise<LoadedModel> {
    for (const model of this.models.values()) {
      if (`${model.manifest.name}@${model.manifest.version}` === reference) return model;
    }
    return loadModel(this.ports, reference);
  }

  private async modelOf({ id, name, version }: Pick<ModelRole, 'id' | 'name' | 'version'>): Promise<LoadedModel> {
    let model = this.models.get(id);
    if (model === undefined) {
      model = await loadModel(this.ports, `${name}@${version}`);
      this.models.set(id, model);
    }
    return model;
  }

  private encodingUnder(rights: ScoresToMake['rights']): Encoding {
    if (this.encoding?.rights === rights && this.encoding.interner.codeCount < codesHeld) return this.encoding;
    const register = new RightsRegister(this.key.words);
    for (const right of rights) register.add(right);
    const interner = new CategoryInterner();
    const encode = createItemEncoder(this.key.words, interner, sourceNumbers(), register);
    this.encoding = { rights, interner, encode, values: new Map() };
    return this.encoding;
  }

  private async scoreItems(
    model: LoadedModel,
    { items, history, scope, encoding, spent }: ItemsToScore,
  ): Promise<MadeItemScore[]> {
    if (items.length === 0) return [];
    const { seconds } = this.ports.process;
    const started = seconds();
    const table = new ItemTable(items.length);
    for (const { record } of items) encoding.encode(record, table);
    const encoded = seconds();
    const asOf = await readHistoryAsOf({ history }, table, scope);
    const read = seconds();
    const reader = new FeatureReader(asOf.history, codeValuesOf(encoding, model));
    const block = new FeatureBlock(items.length);
    block.rowCount = items.length;
    let tick = Number.NEGATIVE_INFINITY;
    for (const row of rowsByTick(table)) {
      if (table.scoreTick[row]! !== tick) {
        tick = table.scoreTick[row]!;
        asOf.advanceTo(tick);
        reader.begin({ day: Math.floor(tick / 24), resultsBeforeDay: Number.POSITIVE_INFINITY });
      }
      reader.read(table, row, block.columns, row);
    }
    const computed = seconds();
    const scores = scoresOf(model, { items, table, block });
    spent.encode += encoded - started;
    spent.history += read - encoded;
    spent.features += computed - read;
    spent.predict += seconds() - computed;
    return scores;
  }
}

/**
 * Returns whose facts may count for a consignment; undefined where all may.
 * @throws `internal` for an agency of a network whose scope nobody has read: that would let everything count.
 */
function scopeOf(scopes: HistoryScopes | undefined, [first]: readonly ItemToScore[]): HistoryScope | undefined {
  if (scopes === undefined || first === undefined) return undefined;
  const { agency } = first.record.consignment;
  const scope = scopes.get(agency);
  if (scope === undefined)
    throw new AppError('internal', { reason: `nothing says whose facts may count for ${agency}` });
  return scope;
}

/** Returns the scores of rows whose features are known. */
function scoresOf(
  { artefact }: LoadedModel,
  {
    items,
    table,
    block,
  }: { readonly items: readonly ItemToScore[]; readonly table: ItemTable; readonly block: FeatureBlock },
): MadeItemScore[] {
  const margins = predictMargins(artefact.model, block);
  return items.map(({ factId, record }, row) => ({
    factId,
    record,
    tick: table.scoreTick[row]!,
    margin: margins[row]!,
    probability: calibrate(artefact.calibrator, margins[row]!),
    features: rowOf(block.columns, row),
  }));
}

function consignmentScore(
  { id, model, items }: ConsignmentToScore,
  made: ReadonlyMap<number, MadeItemScore>,
): MadeConsignmentScore {
  const scores = items.map(({ factId }) => made.get(factId)!);
  return { consignmentId: id, modelId: model.id, items: scores, highest: highestOf(scores) };
}

interface ItemsToScore {
  readonly items: readonly ItemToScore[];
  readonly history: HistoryPort;
  readonly scope: HistoryScope | undefined;
  readonly encoding: Encoding;
  readonly spent: ScoringSeconds;
}

function rowOf(columns: readonly Float32Array[], row: number): Float32Array {
  const values = new Float32Array(columns.length);
  for (let index = 0; index < columns.length; index++) values[index] = columns[index]![row]!;
  return values;
}

/** Returns seconds of a scoring that has not begun. */
export function noSeconds(): ScoringSeconds {
  return { encode: 0, history: 0, features: 0, predict: 0 };
}

function codeValuesOf({ interner, values: known }: Encoding, model: LoadedModel): readonly Float32Array[] {
  const { codeCount } = interner;
  const before = known.get(model);
  if (before?.codeCount === codeCount) return before.values;
  const values = interner.featureValues(model.artefact.dictionaries as unknown as CategoryDictionaries);
  known.set(model, { codeCount, values });
  return values;
}

/** The first of the highest, as a list in order of margin would have it. */
function highestOf(scores: readonly MadeItemScore[]): MadeItemScore | undefined {
  let highest: MadeItemScore | undefined;
  for (const score of scores) if (highest === undefined || score.margin > highest.margin) highest = score;
  return highest;
}
