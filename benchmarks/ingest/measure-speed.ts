/** Speed of ingest on the KCS declarations. */
import type { BenchStores, StoreKind } from './bench-stores.ts';
import { copySeconds } from './copy-seconds.ts';
import { type IngestRun, runIngest } from './run-ingest.ts';

/** Runs on one database, and its own speed. */
export interface SpeedRuns {
  readonly kind: StoreKind;
  readonly runs: readonly IngestRun[];
  readonly copySeconds: number;
}

/** Takes both KCS files into some fresh stores, with their history, and then has COPY take the same facts. */
export async function measureSpeed(
  stores: BenchStores,
  kind: StoreKind,
  files: readonly string[],
  repeats: number,
): Promise<SpeedRuns> {
  const runs: IngestRun[] = [];
  let copy = Number.POSITIVE_INFINITY;
  for (let repeat = 0; repeat < repeats; repeat++) {
    const store = await stores.fresh(kind);
    runs.push(await runIngest(store, files, 'kcs', true));
    copy = Math.min(copy, await copySeconds(store));
  }
  return { kind, runs, copySeconds: copy };
}
