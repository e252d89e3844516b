/** Faults among workers of PostgreSQL and Redis. */
import { openDatabase } from '../../src/storage/database/open-database.ts';
import { startService } from './bench-service.ts';
import { compareStores } from './compare-stores.ts';
import { copyScores } from './copy-scores.ts';
import type { FaultTally } from './fault-tally.ts';
import { type Fault, type faultOrder, injectFaults } from './inject-faults.ts';
import type { Flow } from './make-flow.ts';
import { samePiecesSeconds } from './recovery-seconds.ts';
import { runFlow } from './run-flow.ts';
import { sendingOrder } from './sending-order.ts';
import { storeEnd } from './store-end.ts';
import { eventsSince } from './watch-work.ts';

const workers = 2;
const seed = 7;

/** What is measured. */
export interface ServicePlan {
  readonly flow: Flow;
  readonly folder: string;
  readonly order: typeof faultOrder;
  readonly tell: (text: string) => void;
}

/** Runs a flow undisturbed and disturbed and compares what is left. */
export async function measureService({ flow, folder, order, tell }: ServicePlan): Promise<FaultTally> {
  const service = await startService(folder);
  try {
    const shared = { service, flow, workers, onScored: copyScores };
    const calm = await runFlow({ ...shared, files: flow.batches, tell: (text) => tell(`undisturbed: ${text}`) });
    const faults: Fault[] = [];
    const sent = sendingOrder(flow.batches, flow.poison, seed);
    const say = (text: string): void => tell(`disturbed: ${text}`);
    const disturb = injectFaults(service, order, { faults, tell: say });
    const rough = await runFlow({ ...shared, files: sent, disturb, tell: say });
    const [wanted, found] = [await openDatabase(calm.location), await openDatabase(rough.location)];
    try {
      const compare = (part: Parameters<typeof compareStores>[2]) => compareStores(wanted.db, found.db, part);
      const first = await compare('first scores');
      const tally: FaultTally = {
        wiring: 'PostgreSQL + Redis',
        faults,
        flow,
        sent,
        repeats: rough.sending.repeats,
        end: await storeEnd(service.ports, rough.location),
        facts: await compare('facts'),
        history: await compare('history'),
        scores: await compare('scores'),
        firstScores: { differing: first.missing, all: first.all },
        samePiecesSeconds: slowestSamePieces(faults, await eventsSince(found.db, 0)),
        desertions: [...calm.desertions, ...rough.desertions],
        seconds: rough.seconds,
        undisturbedSeconds: calm.seconds,
      };
      return tally;
    } finally {
      await Promise.all([wanted.close(), found.close()]);
    }
  } finally {
    await service.end();
  }
}

function slowestSamePieces(faults: readonly Fault[], events: Awaited<ReturnType<typeof eventsSince>>): number {
  const seconds = faults.map(({ death }) => (death === undefined ? 0 : samePiecesSeconds(death, events)));
  return Math.max(...seconds.map((one) => one ?? Number.NaN));
}
