import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseOfficePlaces, placeOf } from '../../src/domain/office-places.ts';

const text = readFileSync('data/offices/sample.yaml', 'utf8');
const sample = parseOfficePlaces('sample.yaml', text);

describe('parseOfficePlaces', () => {
  it('reads every file that comes with the program', () => {
    for (const file of readdirSync('data/offices'))
      parseOfficePlaces(file, readFileSync(`data/offices/${file}`, 'utf8'));
    expect(sample.offices.length).toBeGreaterThan(5);
  });

  it('names every problem', () => {
    expect(() => parseOfficePlaces('x', 'name: x\noffices: [{ office: A }]')).toThrow(/offices\.0\.terminals/);
    expect(() =>
      parseOfficePlaces(
        'x',
        'name: x\noffices: [{ office: A, terminals: [{ terminal: T, shedCodes: { q: Q } }] }, { office: A, terminals: [{ terminal: T }] }]',
      ),
    ).toThrow(/T has no shed Q[\s\S]*A stands twice/);
    expect(() => parseOfficePlaces('x', ': :')).toThrow(/not valid/);
  });
});

describe('placeOf', () => {
  it('tells terminal and shed by name and by code, and leaves unknown what nothing tells', () => {
    expect(placeOf(sample, 'AU3001', 'C')).toMatchObject({ terminal: 'Cargo city south', shed: 'Shed C' });
    expect(placeOf(sample, 'AU3001', 'CCN')).toMatchObject({ terminal: 'Cargo city north', shed: undefined });
    expect(placeOf(sample, 'AU3001', undefined)).toMatchObject({ terminal: undefined, shed: undefined });
    expect(placeOf(sample, 'AU1001', undefined)).toMatchObject({ terminal: 'Parcel hall' });
    expect(placeOf(sample, 'AU3001', 'Z9')).toMatchObject({ terminal: undefined, shed: 'Z9' });
    expect(placeOf(sample, undefined, 'Z9')).toMatchObject({ terminal: undefined, shed: 'Z9' });
  });
});
