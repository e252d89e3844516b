/** The matrix of someone who hands a declaration's codes and amounts to a booster as they are. */
import { type CategoryDictionaries, type CategoryInterner, categoryNames } from '../../src/features/category-codes.ts';
import { entityKeyCount, indexOfKey } from '../../src/features/entity-keys.ts';
import { type ItemTable, itemNumberCount, itemNumberNames } from '../../src/features/item-table.ts';

const identities = ['importer', 'seller', 'consignor', 'declarant', 'carrier'].map(indexOfKey);
const codes = (['office', 'hs6', 'hs4', 'hs2', 'origin', 'departure', 'mode', 'channel'] as const).map((name) =>
  categoryNames.indexOf(name),
);
const value = itemNumberNames.indexOf('valueUsd');
const mass = itemNumberNames.indexOf('netMassKg');
const pieces = itemNumberNames.indexOf('quantityPieces');
const duty = itemNumberNames.indexOf('dutyRatePercent');

/** Numbers parties by the order in which the training rows name them. */
export class RawCodes {
  private readonly partyNumbers: readonly Map<string, number>[];
  private readonly codeValues: readonly Float32Array[];

  /** @param dictionaries codes of the training files; others are missing. */
  constructor(train: ItemTable, interner: CategoryInterner, dictionaries: CategoryDictionaries) {
    this.codeValues = interner.featureValues(dictionaries);
    this.partyNumbers = identities.map((entity) => {
      const numbers = new Map<string, number>();
      for (let row = 0; row < train.rowCount; row++) {
        const key = keyOf(train, row, entity);
        if (key !== undefined && !numbers.has(key)) numbers.set(key, numbers.size);
      }
      return numbers;
    });
  }

  /** Returns the columns of the rows of a table, in the table's order. */
  columns(table: ItemTable): Float32Array[] {
    const column = (of: (row: number) => number | undefined): Float32Array =>
      Float32Array.from({ length: table.rowCount }, (_, row) => of(row) ?? Number.NaN);
    const number =
      (index: number) =>
      (row: number): number =>
        table.numbers[row * itemNumberCount + index]!;
    return [
      ...identities.map((entity, place) =>
        column((row) => this.partyNumbers[place]!.get(keyOf(table, row, entity) ?? '')),
      ),
      ...codes.map((field) =>
        column((row) => this.codeValues[field]![table.codes[row * categoryNames.length + field]!]),
      ),
      ...[value, mass, pieces, duty].map((index) => column(number(index))),
      column((row) => finite(number(value)(row) / number(mass)(row))),
      column((row) => finite(number(value)(row) / number(pieces)(row))),
    ];
  }
}

function keyOf(table: ItemTable, row: number, entity: number): string | undefined {
  const at = row * entityKeyCount + entity;
  const high = table.keyHigh[at]!;
  const low = table.keyLow[at]!;
  return high === 0 && low === 0 ? undefined : `${high},${low}`;
}

function finite(quotient: number): number {
  return Number.isFinite(quotient) ? quotient : Number.NaN;
}
