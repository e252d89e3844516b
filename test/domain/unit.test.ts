import { describe, expect, it } from 'vitest';
import { isModeCode } from '../../src/domain/mode.ts';
import { isUnitCode, kilogramsOf, piecesOf } from '../../src/domain/unit.ts';

describe('units', () => {
  it('count pieces', () => {
    expect(piecesOf(2, 'DZN')).toBe(24);
    expect(piecesOf(3, 'PR')).toBe(3);
    expect(piecesOf(3, undefined)).toBe(3);
    expect(piecesOf(3, 'KGM')).toBeUndefined();
  });
  it('weigh', () => {
    expect(kilogramsOf(500, 'GRM')).toBe(0.5);
    expect(kilogramsOf(2, 'H87')).toBeUndefined();
  });
  it('know their codes', () =>
    expect([isUnitCode('KGM'), isUnitCode('kg'), isModeCode('5'), isModeCode('10')]).toEqual([
      true,
      false,
      true,
      false,
    ]));
});
