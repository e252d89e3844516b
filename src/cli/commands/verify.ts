/** `touchstone verify`: whether exported files are what was made. */
import { Command } from 'commander';
import { AppError } from '../../errors.ts';
import type { Ports } from '../../services/ports.ts';
import { type VerifyFilesReport, verifyFiles } from '../../services/target-packs/verify-files.ts';
import { FailureWithResult } from '../failure.ts';
import { printJson, printLine } from '../terminal.ts';

interface Options {
  readonly key?: string;
  readonly json?: boolean;
}

/** Returns the command. */
export function verifyCommand(ports: Ports): Command {
  return new Command('verify')
    .description('tell whether exported files are unchanged, by their signed manifest; exit code 3 where they are not')
    .argument('<file>', 'a manifest, or a file beside its manifest')
    .option('--key <public>', 'public key that must have signed (Base64), as its owner told you')
    .option('--json', 'print one JSON object')
    .action(async (path: string, { key, json }: Options) => {
      const report = await verifyFiles(ports, { path, publicKey: key });
      if (json !== true) printReport(report);
      if (report.isIntact) {
        if (json === true) printJson(report);
        return;
      }
      throw new FailureWithResult(new AppError('files-changed', { reason: faultOf(report) }), report);
    });
}

function printReport({ manifest, manifestPath, files, isSignatureValid, isExpectedKey }: VerifyFilesReport): void {
  for (const { name, state } of files) printLine(`${state.padEnd(10)} ${name}`);
  const whose =
    isExpectedKey === undefined
      ? 'nobody has said whose key it is: --key says which it must be'
      : isExpectedKey
        ? 'the key that you named'
        : 'another key than the one that you named';
  printLine(`${isSignatureValid ? 'signed    ' : 'not signed'} ${manifestPath} with ${manifest.publicKey}, ${whose}`);
  printLine(
    `list ${manifest.list.id}, version ${manifest.list.version}, for ${manifest.audience}, made ${new Date(manifest.madeAtMs).toISOString()}`,
  );
}

function faultOf({ files, isSignatureValid, isExpectedKey, manifestPath }: VerifyFilesReport): string {
  const faults = [
    ...files.filter(({ state }) => state !== 'unchanged').map(({ name, state }) => `${name} is ${state}`),
    ...(isSignatureValid ? [] : [`${manifestPath} is not what was signed`]),
    ...(isExpectedKey === false ? ['it was signed with another key'] : []),
  ];
  return faults.join('; ');
}
