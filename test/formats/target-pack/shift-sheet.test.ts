import { describe, expect, it } from 'vitest';
import { forAudience } from '../../../src/domain/for-audience.ts';
import { parseOfficePlaces } from '../../../src/domain/office-places.ts';
import type { PackTarget } from '../../../src/domain/target-pack.ts';
import { shiftSheet } from '../../../src/formats/target-pack/shift-sheet.ts';
import { packTarget, targetPack } from '../../factories/target-pack.ts';

const places = parseOfficePlaces(
  'places.yaml',
  `name: test
offices:
  - office: B
    terminals: [{ terminal: South, sheds: [Two, One] }, { terminal: North }]
  - office: A
    terminals: [{ terminal: Hall }]`,
);
const at = (
  reference: string,
  office: string | undefined,
  place: Partial<PackTarget['place']> = {},
  more: Partial<PackTarget> = {},
) =>
  packTarget({
    reference,
    office,
    place: { terminal: undefined, shed: undefined, flightOrVessel: undefined, ...place },
    arrivalMs: undefined,
    cutOffMs: 100,
    ...more,
  });
const order = async (targets: readonly PackTarget[]) =>
  (await shiftSheet(targetPack(targets), places)).targets.map(({ reference }) => reference);

describe('shiftSheet', () => {
  it('follows offices, terminals and sheds as they are walked, and puts what is unknown last', async () => {
    const sorted = [
      at('1', 'B', { terminal: 'South', shed: 'Two' }),
      at('2', 'B', { terminal: 'South', shed: 'One' }),
      at('3', 'B', { terminal: 'South', shed: 'Elsewhere' }),
      at('4', 'B', { terminal: 'South' }),
      at('5', 'B', { terminal: 'North' }),
      at('6', 'B'),
      at('7', 'A', { terminal: 'Hall' }),
      at('8', 'C'),
      at('9', undefined),
    ];
    expect(await order([...sorted].reverse())).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9']);
  });

  it('takes flights of a terminal by their first arrival, before sheds, and then cut-offs', async () => {
    const hall = { terminal: 'Hall' };
    const targets = [
      at('4', 'A', hall),
      at('3', 'A', { ...hall, flightOrVessel: 'XX 1' }, { arrivalMs: 900 }),
      at('2', 'A', { ...hall, flightOrVessel: 'ZZ 9' }, { arrivalMs: 500, cutOffMs: 70 }),
      at('1', 'A', { ...hall, flightOrVessel: 'ZZ 9' }, { arrivalMs: 800, cutOffMs: 60 }),
    ];
    expect(await order(targets)).toEqual(['1', '2', '3', '4']);
  });

  it('shows an operator no minutes and no shift', async () => {
    const titles = async (audience: 'operator' | 'examination-officer') =>
      (await shiftSheet(forAudience(targetPack(), { audience }), places)).columns.map(({ title }) => title);
    expect(await titles('examination-officer')).toEqual(expect.arrayContaining(['minutes', 'shift', 'control']));
    expect(await titles('operator')).not.toEqual(expect.arrayContaining(['minutes']));
  });
});
