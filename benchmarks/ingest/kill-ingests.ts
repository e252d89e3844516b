/** Kills ingests at random moments and looks at what is left. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { HistoryCheck } from '../../src/services/history-ports.ts';
import { createRng } from '../../src/util/rng.ts';
import type { BenchStores, StoreKind } from './bench-stores.ts';
import { compareFacts, type FactCounts, factCounts } from './fact-counts.ts';
import { isBalanced } from './is-balanced.ts';
import { startCli } from './start-cli.ts';
import { type StoreBooks, storeBooks } from './store-books.ts';

/** What became of ingests that were killed, and then run again until they were done. */
export interface KillTally {
  readonly kind: StoreKind;
  /** Processes killed, and what they were at. */
  kills: number;
  beforeLoading: number;
  whileLoading: number;
  whileCounting: number;
  /** Stores, each of which was brought to its end. */
  stores: number;
  lost: number;
  doubled: number;
  /** Batches out of balance, right after a kill or at the end. */
  unbalanced: number;
  differences: number;
  readonly defects: string[];
}

/** What is ingested and how often it is killed. */
export interface KillPlan {
  readonly kind: StoreKind;
  /** Words of `ingest` that name files and profiles. */
  readonly files: readonly string[];
  readonly kills: number;
  readonly seed: number;
}

/** Kills in one store before its ingest is left to end. */
const killsInStore = 5;

/** Runs a plan: `kill -9` at moments drawn over the time that an undisturbed ingest takes, each time going on with what is there. */
export async function killIngests(
  stores: BenchStores,
  plan: KillPlan,
  { tell, isTimeLeft }: { readonly tell: (text: string) => void; readonly isTimeLeft: () => boolean },
): Promise<KillTally> {
  const rng = createRng(plan.seed).fork(`kills ${plan.kind}`);
  const { kind } = plan;
  const counts = { kills: 0, beforeLoading: 0, whileLoading: 0, whileCounting: 0, stores: 0 };
  const tally: KillTally = { kind, ...counts, lost: 0, doubled: 0, unbalanced: 0, differences: 0, defects: [] };
  const undisturbed = await stores.fresh(kind);
  const seconds = await ingestToEnd(undisturbed, plan.files);
  const wanted = await factCounts(undisturbed);
  while (tally.kills < plan.kills && isTimeLeft()) {
    const store = await stores.fresh(kind);
    for (let kill = 0; kill < killsInStore && tally.kills < plan.kills; kill++) {
      if (!(await killOnce(store, plan.files, rng.next() * seconds * 1000))) break;
      noteKill(tally, await storeBooks(store));
    }
    await ingestToEnd(store, plan.files);
    await noteEnd(tally, store, wanted);
    tell(`${kind}: ${tally.kills} of ${plan.kills} kills, ${tally.defects.length} defects`);
  }
  return tally;
}

/** Returns false where the process had ended before its moment. */
async function killOnce(store: string, files: readonly string[], afterMs: number): Promise<boolean> {
  const { child, end } = startCli('ingest', ...files, '--store', store);
  const timer = new AbortController();
  await Promise.race([end, sleep(afterMs, undefined, { signal: timer.signal }).catch(() => {})]);
  timer.abort();
  child.kill('SIGKILL');
  return (await end).code === undefined;
}

function noteKill(tally: KillTally, { batches, due }: StoreBooks): void {
  tally.kills++;
  if (batches.some(({ state }) => state === 'loading')) tally.whileLoading++;
  else if (due > 0 && batches.length > 0) tally.whileCounting++;
  else tally.beforeLoading++;
  noteBooks(tally, batches, `after kill ${tally.kills}`);
}

function noteBooks(tally: KillTally, batches: StoreBooks['batches'], when: string): void {
  for (const batch of batches.filter((one) => !isBalanced(one))) {
    tally.unbalanced++;
    tally.defects.push(`${tally.kind}, ${when}: ${JSON.stringify(batch)}`);
  }
}

async function noteEnd(tally: KillTally, store: string, wanted: FactCounts): Promise<void> {
  const when = `store ${++tally.stores}`;
  const { lost, doubled } = compareFacts(wanted, await factCounts(store));
  tally.lost += lost;
  tally.doubled += doubled;
  if (lost + doubled > 0) tally.defects.push(`${tally.kind}, ${when}: ${lost} facts lost, ${doubled} doubled`);
  noteBooks(tally, (await storeBooks(store)).batches, when);
  const verified = await startCli('history', 'verify', '--store', store, '--json').end;
  const { differenceCount } = JSON.parse(verified.stdout) as HistoryCheck;
  if (verified.code !== 0 || differenceCount !== 0) tally.defects.push(`${tally.kind}, ${when}: ${verified.stdout}`);
  tally.differences += differenceCount;
}

/** Runs the ingest until it is done and returns its seconds. */
async function ingestToEnd(store: string, files: readonly string[]): Promise<number> {
  const { code, stderr, seconds } = await startCli('ingest', ...files, '--store', store).end;
  if (code !== 0) throw new Error(`ingest into ${store} ended with ${code}:\n${stderr}`);
  return seconds;
}
