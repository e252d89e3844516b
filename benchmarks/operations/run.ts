/** `npm run bench:operations`: allocation of targets, what operations are expected to find, exports, packages and deconfliction. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as composing from '../../src/compose.ts';
import * as config from '../../src/config.ts';
import { parsePolicy } from '../../src/ranking/policy.ts';
import { projectRoot } from '../shared/project-root.ts';
import { runBench } from '../shared/run-bench.ts';
import { measureAllocation } from './measure-allocation.ts';
import { measureDeconfliction } from './measure-deconfliction.ts';
import { measureExports } from './measure-exports.ts';
import { measureFinds } from './measure-finds.ts';
import { measurePackages } from './measure-packages.ts';

const policyPath = join(projectRoot, 'data/policies/default.yaml');
/** Fewer can be asked for, for trying a change. */
const operations = Number(process.env.BENCH_OPERATIONS ?? 5000);
const parties = Number(process.env.BENCH_PARTIES ?? 100_000);

await runBench({
  name: 'operations',
  title: 'Operations: targets under capacity, deconfliction, packages',
  measure: async (tell) => {
    const policy = parsePolicy(policyPath, readFileSync(policyPath, 'utf8'));
    const allocation = await measureAllocation(policy, tell);
    const finds = await measureFinds(policy, operations, tell);
    const exports = await measureExports(tell);
    const packages = await measurePackages(composing, config, tell);
    const deconfliction = await measureDeconfliction(parties, tell);
    return {
      rows: [...allocation, ...finds, ...exports, ...packages, ...deconfliction],
      versions: {},
      notes: [
        'Operations are drawn: 20,000 consignments, 10 offices of 2 to 6 officers, 5 days, at most 3 office-shifts each, two minimum shares and twelve caps; which goods infringe is drawn from their probabilities.',
        'The bound is the least value of the Lagrangian dual that was met, which no fractional choice exceeds either; the random quota is placed before and counts in neither side.',
        'Lists of parties are drawn, and how is stated in benchmarks/operations/make-party-lists.ts, which was there before the keys were; keys were chosen on another seed. About one in eight private persons has a namesake in the same country, beside the 2% of near-namesakes. Where a tenth of the lists is shared, nine in ten of one could be taken for a stranger of the other.',
        'Both sides of deconfliction run one after the other in one process: keys, hashing and all four multiplications of each element.',
        'What operations find is drawn from the true log-odds; each operation states what it expects by a calibration fitted on 4,000 examined goods of its own.',
        'Exports are written in processes of their own, whose peak is that of all their memory; hostile strings are read back by another library, and cells, values and objects that could act are counted.',
      ],
    };
  },
});
