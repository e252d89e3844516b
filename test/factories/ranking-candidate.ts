/** Candidates for ranking. */
import { readFileSync } from 'node:fs';
import { type Policy, parsePolicy } from '../../src/ranking/policy.ts';
import type { RankingCandidate } from '../../src/ranking/ranking-candidate.ts';
import { createRng } from '../../src/util/rng.ts';

/** The policy that ships with the program. */
export const defaultPolicy: Policy = parsePolicy('default.yaml', readFileSync('data/policies/default.yaml', 'utf8'));

/** Returns a candidate, changed where a test cares. */
export function makeCandidate(changes: Partial<RankingCandidate> = {}): RankingCandidate {
  return {
    consignmentId: 'X/1',
    office: '10',
    channel: 'post',
    shift: '2026-03-01',
    margin: 0,
    probability: 0.5,
    hsCodes: ['640399'],
    valueUsd: 100,
    quantityPieces: 1,
    arrivedAtMs: Date.parse('2026-03-01T06:00:00Z'),
    releaseCutOffMs: undefined,
    ...changes,
  };
}

/** Returns candidates with random margins. */
export function randomCandidates(
  seed: number,
  count: number,
  changes: Partial<RankingCandidate> = {},
): RankingCandidate[] {
  const rng = createRng(seed);
  return Array.from({ length: count }, (_, index) => {
    const margin = rng.nextNormal();
    return makeCandidate({
      consignmentId: `X/${index}`,
      margin,
      probability: 1 / (1 + Math.exp(-margin)),
      arrivedAtMs: Date.parse('2026-03-01T00:00:00Z') + index * 60_000,
      ...changes,
    });
  });
}

/** Returns items in another order. */
export function shuffled<T>(items: readonly T[], seed: number): T[] {
  const rng = createRng(seed);
  const out = [...items];
  for (let last = out.length - 1; last > 0; last--) {
    const other = rng.nextInt(last + 1);
    [out[last], out[other]] = [out[other]!, out[last]!];
  }
  return out;
}
