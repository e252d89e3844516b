/** `touchstone work`: due work, what came of it, and what failed. */
import { Command, Option } from 'commander';
import { AppError } from '../../errors.ts';
import type { Ports } from '../../services/ports.ts';
import { type QueueName, queueNames } from '../../services/queue-ports.ts';
import { parsePayload } from '../../services/work-payloads.ts';
import { type Work, type WorkState, workStates } from '../../services/work-ports.ts';
import { wholeNumber } from '../option-values.ts';
import { storeOption, withStore } from '../store-option.ts';
import { note, printJson, printLine, table } from '../terminal.ts';

interface ListOptions {
  readonly store: string;
  readonly state?: WorkState;
  readonly queue?: QueueName;
  readonly limit: number;
  readonly json?: boolean;
}

interface OneOptions {
  readonly store: string;
  readonly json?: boolean;
}

/** Returns the command with its subcommands. */
export function workCommand(ports: Ports): Command {
  const command = new Command('work').description('due work, what came of it, and what failed for good');
  command
    .command('list')
    .addOption(storeOption())
    .addOption(new Option('--state <state>', 'only this state; `dead` is what no retry heals').choices(workStates))
    .addOption(new Option('--queue <name>', 'only this queue').choices(queueNames))
    .option('--limit <n>', 'pieces listed at most, the youngest first', wholeNumber('--limit', 1), 50)
    .option('--json', 'print one JSON object')
    .action(({ store: location, json, limit, state, queue }: ListOptions) =>
      withStore(ports, location, async (store) => {
        const chosen = { limit, ...(state === undefined ? {} : { state }), ...(queue === undefined ? {} : { queue }) };
        const work = await store.work.list(chosen);
        if (json === true) printJson({ work });
        else printWork(work);
      }),
    );
  command
    .command('show')
    .argument('<id>', 'number of the work', wholeNumber('<id>', 1))
    .addOption(storeOption())
    .action((id: number, { store: location }: OneOptions) =>
      withStore(ports, location, async (store) => printJson(await store.work.get(id))),
    );
  command
    .command('add')
    .description('make work due, for a worker to do')
    .argument('<queue>', `one of ${queueNames.join(', ')}`)
    .argument('[payload]', 'JSON object', '{}')
    .addOption(storeOption())
    .option('--priority <n>', '1 is the most urgent', wholeNumber('--priority', 1), 1000)
    .action((queue: string, text: string, { store: location, priority }: OneOptions & { readonly priority: number }) =>
      withStore(ports, location, async (store) => {
        const name = queueNames.find((known) => known === queue);
        if (name === undefined) throw new AppError('usage', { reason: `there is no queue ${queue}` });
        const payload: unknown = parsePayload(name, parseJson(text));
        const [id] = await store.work.add([{ queue: name, payload, priority }], ports.clock.nowMs());
        printJson({ workId: id });
      }),
    );
  for (const [word, description] of [
    ['cancel', 'take back work that is due'],
    ['retry', 'make dead or cancelled work due again'],
  ] as const) {
    command
      .command(word)
      .description(description)
      .argument('<id>', 'number of the work', wholeNumber('<id>', 1))
      .addOption(storeOption())
      .action((id: number, { store: location }: OneOptions) =>
        withStore(ports, location, async (store) => {
          if (await store.work[word](id, ports.clock.nowMs()))
            note(`work ${id}: ${word === 'retry' ? 'due again' : 'cancelled'}`);
          else throw new AppError('refused', { reason: `work ${id} is ${(await store.work.get(id)).state}` });
        }),
      );
  }
  return command;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new AppError('usage', { reason: 'the payload is no JSON' });
  }
}

function printWork(work: readonly Work[]): void {
  printLine(
    table(
      ['id', 'queue', 'state', 'attempts', 'rows', 'failure'],
      work.map(({ id, queue, state, attempts, rowsDone, rowsTotal, failure }) => [
        id,
        queue,
        state,
        attempts,
        rowsDone === undefined ? '' : `${rowsDone}${rowsTotal === undefined ? '' : ` of ${rowsTotal}`}`,
        failure ?? '',
      ]),
    ),
  );
}
