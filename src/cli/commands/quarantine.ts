/** `touchstone quarantine`: rows that were not accepted. */
import { Command } from 'commander';
import type { QuarantinedRow } from '../../services/batch-ports.ts';
import type { Ports } from '../../services/ports.ts';
import { type RetriedBatch, retryQuarantine } from '../../services/retry-quarantine.ts';
import { wholeNumber } from '../option-values.ts';
import { storeOption, withStore } from '../store-option.ts';
import { note, printJson, printLine, table } from '../terminal.ts';

interface ListOptions {
  readonly store: string;
  readonly batch?: number;
  readonly limit: number;
  readonly after: number;
  readonly rows?: boolean;
  readonly json?: boolean;
}

interface RetryOptions {
  readonly store: string;
  readonly batch?: number;
  readonly profile?: string;
  readonly json?: boolean;
}

interface OneOptions {
  readonly store: string;
  readonly json?: boolean;
}

/** Returns the command with its subcommands. */
export function quarantineCommand(ports: Ports): Command {
  const command = new Command('quarantine').description('rows that were not accepted, kept with their raw text');
  command
    .command('list')
    .description('counts by batch and fault, or single rows with --rows')
    .addOption(storeOption())
    .option('--batch <id>', 'rows of one batch', wholeNumber('--batch', 1))
    .option('--rows', 'list rows')
    .option('--limit <n>', 'rows listed at most', wholeNumber('--limit', 1), 100)
    .option('--after <id>', 'go on after this row', wholeNumber('--after'), 0)
    .option('--json', 'print one JSON object')
    .action((options: ListOptions) =>
      withStore(ports, options.store, async (store) => {
        if (options.rows === true || options.batch !== undefined) {
          const rows = await store.quarantine.list({
            batchId: options.batch,
            afterId: options.after,
            limit: options.limit,
          });
          if (options.json === true) printJson({ rows: rows.map(asText) });
          else printRows(rows);
          return;
        }
        const counts = await store.quarantine.summary();
        if (options.json === true) printJson({ counts });
        else {
          printLine(
            table(
              ['batch', 'file', 'column', 'fault', 'rows'],
              counts.map(({ batchId, file, column, code, rows }) => [batchId, file, column ?? '', code, rows]),
            ),
          );
        }
      }),
    );
  command
    .command('show')
    .description('one row with its raw text')
    .argument('<id>', 'number of the row in quarantine', wholeNumber('<id>', 1))
    .addOption(storeOption())
    .option('--json', 'print one JSON object')
    .action((id: number, options: OneOptions) =>
      withStore(ports, options.store, async (store) => {
        const row = await store.quarantine.get(id);
        if (options.json === true) printJson(asText(row));
        else {
          printRows([row]);
          printLine(row.raw.length === 0 ? `(${row.state})` : Buffer.from(row.raw).toString());
        }
      }),
    );
  command
    .command('drop')
    .description('erase the raw text of rows; their place in the books stays')
    .argument('<ids...>', 'numbers of rows in quarantine')
    .addOption(storeOption())
    .action((ids: string[], options: OneOptions) =>
      withStore(ports, options.store, async (store) => {
        const dropped = await store.quarantine.drop(ids.map((id) => wholeNumber('<ids>', 1)(id)));
        note(`${dropped} rows dropped`);
      }),
    );
  command
    .command('retry')
    .description('map rows that wait again, by the mapping profile as it is now; what is accepted is stored')
    .addOption(storeOption())
    .option('--batch <id>', 'rows of one batch', wholeNumber('--batch', 1))
    .option('--profile <name>', 'mapping profile by name or path; default the one that each batch names')
    .option('--json', 'print one JSON object')
    .action(async (options: RetryOptions) => {
      const batches = await withStore(ports, options.store, (store) =>
        retryQuarantine(ports, store, { batchId: options.batch, profile: options.profile }),
      );
      if (options.json === true) printJson({ batches });
      else printRetried(batches);
    });
  return command;
}

function printRetried(batches: readonly RetriedBatch[]): void {
  if (batches.length === 0) printLine('no row waits');
  for (const batch of batches) {
    printLine(
      `batch ${batch.batchId}, ${batch.file} (${batch.profile}): ${batch.accepted} of ${batch.retried} rows accepted = ${batch.added} new + ${batch.revised} revised + ${batch.duplicate} duplicate; ${batch.waiting} wait`,
    );
    if (batch.withoutFields > 0) {
      note(`  ${batch.withoutFields} rows could never be cut into fields; hand them in again, corrected`);
    }
  }
}

function asText({ raw, ...row }: QuarantinedRow) {
  return { ...row, raw: Buffer.from(raw).toString() };
}

function printRows(rows: readonly QuarantinedRow[]): void {
  printLine(
    table(
      ['id', 'batch', 'row', 'column', 'fault', 'expected', 'state'],
      rows.map(({ id, batchId, row, column, code, expected, state }) => [
        id,
        batchId,
        row,
        column ?? '',
        code,
        expected,
        state,
      ]),
    ),
  );
}
