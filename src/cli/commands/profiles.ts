/** `touchstone profiles`: what mapping profiles there are, and what is wrong with one. */
import { Command } from 'commander';
import { AppError } from '../../errors.ts';
import type { Ports } from '../../services/ports.ts';
import { listProfileNames, loadProfile } from '../../services/read-records.ts';
import { FailureWithResult } from '../failure.ts';
import { printJson, printLine, table } from '../terminal.ts';

/** Returns the command. */
export function profilesCommand(ports: Ports): Command {
  const command = new Command('profiles').description('list mapping profiles and check one');
  command
    .command('list')
    .description('all profiles that come with the program')
    .option('--json', 'print a JSON array')
    .action(async (options: { json?: boolean }) => {
      const profiles = await Promise.all((await listProfileNames(ports)).map((name) => loadProfile(ports, name)));
      if (options.json === true) {
        printJson(
          profiles.map(({ name, version, agency, recordKind, description, labels }) => ({
            name,
            version,
            agency,
            recordKind,
            description,
            labels: Object.keys(labels),
          })),
        );
        return;
      }
      printLine(
        table(
          ['profile', 'agency', 'records', 'labels', 'what'],
          profiles.map((profile) => [
            profile.name,
            profile.agency,
            profile.recordKind ?? 'any',
            Object.keys(profile.labels).join(', '),
            profile.description,
          ]),
        ),
      );
    });
  command
    .command('check')
    .description('list everything that is wrong with a profile')
    .argument('<profile>', 'name, or path of a YAML file')
    .option('--json', 'print a JSON object')
    .action(async (reference: string, options: { json?: boolean }) => {
      const profile = await loadProfile(ports, reference).catch((error: unknown) => {
        if (options.json === true && error instanceof AppError && error.code === 'profile-invalid') {
          const { name, problems } = error.details;
          throw new FailureWithResult(error, {
            name,
            isValid: false,
            problems: String(problems)
              .split('\n')
              .map((problem) => problem.trim()),
          });
        }
        throw error;
      });
      if (options.json === true) printJson({ name: profile.name, version: profile.version, isValid: true });
      else printLine(`${profile.name} version ${profile.version} is valid`);
    });
  return command;
}
