#!/usr/bin/env node
/** The command line: reads words, calls a use case, prints its result. */
import { Command, CommanderError } from 'commander';
import { compose } from '../compose.ts';
import { loadConfig } from '../config.ts';
import { version } from '../version.ts';
import { agenciesCommand } from './commands/agencies.ts';
import { allocateCommand } from './commands/allocate.ts';
import { auditCommand } from './commands/audit.ts';
import { backtestCommand } from './commands/backtest.ts';
import { deadlinesCommand } from './commands/deadlines.ts';
import { deconflictCommand } from './commands/deconflict.ts';
import { demoCommand } from './commands/demo.ts';
import { discloseCommand } from './commands/disclose.ts';
import { doctorCommand } from './commands/doctor.ts';
import { eraseCommand } from './commands/erase.ts';
import { exchangeCommand } from './commands/exchange.ts';
import { explainCommand } from './commands/explain.ts';
import { exportCommand } from './commands/export.ts';
import { historyCommand } from './commands/history.ts';
import { hitRatesCommand } from './commands/hit-rates.ts';
import { ingestCommand } from './commands/ingest.ts';
import { keysCommand } from './commands/keys.ts';
import { legalHoldCommand } from './commands/legal-hold.ts';
import { lookOutsCommand } from './commands/look-outs.ts';
import { modelsCommand } from './commands/models.ts';
import { operationsCommand } from './commands/operations.ts';
import { peopleCommand } from './commands/people.ts';
import { profilesCommand } from './commands/profiles.ts';
import { quarantineCommand } from './commands/quarantine.ts';
import { rankCommand } from './commands/rank.ts';
import { resultsCommand } from './commands/results.ts';
import { rulesCommand } from './commands/rules.ts';
import { scoreCommand } from './commands/score.ts';
import { simulateCommand } from './commands/simulate.ts';
import { startCommand } from './commands/start.ts';
import { statusCommand } from './commands/status.ts';
import { trainCommand } from './commands/train.ts';
import { verifyCommand } from './commands/verify.ts';
import { workCommand } from './commands/work.ts';
import { workerCommand } from './commands/worker.ts';
import { exitCodeHelp, exitCodeOf } from './exit-codes.ts';
import { FailureWithResult, failureResult, failureText } from './failure.ts';
import { note, printJson } from './terminal.ts';

const examples = `
Examples
  touchstone demo                                   two sample agencies, scored and ranked with reasons
  touchstone profiles list
  touchstone backtest --profile kcs --train 2020.csv --test 2021-q1.csv
  touchstone train --profile kcs 2020.csv --name declarations
  touchstone score 2021-q1.csv --profile kcs --model declarations --out scored.csv --capacity 200
  touchstone rank scored.csv --capacity capacity.yaml --out targets.csv
  touchstone explain 2021-q1.csv --profile kcs --model declarations --consignment 56839011

Results go to standard output, everything else to standard error. With --json a failure is {"error":{"code","message"}} on standard output. A score is a suspicion about goods; a person decides.
`;

async function main(): Promise<void> {
  const program = new Command('touchstone')
    .description('Counterfeit-pattern analytics and consignment risk scoring for customs, police and IP offices')
    .version(version)
    .showHelpAfterError('(touchstone --help shows the commands)')
    .exitOverride()
    .addHelpText('after', examples + exitCodeHelp);
  const ports = compose(loadConfig(process.env));
  const commands = [
    trainCommand,
    backtestCommand,
    scoreCommand,
    rankCommand,
    rulesCommand,
    allocateCommand,
    operationsCommand,
    exportCommand,
    resultsCommand,
    verifyCommand,
    explainCommand,
    modelsCommand,
    profilesCommand,
    ingestCommand,
    quarantineCommand,
    eraseCommand,
    lookOutsCommand,
    deadlinesCommand,
    hitRatesCommand,
    historyCommand,
    simulateCommand,
    demoCommand,
    startCommand,
    workerCommand,
    workCommand,
    statusCommand,
    doctorCommand,
    auditCommand,
    discloseCommand,
    legalHoldCommand,
    exchangeCommand,
    deconflictCommand,
    agenciesCommand,
    peopleCommand,
    keysCommand,
  ];
  for (const makeCommand of commands) program.addCommand(exitInstead(makeCommand(ports)));
  await program.parseAsync(process.argv);
}

/** Lets a command and its subcommands throw instead of ending the process, so that exit codes are ours. */
function exitInstead(command: Command): Command {
  command.exitOverride();
  command.commands.forEach(exitInstead);
  return command;
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // Whoever read our output has seen enough.
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

main().catch((error: unknown) => {
  const isCommander = error instanceof CommanderError;
  if (isCommander && error.exitCode === 0) return;
  // Commander has said by itself what is wrong with the words.
  if (!isCommander) note(failureText(error));
  // Whoever asked for JSON gets one object, whatever happened.
  if (process.argv.includes('--json')) {
    const result = isCommander ? { error: { code: 'usage', message: error.message } } : failureResult(error);
    printJson(result);
  }
  process.exitCode = isCommander ? 2 : exitCodeOf(error instanceof FailureWithResult ? error.cause : error);
});
