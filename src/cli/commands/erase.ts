/** `touchstone erase`: takes records out of a store for good. */
import { Command } from 'commander';
import { formatMoment, hourMs } from '../../domain/moment.ts';
import { AppError } from '../../errors.ts';
import { type EraseRecordsReport, eraseRecords } from '../../services/erase-records.ts';
import type { Ports } from '../../services/ports.ts';
import { storeOption, withStore } from '../store-option.ts';
import { note, printJson, printLine } from '../terminal.ts';

interface Options {
  readonly record?: string[];
  readonly party?: string;
  readonly ground: string;
  readonly store: string;
  readonly json?: boolean;
}

/** Returns the command. */
export function eraseCommand(ports: Ports): Command {
  return new Command('erase')
    .description(
      'erase records, or all that name a party, with everything that was made of them; the store is then as if they had never come, and they do not come back',
    )
    .option('--record <ids...>', 'AGENCY/REFERENCE of a consignment, result or right, or AGENCY/REFERENCE#ITEM')
    .option(
      '--party <party>',
      'id:SCHEME:ID, name:NAME|COUNTRY, address:ADDRESS|COUNTRY, phone:NUMBER|COUNTRY or email:MAILBOX',
    )
    .requiredOption('--ground <text>', 'why, without personal data: it stays')
    .addOption(storeOption())
    .option('--json', 'print one JSON object')
    .action(async ({ record = [], party, ground, store: where, json }: Options) => {
      if ((record.length === 0) === (party === undefined)) {
        throw new AppError('usage', { reason: 'say either --record or --party' });
      }
      const report = await withStore(ports, where, (store) =>
        eraseRecords(ports, store, { records: record, party, ground }),
      );
      if (json === true) printJson(report);
      else printReport(report);
    });
}

function printReport({ erasures, rights, modelsToRetrain, heldBack, auditPayloads }: EraseRecordsReport): void {
  for (const { id, records, facts, scores, lookOuts, quarantined, firstKnownTick, erasedAtMs } of erasures) {
    printLine(
      `erasure ${id}: ${records} records in ${facts} versions, ${scores} scores with their features, ${lookOuts} look-outs, ${quarantined} rejected rows`,
    );
    if (firstKnownTick === undefined) continue;
    const from = formatMoment({ epochMs: firstKnownTick * hourMs, precision: 'day' });
    const to = formatMoment({ epochMs: erasedAtMs, precision: 'day' });
    printLine(`  replays as of ${from} to ${to} are no longer what was given then`);
  }
  for (const model of modelsToRetrain) printLine(`  ${model} was trained on it and is noted for retraining`);
  for (const { id, hold } of heldBack) {
    const until = hold === undefined ? 'the next sweep' : formatMoment({ epochMs: hold.untilMs, precision: 'day' });
    printLine(`  frozen target ${id} is held back until ${until}: ${hold?.ground ?? 'its legal hold is over'}`);
  }
  if (auditPayloads > 0) printLine(`  ${auditPayloads} payloads of the audit spoke of it and are erased`);
  if (rights.length > 0)
    note(`rights records name the party and stay, to be corrected at their source: ${rights.join(', ')}`);
  note(
    'scores that were made later are due again: touchstone score --store; files that were handed in and backups are not reached',
  );
}
