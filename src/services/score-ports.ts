/** What the use cases need of a store's scores and models, in their own words. Every method that changes something is one transaction. */
import type { Stage } from '../domain/consignment.ts';
import type { GoodsItemRecord } from '../domain/goods-item.ts';
import type { RightsRecord } from '../domain/rights-record.ts';
import type { HistoryPort, HistoryScope } from './history-ports.ts';

/** What a model is to a store: the one that scores a stage, one that did, or one that may. */
export type ModelRoleName = 'champion' | 'former' | 'candidate';

/** A model that a store knows. The files of the model are in the models folder. */
export interface ModelRole {
  readonly id: number;
  readonly name: string;
  readonly version: string;
  readonly stage: Stage;
  readonly role: ModelRoleName;
  /** When it became champion; undefined for one that never was. */
  readonly promotedAtMs: number | undefined;
  readonly needsRetraining: boolean;
  /** Why it needs retraining. */
  readonly reason: string | undefined;
}

/** A model by its name, at the stage that it was trained for. */
export type NamedModel = Pick<ModelRole, 'name' | 'version' | 'stage'>;

/** What came of a promotion. */
export interface Promotion {
  readonly champion: ModelRole;
  /** The champion until now; undefined where there was none or it is the same. */
  readonly former: ModelRole | undefined;
  /** Consignments that are due for scoring because of it. */
  readonly dueConsignments: number;
}

/** Models and their roles. */
export interface ModelRolePort {
  /** All models, by name and version. */
  list(): Promise<readonly ModelRole[]>;
  /** Notes a model that may become champion; one that is known already stays what it is. */
  register(model: NamedModel): Promise<ModelRole>;
  /** Makes a model the champion of its stage. All current consignments of the stage are due from then on; for one that is champion already nothing changes. */
  promote(model: NamedModel, atMs: number): Promise<Promotion>;
}

/** Why a consignment is due for scoring: its items changed, a later stage of the movement arrived, there is a new champion, or somebody asked. */
export type ScoreCause = 'items' | 'stage' | 'champion' | 'asked';

/** A current goods item that is to be scored. */
export interface ItemToScore {
  readonly factId: number;
  readonly record: GoodsItemRecord;
}

/** A consignment that is to be scored. */
export interface ConsignmentToScore {
  readonly id: number;
  /** `AGENCY/REFERENCE`. */
  readonly reference: string;
  /** Champion of its stage. */
  readonly model: ModelRole;
  /** Current items in the order in which they were stored; empty where none is left. */
  readonly items: readonly ItemToScore[];
}

/** Whose facts may count in the scores of an agency, by its code. */
export type HistoryScopes = ReadonlyMap<string, HistoryScope>;

/** Consignments that are scored together. */
export interface ScoresToMake {
  readonly consignments: readonly ConsignmentToScore[];
  /** All current rights records; the same array as long as they are the same. */
  readonly rights: readonly RightsRecord[];
  /** The history as it stands in this transaction. */
  readonly history: HistoryPort;
  /** Of every agency of the consignments; undefined in a single command centre, where all facts count. */
  readonly scopes: HistoryScopes | undefined;
}

/** The score of a goods item as it was made. */
export interface MadeItemScore {
  readonly factId: number;
  readonly record: GoodsItemRecord;
  /** Tick as of which the history was read. */
  readonly tick: number;
  readonly margin: number;
  readonly probability: number;
  readonly features: Float32Array;
}

/** The score of a consignment: that of its highest item. */
export interface MadeConsignmentScore {
  readonly consignmentId: number;
  readonly modelId: number;
  /** In the order of the consignment's items; empty where it has none any more, and then no score. */
  readonly items: readonly MadeItemScore[];
  readonly highest: MadeItemScore | undefined;
}

/** Makes scores; a function of its argument and of what it was made with, for it may be called again for the same consignments. */
export type MakeScores = (due: ScoresToMake) => Promise<readonly MadeConsignmentScore[]>;

/** Which due consignments are scored together. */
export interface ScoreDueRequest {
  /** Consignments up to this one are passed over: they were looked at already. */
  readonly afterConsignment: number;
  readonly maximumConsignments: number;
  readonly scoredAtMs: number;
  /** Key under which the history must be counted. */
  readonly keyId: string;
}

/** What came of scoring some due consignments. */
export interface ScoredDue {
  /** The last consignment that was taken; undefined where none is left after it. */
  readonly lastConsignment: number | undefined;
  readonly made: readonly MadeConsignmentScore[];
  /** Scores of items that are new or differ from the current ones. */
  readonly changedItems: number;
}

/** The books of scores: every current consignment of a stage with a champion has one current score or is due. */
export interface ScoreBooks {
  readonly stage: Stage;
  readonly hasChampion: boolean;
  /** Consignments with a current item. */
  readonly consignments: number;
  /** Of those, with exactly one current score. */
  readonly scored: number;
  /** Of those, due for scoring, scored before or not. */
  readonly due: number;
  /** Of those, neither scored nor due, or with more than one score: zero unless something is broken. */
  readonly lost: number;
}

/** A score of a goods item as it is kept. */
export interface StoredItemScore extends Omit<MadeItemScore, 'features'> {
  readonly consignmentId: number;
  readonly model: string;
  readonly scoredAtMs: number;
  readonly isCurrent: boolean;
}

/** A stored score with the features that made it. */
export interface StoredFeatures extends StoredItemScore {
  readonly features: Float32Array;
}

/** Current scores of consignments with a probability from `from` up to the next band. */
export interface ScoreBand {
  readonly from: number;
  readonly count: number;
}

/** Scores of goods items and consignments. */
export interface ScorePort {
  /** Makes all current consignments due, of one stage or of all. Returns how many. */
  makeDue(cause: ScoreCause, atMs: number, stage?: Stage): Promise<number>;
  /**
   * Scores due consignments whose stage has a champion and whose past is in the history, in order of id, and forgets that they were due. Scores that differ from the current
   * ones become current; the others stay. Several may do so at once: each takes what no other has.
   * @throws `refused` where the history is stale, being rebuilt, or counted under another key.
   */
  scoreDue(request: ScoreDueRequest, make: MakeScores): Promise<ScoredDue>;
  books(): Promise<readonly ScoreBooks[]>;
  /** Whether anything is due that a champion could score. */
  hasDue(): Promise<boolean>;
  /** Ten bands of probability, from 0 up. */
  bands(): Promise<readonly ScoreBand[]>;
  /** Current scores of goods items of current consignments, at least as of a tick, in the order in which the items were stored. */
  current(options?: { readonly sinceTick?: number | undefined }): AsyncIterable<readonly StoredItemScore[]>;
  /** Goods items of current consignments without a current score, at least as of a tick, in the order in which they were stored. */
  unscored(options?: { readonly sinceTick?: number | undefined }): AsyncIterable<readonly GoodsItemRecord[]>;
  /** Every score of a consignment's items with its features, the current ones first and then the youngest; by `AGENCY/REFERENCE` or by the reference alone. */
  ofConsignments(
    references: readonly string[],
    options?: { readonly isCurrentOnly?: boolean },
  ): Promise<readonly StoredFeatures[]>;
}
