/** `touchstone doctor`: checks the machine under a store. */
import { Command } from 'commander';
import { AppError } from '../../errors.ts';
import type { Ports } from '../../services/ports.ts';
import { runDoctor } from '../../services/run-doctor.ts';
import { FailureWithResult } from '../failure.ts';
import { printJson, printLine } from '../terminal.ts';

const marks = { good: 'good   ', warning: 'WARNING', bad: 'BAD    ' } as const;

/** Returns the command. */
export function doctorCommand(ports: Ports): Command {
  return new Command('doctor')
    .description('check Node, disk, database, clock, queues, models and lag, and say what to do about each finding')
    .option('--store <where>', 'folder of an embedded store, or postgresql://… of a server; default as for start')
    .option('--json', 'print one JSON object')
    .action(async ({ store, json }: { readonly store?: string; readonly json?: boolean }) => {
      const findings = await runDoctor(ports, store ?? ports.folders.store);
      if (json === true) printJson({ findings });
      else {
        for (const { check, state, text, help } of findings) {
          printLine(`${marks[state]}  ${check}: ${text}`);
          if (help !== undefined) printLine(`         ${help}`);
        }
      }
      const bad = findings.filter(({ state }) => state === 'bad').length;
      if (bad > 0)
        throw new FailureWithResult(new AppError('refused', { reason: `${bad} checks are bad` }), { findings });
    });
}
