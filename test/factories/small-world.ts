/** A small world, made once for the tests of a file. */
import { generateWorld } from '../../src/synthetic/generate-world.ts';
import type { SimulatedFact } from '../../src/synthetic/simulated-fact.ts';
import { defaultWorld, type WorldParameters } from '../../src/synthetic/world-parameters.ts';

/** Parameters of a world of some thousand rows. */
export const smallWorld: WorldParameters = {
  ...defaultWorld,
  phases: [{ days: 120, rows: 6000 }],
  businesses: 300,
  groups: 10,
};

/** Returns all facts of a small world. */
export function smallWorldFacts(seed: number, changes: Partial<WorldParameters> = {}): SimulatedFact[] {
  return [...generateWorld({ ...smallWorld, ...changes }, seed)];
}
