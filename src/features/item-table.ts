/** Goods items in the columnar form that history and features work on. */
import { categoryNames } from './category-codes.ts';
import { entityKeyCount } from './entity-keys.ts';

/** Numbers of an item from which features are made. */
export const itemNumberNames = [
  'valueUsd',
  'netMassKg',
  'grossMassKg',
  'quantityPieces',
  'dutyRatePercent',
  'pricePosition',
  'transitCount',
  'itemNumber',
  'originIsDeparture',
  'ownPricePosition',
  'valuePerKgStep',
  'valuePerPieceStep',
  'massPerPieceStep',
  'textTokens',
  'textGenericShare',
  'brandNamed',
  'brandUnauthorised',
] as const;

/** Number of values of {@link itemNumberNames}. */
export const itemNumberCount = itemNumberNames.length;

/** Index of `pricePosition`, the place of the unit value on the scale of the price histograms. */
export const pricePositionIndex = itemNumberNames.indexOf('pricePosition');

/** Index of `ownPricePosition`: the place of the value per piece, or per kilogram where pieces are not counted, on the same scale. */
export const ownPriceIndex = itemNumberNames.indexOf('ownPricePosition');

/** Index of `valuePerKgStep`, the first of the measures that are compared with peers (`PeerMoments`). */
export const peerStepIndex = itemNumberNames.indexOf('valuePerKgStep');

/** Index of `textTokens`, the first of four numbers of the text. */
export const textTokensIndex = itemNumberNames.indexOf('textTokens');

/**
 * A growable table of goods items. Row `r` has its keys at `r × entityKeyCount`, its numbers at `r × itemNumberCount` and its category
 * codes at `r × categoryNames.length`. A key of (0, 0) means that one of its parts is missing; missing numbers are NaN and missing codes -1.
 */
export class ItemTable {
  rowCount = 0;
  keyHigh: Uint32Array;
  keyLow: Uint32Array;
  numbers: Float64Array;
  codes: Int32Array;
  /** Tick (hours) before which a fact must have been known for this row to see it. */
  scoreTick: Int32Array;
  /** Tick in which this row itself becomes known to others. */
  knownTick: Int32Array;
  /** Small number of the row's (source agency, handling class). */
  source: Uint16Array;

  constructor(capacity = 1024) {
    this.keyHigh = new Uint32Array(capacity * entityKeyCount);
    this.keyLow = new Uint32Array(capacity * entityKeyCount);
    this.numbers = new Float64Array(capacity * itemNumberCount);
    this.codes = new Int32Array(capacity * categoryNames.length);
    this.scoreTick = new Int32Array(capacity);
    this.knownTick = new Int32Array(capacity);
    this.source = new Uint16Array(capacity);
  }

  /** Makes room for one more row and returns its index. */
  addRow(): number {
    if (this.rowCount === this.scoreTick.length) this.grow();
    return this.rowCount++;
  }

  private grow(): void {
    const capacity = this.scoreTick.length * 2;
    const larger = new ItemTable(capacity);
    for (const column of ['keyHigh', 'keyLow', 'codes', 'scoreTick', 'knownTick', 'source'] as const) {
      larger[column].set(this[column]);
    }
    larger.numbers.set(this.numbers);
    this.keyHigh = larger.keyHigh;
    this.keyLow = larger.keyLow;
    this.numbers = larger.numbers;
    this.codes = larger.codes;
    this.scoreTick = larger.scoreTick;
    this.knownTick = larger.knownTick;
    this.source = larger.source;
  }
}
