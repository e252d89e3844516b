import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../src/errors.ts';
import { parseScenario, scaleScenario } from '../../src/synthetic/scenario.ts';

const minimal = `
name: tiny
description: one agency
startDay: 2026-01-05
formats: [agencies]
phases: [{ name: a, days: 10, rows: 100 }, { name: b, days: 2, rows: 33 }]
agencies: [{ agency: aurelia, examinedShare: 0.4 }]
`;

describe('parseScenario', () => {
  it('reads every scenario that ships', () => {
    const files = readdirSync('data/scenarios').filter((file) => file.endsWith('.yaml'));
    expect(files).toContain('sample.yaml');
    for (const file of files) {
      const scenario = parseScenario(file, readFileSync(`data/scenarios/${file}`, 'utf8'));
      expect(`${scenario.name}.yaml`).toBe(file);
    }
  });

  it('fills what is left out from the world and the agency', () => {
    const { world } = parseScenario('tiny.yaml', minimal);
    expect(world.baseRate).toBe(0.02);
    expect(world.agencies[0]).toMatchObject({ name: 'aurelia', examinedShare: 0.4, randomShare: 0.25, country: 'DE' });
  });

  it('lists every problem at once', () => {
    const broken = minimal
      .replace('2026-01-05', '2026-02-30')
      .replace('[agencies]', '[agencies, xml]')
      .replace('rows: 33', 'rows: 0')
      .replace('0.4', '1.4')
      .concat('colour: red\n');
    try {
      parseScenario('tiny.yaml', broken);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(AppError);
      expect((error as AppError).code).toBe('settings-invalid');
      for (const place of ['startDay', 'formats.1', 'phases.1.rows', 'agencies.0.examinedShare', 'colour']) {
        expect((error as AppError).message).toContain(place);
      }
    }
  });

  it('refuses text that is not YAML, phases of one name and an agency listed twice', () => {
    expect(() => parseScenario('x', '{')).toThrow(AppError);
    expect(() => parseScenario('x', minimal.replace('name: b', 'name: a'))).toThrow(/share a name/);
    expect(() => parseScenario('x', minimal.replace('0.4 }', '0.4 }, { agency: aurelia }'))).toThrow(/listed twice/);
  });
});

describe('scaleScenario', () => {
  it('gives phases that add up to the rows', () => {
    const scenario = parseScenario('tiny.yaml', minimal);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000 }), (rows) => {
        const scaled = scaleScenario(scenario, rows);
        expect(scaled.phases.reduce((sum, phase) => sum + phase.rows, 0)).toBe(rows);
        expect(scaled.world.phases).toEqual(scaled.phases);
      }),
    );
  });
});
