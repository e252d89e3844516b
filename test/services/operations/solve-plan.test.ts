import { describe, expect, it } from 'vitest';
import { loadPolicy } from '../../../src/services/load-policy.ts';
import { type PlanJob, type SolvedPlan, solvePlan } from '../../../src/services/operations/solve-plan.ts';
import { solveInThread } from '../../../src/threads/solve-in-thread.ts';
import { allocationCandidates, testOperation } from '../../factories/allocation-candidates.ts';
import { testPorts } from '../../factories/test-ports.ts';

const ports = testPorts('.');
const job = async (whatIf: readonly string[] = []): Promise<PlanJob> => ({
  candidates: allocationCandidates(7, 200),
  plan: testOperation(),
  policy: await loadPolicy(ports, 'default'),
  seed: 3,
  whatIf,
});

describe('solving a plan', () => {
  it('gives in a thread what it gives here, to the last digit', async () => {
    const asked = await job(['*:physical:+50%']);
    const here = solvePlan(asked);
    const there = await solveInThread<PlanJob, SolvedPlan>('solve-plan', asked, 60_000);
    expect(there).toEqual(here);
    expect(here.whatIf!.expectedHarm).toBeGreaterThan(here.figures.expectedHarm);
    expect(here.draw).toHaveLength(200);
    expect(here.draw.filter(({ source }) => source !== undefined)).toHaveLength(here.targets.length);
  });

  it('says in the same words what cannot be asked, wherever it is solved', async () => {
    const asked = await job(['NOWHERE:physical:+1%']);
    expect(() => solvePlan(asked)).toThrow(/no office NOWHERE/);
    await expect(solveInThread('solve-plan', asked, 60_000)).rejects.toMatchObject({ code: 'usage' });
  });

  it('ends what takes too long', async () => {
    await expect(solveInThread('solve-plan', await job(), 1)).rejects.toMatchObject({ code: 'too-large' });
  });
});
