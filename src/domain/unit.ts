/** Units of quantity by UN Recommendation 20. */

interface Unit {
  readonly kind: 'mass' | 'count' | 'length' | 'area' | 'volume';
  /** Kilograms, pieces, metres, square metres or litres in one unit. */
  readonly factor: number;
}

/** Common codes (UN/CEFACT Recommendation 20 and, for packages, 21). A pair counts as one piece: it is sold and counterfeited as one article. */
const units: ReadonlyMap<string, Unit> = new Map([
  ['KGM', { kind: 'mass', factor: 1 }],
  ['GRM', { kind: 'mass', factor: 0.001 }],
  ['TNE', { kind: 'mass', factor: 1000 }],
  ['LBR', { kind: 'mass', factor: 0.45359237 }],
  ['ONZ', { kind: 'mass', factor: 0.028349523125 }],
  ['H87', { kind: 'count', factor: 1 }],
  ['C62', { kind: 'count', factor: 1 }],
  ['EA', { kind: 'count', factor: 1 }],
  ['NAR', { kind: 'count', factor: 1 }],
  ['PR', { kind: 'count', factor: 1 }],
  ['NPR', { kind: 'count', factor: 1 }],
  ['SET', { kind: 'count', factor: 1 }],
  ['DZN', { kind: 'count', factor: 12 }],
  ['GRO', { kind: 'count', factor: 144 }],
  ['CEN', { kind: 'count', factor: 100 }],
  ['MIL', { kind: 'count', factor: 1000 }],
  ['MTR', { kind: 'length', factor: 1 }],
  ['MTK', { kind: 'area', factor: 1 }],
  ['LTR', { kind: 'volume', factor: 1 }],
  ['MLT', { kind: 'volume', factor: 0.001 }],
  ['MTQ', { kind: 'volume', factor: 1000 }],
]);

/** Whether a text is a unit code that is known here. */
export function isUnitCode(code: string): boolean {
  return units.has(code);
}

/** Pieces in a quantity. A quantity without a unit counts pieces; undefined where the unit measures something else. */
export function piecesOf(quantity: number, unitCode: string | undefined): number | undefined {
  if (unitCode === undefined) return quantity;
  const unit = units.get(unitCode);
  return unit?.kind === 'count' ? quantity * unit.factor : undefined;
}

/** Kilograms in a quantity of a mass unit; undefined for other units. */
export function kilogramsOf(quantity: number, unitCode: string): number | undefined {
  const unit = units.get(unitCode);
  return unit?.kind === 'mass' ? quantity * unit.factor : undefined;
}
