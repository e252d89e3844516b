/** `touchstone exchange`: signed and encrypted packages between installations. */
import { Command, Option } from 'commander';
import { cardFingerprint, parseExchangeCard } from '../../formats/exchange/exchange-card.ts';
import type { ExchangeManifest } from '../../formats/exchange/exchange-manifest.ts';
import { commandAuthor } from '../../services/change-author.ts';
import { type AcceptPackageReport, acceptPackage } from '../../services/exchange/accept-package.ts';
import { makeExchangeCard } from '../../services/exchange/make-exchange-card.ts';
import { openPackage } from '../../services/exchange/open-package.ts';
import { packExchange } from '../../services/exchange/pack-exchange.ts';
import { distrustPartner, trustPartner } from '../../services/exchange/trust-partner.ts';
import { withdrawPackage } from '../../services/exchange/withdraw-package.ts';
import type { Ports } from '../../services/ports.ts';
import { msOfMoment, wholeNumber } from '../option-values.ts';
import { storeOption, withStore } from '../store-option.ts';
import { note, printJson, printLine, table } from '../terminal.ts';

interface JsonOption {
  readonly json?: boolean;
}

interface StoreOptions extends JsonOption {
  readonly store: string;
}

interface PackOptions extends StoreOptions {
  readonly agreement: number;
  readonly kind: 'consignments' | 'measures' | 'look-outs';
  readonly to: string;
  readonly out: string;
  readonly purpose?: string;
  readonly from?: number;
  readonly until?: number;
  readonly days: number;
}

const recordKinds = ['consignments', 'measures', 'look-outs'] as const;

/** Returns the command with its subcommands. */
export function exchangeCommand(ports: Ports): Command {
  const command = new Command('exchange').description(
    'signed and encrypted packages between installations, as far as an agreement goes',
  );
  addKeyCommands(command, ports);
  addPackageCommands(command, ports);
  return command;
}

function addKeyCommands(command: Command, ports: Ports): void {
  command
    .command('key')
    .description("print this installation's public keys, which partners need; made on first use")
    .requiredOption('--name <text>', 'what this installation calls itself')
    .option('--out <file>', 'write them to a file')
    .action(async ({ name, out }: { name: string; out?: string }) => {
      const card = await makeExchangeCard(ports, name);
      if (out === undefined) printJson(card);
      else await ports.files.write(out, `${JSON.stringify(card, null, 2)}\n`);
      note(
        `fingerprint ${cardFingerprint(card)}: tell it to the partner by telephone, not by the way that the file takes`,
      );
    });
  command
    .command('trust <card>')
    .description("take a file of public keys for a partner's, once the fingerprint was compared")
    .requiredOption('--agency <code>', 'agency of this store that the keys speak for')
    .requiredOption('--fingerprint <text>', 'as the partner has told it')
    .addOption(storeOption())
    .option('--json', 'print one JSON object')
    .action(async (file: string, options: StoreOptions & { agency: string; fingerprint: string }) => {
      const card = parseExchangeCard(file, await ports.files.readText(file));
      const { store: where, agency, fingerprint, json } = options;
      const input = { card, agency, fingerprint };
      const id = await withStore(ports, where, (store) => trustPartner(ports, store, commandAuthor, input));
      if (json === true) printJson({ partner: id, agency, fingerprint });
      else printLine(`partner ${id}: ${card.name} speaks for ${agency}, ${fingerprint}`);
    });
  command
    .command('distrust <partner>')
    .description("take nothing from a partner's keys any more")
    .addOption(storeOption())
    .action(async (partner: string, { store: where }: StoreOptions) => {
      const id = wholeNumber('a partner', 1)(partner);
      await withStore(ports, where, (store) => distrustPartner(ports, store, commandAuthor, id));
      note(`partner ${id} is trusted no more`);
    });
  command
    .command('partners')
    .description('partners and their fingerprints')
    .addOption(storeOption())
    .option('--json', 'print one JSON object')
    .action(async ({ store: where, json }: StoreOptions) => {
      const partners = await withStore(ports, where, (store) => store.exchange.partners());
      if (json === true) printJson({ partners });
      else {
        const state = (removedAtMs: number | undefined): string => (removedAtMs === undefined ? 'trusted' : 'removed');
        const rows = partners.map((one) => [
          one.id,
          one.agency,
          one.name,
          cardFingerprint(one),
          state(one.removedAtMs),
        ]);
        printLine(table(['id', 'agency', 'name', 'fingerprint', 'state'], rows));
      }
    });
}

