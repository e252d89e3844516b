/** Hands damaged files to a process of their own and tells what became of them. */
import { fork } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from '../shared/project-root.ts';
import type { DamagedFileMessage, DamagedFileOrder, DamagedFileOutcome } from './damaged-file-outcome.ts';

/** How many files ended how. */
export interface DamagedFileTally {
  readonly files: number;
  readonly read: number;
  readonly refused: number;
  readonly crashes: number;
  readonly hangs: number;
  readonly unbalanced: number;
  /** Names of the files that were neither read nor refused, with what happened. */
  readonly defects: readonly string[];
}

/** Who reads the files, and how long one may take. */
export interface DamagedFileReader {
  /** Script that takes a {@link DamagedFileOrder} and sends {@link DamagedFileMessage}s. */
  readonly script: string;
  /** Longest time that one file may take; longer is a hang. */
  readonly hangMs: number;
}

const ownReader: DamagedFileReader = {
  script: join(projectRoot, 'benchmarks/throughput/read-damaged-files.ts'),
  hangMs: 20_000,
};

/** Has every file of the order read; a process that dies or hangs is replaced, and goes on with the next file. */
export async function tallyDamagedFiles(
  order: Omit<DamagedFileOrder, 'first'>,
  reader: DamagedFileReader = ownReader,
): Promise<DamagedFileTally> {
  const outcomes: (DamagedFileOutcome | HangOutcome)[] = [];
  for (let first = 0; first < order.count; first = (outcomes.at(-1)?.index ?? first) + 1) {
    outcomes.push(...(await readFrom({ ...order, first }, reader)));
  }
  const count = (state: string): number => outcomes.filter((outcome) => outcome.state === state).length;
  return {
    files: outcomes.length,
    read: count('read'),
    refused: count('refused'),
    crashes: count('crash'),
    hangs: count('hang'),
    unbalanced: count('unbalanced'),
    defects: outcomes
      .filter(({ state }) => state !== 'read' && state !== 'refused')
      .map(({ name, state, detail }) => `${name}: ${state}, ${detail}`),
  };
}

interface HangOutcome extends Omit<DamagedFileOutcome, 'state'> {
  readonly state: 'hang';
}

/** Runs one process until it is done, dies or hangs. */
function readFrom(order: DamagedFileOrder, reader: DamagedFileReader): Promise<(DamagedFileOutcome | HangOutcome)[]> {
  const outcomes: (DamagedFileOutcome | HangOutcome)[] = [];
  const child = fork(reader.script, [JSON.stringify(order)], {
    cwd: projectRoot,
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  let current: { index: number; name: string } | undefined;
  let watchdog: NodeJS.Timeout | undefined;
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('message', (message: DamagedFileMessage) => {
      clearTimeout(watchdog);
      if (!('begins' in message)) {
        outcomes.push(message);
        current = undefined;
        return;
      }
      current = { index: message.begins, name: message.name };
      watchdog = setTimeout(() => child.kill('SIGKILL'), reader.hangMs);
    });
    child.on('close', (code, signal) => {
      clearTimeout(watchdog);
      if (current !== undefined) {
        const isHang = child.killed;
        outcomes.push({ ...current, state: isHang ? 'hang' : 'crash', detail: `process ended with ${code ?? signal}` });
      } else if (code !== 0) {
        reject(new Error(`the reader of damaged files ended with ${code ?? signal} between two files`));
      }
      resolve(outcomes);
    });
  });
}
