/** Time, memory and room of files of several sizes. */
import { join } from 'node:path';
import { copyFirstLines } from '../throughput/copy-first-lines.ts';
import type { BenchStores, StoreKind } from './bench-stores.ts';
import { type IngestRun, runIngest } from './run-ingest.ts';
import { type StoreBytes, storeBytes } from './store-bytes.ts';

/** One file of one size in a store of its own. */
export interface SizeRun extends IngestRun {
  readonly kind: StoreKind;
  readonly bytes: StoreBytes;
}

/** What is measured; `isCounted` where the history is counted too. */
export interface SizePlan {
  readonly kind: StoreKind;
  readonly items: number;
  readonly isCounted: boolean;
}

/** Cuts files of the planned sizes from the beginning of a large one, and takes each into a store of its own. */
export async function measureSizes(
  stores: BenchStores,
  { year, folder }: { readonly year: string; readonly folder: string },
  plans: readonly SizePlan[],
  { tell, isTimeLeft }: { readonly tell: (text: string) => void; readonly isTimeLeft: () => boolean },
): Promise<{ readonly runs: SizeRun[]; readonly leftOut: SizePlan[] }> {
  const runs: SizeRun[] = [];
  const leftOut: SizePlan[] = [];
  for (const plan of plans) {
    const { kind, items, isCounted } = plan;
    if (!isTimeLeft()) {
      leftOut.push(plan);
      continue;
    }
    const file = join(folder, 'cut.csv');
    await copyFirstLines(year, file, items + 1);
    const store = await stores.fresh(kind);
    const run = await runIngest(store, [file], 'aurelia', isCounted);
    if (run.items !== items) throw new Error(`${run.items} of ${items} items taken in: not what is to be measured`);
    runs.push({ ...run, kind, bytes: await storeBytes(store) });
    const counted = run.historySeconds === undefined ? '' : `, counted in ${run.historySeconds.toFixed(0)} s`;
    tell(
      `${kind}: ${items} items in ${run.factSeconds.toFixed(0)} s${counted}, peak ${run.peakMemoryMb.toFixed(0)} MB`,
    );
  }
  return { runs, leftOut };
}
