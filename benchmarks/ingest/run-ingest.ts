/** Takes files into a store as a user would, and measures it. */
import type { IngestBatchReport } from '../../src/services/ingest-batch.ts';
import type { UpdateHistoryReport } from '../../src/services/update-history.ts';
import { runCommand } from '../shared/run-command.ts';
import { cliFile } from './start-cli.ts';

/** What an ingest took. */
export interface IngestRun {
  readonly items: number;
  /** Checking and loading, as the command reports them. */
  readonly factSeconds: number;
  /** Undefined where the history was left alone. */
  readonly historySeconds: number | undefined;
  readonly peakMemoryMb: number;
}

/**
 * Runs `touchstone ingest FILE… --store STORE`.
 * @param isCounted whether the history is brought up to the facts.
 */
export async function runIngest(
  store: string,
  files: readonly string[],
  profile: string,
  isCounted: boolean,
): Promise<IngestRun> {
  const words = ['ingest', ...files, '--profile', profile, '--store', store, '--json'];
  const run = await runCommand(process.execPath, [cliFile, ...words, ...(isCounted ? [] : ['--no-history'])]);
  const report = JSON.parse(run.stdout) as {
    readonly batches: readonly IngestBatchReport[];
    readonly history?: UpdateHistoryReport & { readonly seconds: number };
  };
  const sum = (of: (batch: IngestBatchReport) => number): number =>
    report.batches.reduce((total, batch) => total + of(batch), 0);
  return {
    items: sum(({ added }) => added),
    factSeconds: sum(({ seconds }) => seconds.check + seconds.load),
    historySeconds: report.history?.seconds,
    peakMemoryMb: run.peakMemoryMb,
  };
}
