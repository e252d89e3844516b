/** `touchstone deconflict`: whether two agencies are after the same, without either showing its list. */
import { Command, Option } from 'commander';
import { parseExchangeCard } from '../../formats/exchange/exchange-card.ts';
import { answerDeconfliction } from '../../services/deconfliction/answer-deconfliction.ts';
import { closeDeconfliction, confirmDeconfliction } from '../../services/deconfliction/close-deconfliction.ts';
import { type FinishReport, finishDeconfliction } from '../../services/deconfliction/finish-deconfliction.ts';
import { offerDeconfliction } from '../../services/deconfliction/offer-deconfliction.ts';
import { recordOutcome } from '../../services/deconfliction/record-outcome.ts';
import { type OverlapOutcome, overlapOutcomes } from '../../services/deconfliction-ports.ts';
import type { Ports } from '../../services/ports.ts';
import { wholeNumber } from '../option-values.ts';
import { storeOption, withStore } from '../store-option.ts';
import { printJson, printLine, table } from '../terminal.ts';

interface StepOptions {
  readonly store: string;
  readonly list: string;
  readonly agreement: number;
  readonly purpose?: string;
  readonly liaison: string;
  readonly revealContacts?: boolean;
  readonly out: string;
  readonly json?: boolean;
}

/** Overlaps that are printed. */
const overlapsPrinted = 50;

/** Returns the command with its subcommands. */
export function deconflictCommand(ports: Ports): Command {
  const command = new Command('deconflict').description(
    'find what two agencies are both after, by files between their installations; neither sees what only the other has',
  );
  const step = (words: string, description: string): Command =>
    command
      .command(words)
      .description(description)
      .addOption(storeOption())
      .requiredOption(
        '--list <file>',
        'CSV: reference, contact, name, partyKind, country, address, phone, id, idScheme, consignment',
      )
      .requiredOption('--liaison <text>', 'who of your side is asked first')
      .requiredOption('--out <file>', 'file to write for the partner')
      .option('--purpose <purpose>', 'what it is for, where the agreement is for several')
      .option('--json', 'print one JSON object');
  const first = (words: string, description: string): Command =>
    step(words, description)
      .requiredOption(
        '--agreement <id>',
        'agreement by which your agency gives to the partner',
        wholeNumber('--agreement', 1),
      )
      .option('--reveal-contacts', 'tell the contacts of what both are after, if the other side does too');
  const sideOf = ({ list, agreement, purpose, liaison, revealContacts, out }: StepOptions) => ({
    list,
    agreementId: agreement,
    purpose,
    liaison,
    revealsContacts: revealContacts === true,
    out,
  });
  first('offer', 'begin: offer your list, blinded')
    .requiredOption('--to <card>', "file of the partner's public keys")
    .action(async (options: StepOptions & { to: string }) => {
      const card = parseExchangeCard(options.to, await ports.files.readText(options.to));
      const input = { ...sideOf(options), card };
      const report = await withStore(ports, options.store, (store) => offerDeconfliction(ports, store, input));
      if (options.json === true) printJson(report);
      else printLine(`session ${report.session}: ${report.rows} rows as ${report.elements} elements in ${options.out}`);
    });
  first('answer <file>', "answer a partner's offer with your own list").action(
    async (file: string, options: StepOptions) => {
      const report = await withStore(ports, options.store, (store) =>
        answerDeconfliction(ports, store, file, sideOf(options)),
      );
      if (options.json === true) return printJson(report);
      printLine(
        `session ${report.session}: ${report.otherElements} elements of the partner, whose liaison is ${report.otherLiaison}`,
      );
      printLine(`  ${report.rows} rows as ${report.elements} elements in ${options.out}`);
    },
  );
  step('finish <file>', 'on the side that offered: learn what both are after, and let the partner learn it')
    .option('--reveal-contacts', 'tell your contacts, if the partner tells its own')
    .action(async (file: string, options: StepOptions) => {
      const report = await withStore(ports, options.store, (store) =>
        finishDeconfliction(ports, store, file, sideOf(options)),
      );
      printFound(report, options);
    });
  step('close <file>', 'on the side that answered: learn the same, and confirm it').action(
    async (file: string, options: StepOptions) => {
      const report = await withStore(ports, options.store, (store) =>
        closeDeconfliction(ports, store, file, sideOf(options)),
      );
      printFound(report, options);
    },
  );
  command
    .command('confirm <file>')
    .description('on the side that offered: take the end in, with contacts where both sides tell them')
    .addOption(storeOption())
    .option('--json', 'print one JSON object')
    .action(async (file: string, { store: where, json }: Pick<StepOptions, 'store' | 'json'>) => {
      const report = await withStore(ports, where, (store) => confirmDeconfliction(ports, store, file));
      if (json === true) printJson(report);
      else
        printLine(
          `session ${report.session}: both sides see the same ${report.overlaps} overlaps; ${report.contacts} contacts came`,
        );
    });
  addRecords(command, ports);
  return command;
}

function addRecords(command: Command, ports: Ports): void {
  command
    .command('show <session>')
    .description('overlaps of a session, with contacts and outcomes')
    .addOption(storeOption())
    .option('--json', 'print one JSON object')
    .action(async (session: string, { store: where, json }: Pick<StepOptions, 'store' | 'json'>) => {
      const overlaps = await withStore(ports, where, (store) => store.deconfliction.overlaps(session));
      if (json === true) return printJson({ overlaps });
      const rows = overlaps.map((one) => [
        one.reference,
        one.ownReferences.join(', '),
        one.otherContact ?? 'through the liaison',
        one.outcome ?? '–',
      ]);
      printLine(table(['overlap', 'yours', 'contact', 'outcome'], rows));
    });
  command
    .command('outcome <session> <overlap>')
    .description('record what was agreed on')
    .addOption(new Option('--is <outcome>', 'what was agreed on').choices(overlapOutcomes).makeOptionMandatory())
    .addOption(storeOption())
    .action(async (session: string, reference: string, options: { store: string; is: OverlapOutcome }) => {
      const input = { session, reference, outcome: options.is };
      await withStore(ports, options.store, (store) => recordOutcome(ports, store, input));
      printLine(`overlap ${reference}: ${options.is}`);
    });
}

function printFound(report: FinishReport, { out, json }: StepOptions): void {
  if (json === true) {
    printJson(report);
    return;
  }
  const { session, rows, matchedRows, overlaps, otherRows, otherLiaison } = report;
  printLine(`session ${session}: the partner is after ${matchedRows} of your ${rows} rows; its list has ${otherRows}`);
  const shown = overlaps
    .slice(0, overlapsPrinted)
    .map((one) => [
      one.reference,
      one.ownReferences.join(', '),
      one.otherContact ?? `through the liaison, ${otherLiaison}`,
    ]);
  if (shown.length > 0) printLine(table(['overlap', 'yours', 'contact'], shown));
  if (overlaps.length > shown.length) printLine(`and ${overlaps.length - shown.length} more: --json has all`);
  printLine(`send ${out} to the partner`);
}
