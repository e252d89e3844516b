/** `touchstone audit`: what was done in a store, and whether the record of it is whole. */
import { Command } from 'commander';
import type { AuditChainReport } from '../../domain/audit-chain.ts';
import type { AuditRecord } from '../../domain/audit-entry.ts';
import { AppError } from '../../errors.ts';
import { anchorAudit } from '../../services/anchor-audit.ts';
import { anchorLine } from '../../services/anchor-lines.ts';
import type { Ports } from '../../services/ports.ts';
import { verifyAudit } from '../../services/verify-audit.ts';
import { FailureWithResult } from '../failure.ts';
import { msOfMoment, wholeNumber } from '../option-values.ts';
import { storeOption, withStore } from '../store-option.ts';
import { note, printJson, printLine, table } from '../terminal.ts';

interface StoreOptions {
  readonly store: string;
  readonly json?: boolean;
}

interface AnchorOptions extends StoreOptions {
  readonly out: string;
}

interface VerifyOptions extends StoreOptions {
  readonly anchor?: string[];
  readonly publicKey?: string[];
}

interface ListOptions extends StoreOptions {
  readonly agency?: string;
  readonly action?: string;
  readonly actor?: string;
  readonly subject?: string;
  readonly from?: number;
  readonly to?: number;
  readonly before?: number;
  readonly limit: number;
}

/** Faults that are printed. */
const faultsPrinted = 20;

/** Returns the command with its subcommands. */
export function auditCommand(ports: Ports): Command {
  const command = new Command('audit').description(
    'what was done in a store and by whom: a chain of hashes that is only added to',
  );
  const subcommand = (name: string, description: string): Command =>
    command.command(name).description(description).addOption(storeOption()).option('--json', 'print one JSON object');
  subcommand('anchor', 'sign the end of the chain and add it to a file, to be kept on another machine')
    .requiredOption('--out <file>', 'file of anchors, one JSON object a line')
    .action(async ({ store: where, out, json }: AnchorOptions) => {
      const anchor = await withStore(ports, where, (store) => anchorAudit(ports, store.audit, out));
      if (json === true) printJson({ file: out, anchor: JSON.parse(anchorLine(anchor)) });
      else {
        printLine(`entry ${anchor.sequence} signed and added to ${out}`);
        note(
          `keep the file, and the public key ${Buffer.from(anchor.publicKey).toString('base64')}, on another machine`,
        );
      }
    });
  subcommand('verify', 'check every entry, and the heads that were signed; changes nothing')
    .option('--anchor <files...>', 'files of anchors, as kept on another machine')
    .option('--public-key <keys...>', "keys that may have signed them, in Base64; default this installation's")
    .action(async ({ store: where, anchor = [], publicKey = [], json }: VerifyOptions) => {
      const report = await withStore(ports, where, (store) =>
        verifyAudit(ports, store.audit, { anchorFiles: anchor, publicKeys: publicKey }),
      );
      const shown = jsonOf(report);
      if (!report.isIntact)
        throw new FailureWithResult(new AppError('audit-broken', { reason: reasonOf(report) }), shown);
      if (json === true) printJson(shown);
      else {
        const anchors = report.anchorsChecked === 0 ? 'against no anchor' : `against ${report.anchorsChecked} anchors`;
        printLine(`${report.entries} entries are whole, ${anchors}; ${report.erasedPayloads} payloads are erased`);
        if (anchor.length === 0)
          note('without --anchor a tail that was cut off, or a chain written anew, need not show');
      }
    });
  subcommand('list', 'entries, newest first')
    .option('--agency <code>', 'those of one agency')
    .option('--action <action>', 'those of one action')
    .option('--actor <actor>', 'those of one actor, as person:12')
    .option('--subject <subject>', 'those on one thing, as case:7')
    .option('--from <time>', 'from a date, or a time with its zone', msOfMoment('--from'))
    .option('--to <time>', 'before a date, or a time with its zone', msOfMoment('--to'))
    .option('--before <sequence>', 'go on behind this one', wholeNumber('--before', 1))
    .option('--limit <n>', 'listed at most', wholeNumber('--limit', 1), 100)
    .action(async ({ store: where, json, from, to, before, ...filter }: ListOptions) => {
      const page = await withStore(ports, where, (store) =>
        store.audit.find({ ...filter, fromMs: from, toMs: to, beforeSequence: before }),
      );
      if (json === true) printJson({ ...page, entries: page.entries.map(entryOf) });
      else {
        printLine(
          table(
            ['entry', 'time', 'actor', 'agency', 'action', 'subject', 'payload'],
            page.entries.map((one) => [
              one.sequence,
              new Date(one.atMs).toISOString(),
              one.actor,
              one.agency === '' ? '–' : one.agency,
              one.action,
              one.subject ?? '–',
              one.payload?.text ?? 'erased',
            ]),
          ),
        );
        printLine(`${page.total}${page.isTotalExact ? '' : '+'} entries`);
      }
    });
  return command;
}

function reasonOf({ faults, faultCount }: AuditChainReport): string {
  const lines = faults
    .slice(0, faultsPrinted)
    .map(({ kind, sequence, reason }) => `  entry ${sequence}: ${reason} (${kind})`);
  const others = faultCount > lines.length ? [`  and ${faultCount - lines.length} more`] : [];
  return [`the audit is not what was written, in ${faultCount} places:`, ...lines, ...others].join('\n');
}

function jsonOf({ head, ...report }: AuditChainReport) {
  return { ...report, head: head === undefined ? null : { ...head, hash: Buffer.from(head.hash).toString('hex') } };
}

function entryOf({ payload, payloadHash, previousHash, hash, ...entry }: AuditRecord) {
  return {
    ...entry,
    payload: payload === undefined ? null : JSON.parse(payload.text),
    isErased: payload === undefined,
    hash: Buffer.from(hash).toString('hex'),
  };
}
