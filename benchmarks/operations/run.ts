/** `npm run bench:operations`: allocation of targets, what operations are expected to find, and exports of targets. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parsePolicy } from '../../src/ranking/policy.ts';
import { projectRoot } from '../shared/project-root.ts';
import { runBench } from '../shared/run-bench.ts';
import { measureAllocation } from './measure-allocation.ts';
import { measureExports } from './measure-exports.ts';
import { measureFinds } from './measure-finds.ts';

const policyPath = join(projectRoot, 'data/policies/default.yaml');
/** Fewer can be asked for, for trying a change. */
const operations = Number(process.env.BENCH_OPERATIONS ?? 5000);

await runBench({
  name: 'operations',
  title: 'Operations: targets under capacity',
  measure: async (tell) => {
    const policy = parsePolicy(policyPath, readFileSync(policyPath, 'utf8'));
    const allocation = await measureAllocation(policy, tell);
    const finds = await measureFinds(policy, operations, tell);
    const exports = await measureExports(tell);
    return {
      rows: [...allocation, ...finds, ...exports],
      versions: {},
      notes: [
        'Operations are drawn: 20,000 consignments, 10 offices of 2 to 6 officers, 5 days, at most 3 office-shifts each, two minimum shares and twelve caps; which goods infringe is drawn from their probabilities.',
        'The bound is the least value of the Lagrangian dual that was met, which no fractional choice exceeds either; the random quota is placed before and counts in neither side.',
        'What operations find is drawn from the true log-odds; each operation states what it expects by a calibration fitted on 4,000 examined goods of its own.',
        'Exports are written in processes of their own, whose peak is that of all their memory; hostile strings are read back by another library, and cells, values and objects that could act are counted.',
      ],
    };
  },
});
