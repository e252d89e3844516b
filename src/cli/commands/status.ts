/** `touchstone status`: how a store, its work and its scores stand. */
import { Command } from 'commander';
import type { Ports } from '../../services/ports.ts';
import { reportStatus, type StatusReport } from '../../services/report-status.ts';
import { storeOption, withStore } from '../store-option.ts';
import { printJson, printLine, table } from '../terminal.ts';

/** Returns the command. */
export function statusCommand(ports: Ports): Command {
  return new Command('status')
    .description('how a store, its due work and its scores stand, and what to do about what is wrong')
    .addOption(storeOption())
    .option('--json', 'print one JSON object')
    .action(({ store: location, json }: { readonly store: string; readonly json?: boolean }) =>
      withStore(ports, location, async (store) => {
        const report = await reportStatus(ports, store, undefined);
        if (json === true) printJson(report);
        else printReport(report, ports.clock.nowMs());
      }),
    );
}

function printReport(report: StatusReport, nowMs: number): void {
  const { batches, history } = report;
  printLine(`batches: ${batches.loaded} loaded, ${batches.loading} loading, ${batches.refused} refused`);
  printLine(`history: ${history.state}, ${history.counted} facts counted, ${history.due} changes due`);
  for (const { name, version, stage } of report.champions) printLine(`champion at ${stage}: ${name}@${version}`);
  for (const { stage, consignments, scored, due, lost } of report.scores) {
    printLine(
      `${stage}: ${consignments} consignments, ${scored} scored, ${due} due${lost > 0 ? `, ${lost} LOST` : ''}`,
    );
  }
  if (report.work.length > 0) {
    const age = (sinceMs: number | undefined): string =>
      sinceMs === undefined ? '' : `${Math.round((nowMs - sinceMs) / 1000)} s`;
    printLine(
      table(
        ['queue', 'due', 'oldest', 'failed for good'],
        report.work.map(({ queue, due, dead, oldestDueMs }) => [queue, due, age(oldestDueMs), dead]),
      ),
    );
  }
  if (report.problems.some(({ isOutage }) => isOutage)) {
    printLine('OUTAGE of scoring: random slice, look-outs and live rules go on selecting');
  }
  for (const { isOutage, text, help } of report.problems) {
    printLine(`${isOutage ? 'OUTAGE: ' : ''}${text}`);
    printLine(`  ${help}`);
  }
}
