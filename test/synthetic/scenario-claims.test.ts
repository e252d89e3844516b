import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { dayMs } from '../../src/domain/moment.ts';
import { checkClaims } from '../../src/synthetic/check-claims.ts';
import { generateWorld } from '../../src/synthetic/generate-world.ts';
import { parseScenario, type Scenario, scaleScenario } from '../../src/synthetic/scenario.ts';
import { WorldFigureMeter } from '../../src/synthetic/world-figures.ts';

const scenarios = readdirSync('data/scenarios')
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => parseScenario(file, readFileSync(`data/scenarios/${file}`, 'utf8')))
  .filter((scenario) => Object.keys(scenario.claims).length > 0);

/** Rows of a run: few, but where labels are so rare that nothing can be said of few. */
const rowsOf = ({ name }: Scenario): number => (name === 'label-famine' ? 200_000 : 50_000);

function measure(scenario: Scenario, seed: number): WorldFigureMeter {
  const meter = new WorldFigureMeter(scenario.phases.length);
  const firstEnd = Date.parse(`${scenario.world.startDay}T00:00:00Z`) + scenario.phases[0]!.days * dayMs;
  for (const fact of generateWorld(scenario.world, seed)) meter.add(fact, fact.knownAtMs < firstEnd ? 0 : 1);
  return meter;
}

describe('scenarios with claims', () => {
  it('are those that learning is judged on', () => {
    expect(scenarios.map((scenario) => scenario.name).sort()).toEqual([
      'adversary',
      'blind-agency',
      'front-companies',
      'label-famine',
      'new-market',
      'planted-campaign',
      'route-switching',
      'seasonal-surge',
      'steady',
    ]);
    for (const scenario of scenarios) {
      expect(scenario.phases.map((phase) => phase.name)).toEqual(['train', 'test']);
      expect(scenario.phases.reduce((sum, phase) => sum + phase.rows, 0)).toBe(200_000);
      expect(scenario.formats).toContain('touchstone');
    }
  });

  it.each(scenarios.map((scenario) => [scenario.name, scenario] as const))('%s is what it claims', (_, scenario) => {
    const meter = measure(scaleScenario(scenario, rowsOf(scenario)), 1);
    expect(checkClaims(scenario.claims, meter.figures()).filter((claim) => !claim.holds)).toEqual([]);
    if (scenario.name === 'label-famine') expect(meter.positives).toBeGreaterThanOrEqual(150);
    const { value, tolerance } = scenario.claims.oracleRecallAt5!;
    expect(value - tolerance).toBeGreaterThanOrEqual(0.6);
    if (['steady', 'front-companies', 'route-switching', 'label-famine'].includes(scenario.name)) {
      expect(value + tolerance).toBeLessThanOrEqual(0.9001);
    }
  });
});
