/** Nothing is lost: `npm run bench:faults`. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BenchOutcome } from '../shared/bench.ts';
import { inTemporaryFolder } from '../shared/in-temporary-folder.ts';
import { runBench } from '../shared/run-bench.ts';
import { faultNotes } from './fault-notes.ts';
import { faultRows } from './fault-rows.ts';
import type { FaultTally } from './fault-tally.ts';
import { whyNoHosts } from './host-network.ts';
import { faultOrder } from './inject-faults.ts';
import { type FlowPlan, makeFlow } from './make-flow.ts';
import { measureEmbedded } from './measure-embedded.ts';
import { measureHosts } from './measure-hosts.ts';
import { measureService } from './measure-service.ts';

/** 200,000 consignments have as many goods items. */
const serviceFlow: FlowPlan = { items: 294_000, rowsOfBatch: 2500 };
const embeddedFlow: FlowPlan = { items: 10_000, rowsOfBatch: 1000 };
const hostsFlow: FlowPlan = { items: 24_000, rowsOfBatch: 500 };
const embeddedKills = 5;

await runBench({
  name: 'faults',
  title: 'Faults survived',
  measure: (tell) => inTemporaryFolder((folder) => measure(tell, folder)),
});

async function measure(tell: (text: string) => void, folder: string): Promise<BenchOutcome> {
  // What a killed process has spooled goes with the folder, and nobody's own key is touched.
  process.env.TMPDIR = folder;
  const tallies: FaultTally[] = [];
  const notes: string[] = [];
  const part = async (
    name: string,
    plan: FlowPlan,
    run: (flow: Awaited<ReturnType<typeof makeFlow>>, own: string) => Promise<FaultTally>,
  ) => {
    const own = join(folder, name);
    mkdirSync(own);
    tallies.push(await run(await makeFlow(own, plan), own));
  };
  const noHosts = whyNoHosts();
  await part('embedded', embeddedFlow, (flow, own) =>
    measureEmbedded({ flow, folder: own, kills: embeddedKills, tell: (text) => tell(`embedded: ${text}`) }),
  );
  if (noHosts === undefined) {
    await part('hosts', hostsFlow, (flow, own) =>
      measureHosts({ flow, folder: own, tell: (text) => tell(`three hosts: ${text}`) }),
    );
  } else {
    tell(`*** SKIPPED: three hosts: ${noHosts}`);
    notes.push(`Three hosts were not tried: ${noHosts}.`);
  }
  await part('service', serviceFlow, (flow, own) => measureService({ flow, folder: own, order: faultOrder, tell }));
  tallies.reverse();
  return { rows: tallies.flatMap(faultRows), versions: {}, notes: [...tallies.flatMap(faultNotes), ...notes] };
}
