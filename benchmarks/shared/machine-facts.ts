/** What a benchmark ran on. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { arch, availableParallelism, cpus, getPriority, loadavg, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from './project-root.ts';

/** Machine and versions, by what they are called in a report. */
export type MachineFacts = { readonly [name: string]: string };

/** Returns the facts of this machine and of this version of the project. */
export function machineFacts(): MachineFacts {
  const { version } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as { version: string };
  return {
    'processor': `${cpus()[0]?.model.trim() ?? 'unknown'}, ${availableParallelism()} cores`,
    'memory': `${(totalmem() / 2 ** 30).toFixed(0)} GiB`,
    'system': `${type()} ${release()} ${arch()}`,
    'load when started': loadavg()
      .map((load) => load.toFixed(1))
      .join(' '),
    'priority': `nice ${getPriority()}`,
    'touchstone': `${version}, commit ${commit()}`,
    'node': process.versions.node,
    'v8': process.versions.v8,
  };
}

function commit(): string {
  const git = (...words: string[]): string =>
    spawnSync('git', words, { cwd: projectRoot, encoding: 'utf8' }).stdout?.trim() ?? '';
  const head = git('rev-parse', '--short', 'HEAD');
  if (head === '') return 'unknown';
  return git('status', '--porcelain', '--', 'src', 'data', 'models') === '' ? head : `${head} with changes`;
}