function addPackageCommands(command: Command, ports: Ports): void {
  command
    .command('pack')
    .description('pack what an agreement gives its taker')
    .addOption(storeOption())
    .requiredOption('--agreement <id>', 'agreement in force', wholeNumber('--agreement', 1))
    .addOption(new Option('--kind <kind>', 'what to pack').choices(recordKinds).makeOptionMandatory())
    .requiredOption('--to <card>', "file of the taker's public keys")
    .requiredOption('--out <file>', 'file to write')
    .option('--purpose <purpose>', 'what it is for, where the agreement is for several')
    .option('--from <time>', 'records known from a date, or a time with its zone, on', msOfMoment('--from'))
    .option('--until <time>', 'records known before it', msOfMoment('--until'))
    .option('--days <n>', 'days for which it may be taken in', wholeNumber('--days', 1), 14)
    .option('--json', 'print one JSON object')
    .action(async ({ store: where, json, to, from, until, agreement, purpose, ...rest }: PackOptions) => {
      const card = parseExchangeCard(to, await ports.files.readText(to));
      const input = { ...rest, agreementId: agreement, card, purpose, fromMs: from, toMs: until };
      const report = await withStore(ports, where, (store) => packExchange(ports, store, input));
      if (json === true) return printJson(report);
      printManifest(report.manifest);
      printLine(`${report.records} records packed, ${report.withheld} withheld by handling or agreement`);
    });
  command
    .command('inspect <file>')
    .description('show what a package for this installation says of itself; nothing is kept')
    .option('--json', 'print one JSON object')
    .action(async (file: string, { json }: JsonOption) => {
      const { manifest } = await openPackage(ports, file);
      if (json === true) return printJson(manifest);
      printManifest(manifest);
      note('whether its key is a partner of a store, and whether it was taken in before, accept tells');
    });
  command
    .command('accept <file>')
    .description('take a package in, as records of the agency that sent it')
    .addOption(storeOption())
    .option('--json', 'print one JSON object')
    .action(async (file: string, { store: where, json }: StoreOptions) => {
      const report = await withStore(ports, where, (store) => acceptPackage(ports, store, file));
      if (json === true) return printJson(report);
      printAccepted(report);
    });
  command
    .command('withdraw <package>')
    .description('take out again what a package brought')
    .requiredOption('--ground <text>', 'why, without personal data: it stays')
    .addOption(storeOption())
    .option('--json', 'print one JSON object')
    .action(async (id: string, { store: where, json, ground }: StoreOptions & { ground: string }) => {
      const report = await withStore(ports, where, (store) => withdrawPackage(ports, store, { id, ground }));
      if (json === true) printJson(report);
      else printLine(`package ${id}: ${report.records} records are erased (${report.facts} facts)`);
    });
  command
    .command('list')
    .description('packages that were sent or taken in, the youngest first')
    .addOption(storeOption())
    .option('--json', 'print one JSON object')
    .action(async ({ store: where, json }: StoreOptions) => {
      const packages = await withStore(ports, where, (store) => store.exchange.packages());
      if (json === true) return printJson({ packages });
      const rows = packages.map(({ id, direction, state, atMs, manifest: { kind, from, to } }) => [
        isoMinute(atMs),
        direction,
        kind,
        from.agency,
        to.agency,
        state,
        id,
      ]);
      printLine(table(['time', 'direction', 'kind', 'from', 'to', 'state', 'package'], rows));
    });
}

function printManifest({
  id,
  kind,
  from,
  to,
  agreement,
  purpose,
  createdAtMs,
  expiresAtMs,
  files,
}: ExchangeManifest): void {
  printLine(`package ${id}: ${kind} of ${from.agency} for ${to.agency}`);
  const gateway = agreement.gateway === undefined ? '' : `, gateway ${agreement.gateway}`;
  printLine(
    `  agreement ${agreement.id} of the sender${gateway}; purpose ${purpose}; onward sharing: ${agreement.onwardSharing}`,
  );
  printLine(
    `  fields ${agreement.fields.join(', ') || 'none'}; to be erased ${agreement.retentionDays} days after the agreement`,
  );
  printLine(`  made ${isoMinute(createdAtMs)}, to be taken in before ${isoMinute(expiresAtMs)}`);
  for (const { name, rows, handling } of files) {
    const marks = [handling.tlp, ...handling.europolCodes, handling.nationalMarking].filter(
      (mark) => mark !== undefined,
    );
    printLine(`  ${name}: ${rows} rows, ${marks.join(' ')}, for ${handling.purposes.join(', ')}`);
  }
}

function printAccepted({ manifest, agreementId, batches }: AcceptPackageReport): void {
  printLine(`package ${manifest.id} of ${manifest.from.agency} is taken in by agreement ${agreementId}`);
  for (const { file, rowsRead, accepted, rejected, added, revised, duplicate } of batches) {
    printLine(`  ${file}: rows read ${rowsRead} = ${accepted} accepted + ${rejected} in quarantine`);
    printLine(`    accepted ${accepted} = ${added} new + ${revised} revised + ${duplicate} duplicate`);
  }
}

function isoMinute(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 16)}Z`;
}
