/**
 * Runs before the tests: where PostgreSQL or Redis is missing it says so and installs it with apt-get if it may
 * (root on Debian or Ubuntu); else it prints the one command that helps, and the suites that need the server skip.
 * Does nothing when both are there.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { findServer, type ServerName } from '../test/support/find-server.ts';
import { serverHelp } from '../test/support/server-help.ts';

const policy = '/usr/sbin/policy-rc.d';

function missingServers(): ServerName[] {
  return (['postgres', 'redis-server'] as const).filter((name) => findServer(name) === undefined);
}

function aptGet(...args: string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const options = ['-q', '-o', 'DPkg::Lock::Timeout=120', '-o', 'Dpkg::Use-Pty=0'];
  // Its output goes to standard error: standard output belongs to the tests' report.
  return spawnSync('apt-get', [...options, ...args], { env, stdio: ['ignore', 2, 2] }).status === 0;
}

/** Installs without starting the servers that the packages would set up for the whole machine. */
function install(packages: readonly string[]): boolean {
  const ownPolicy = !existsSync(policy);
  const ignore = (): void => {};
  process.on('SIGINT', ignore).on('SIGTERM', ignore);
  try {
    if (ownPolicy) writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
    aptGet('update');
    return aptGet('install', '-y', '--no-install-recommends', ...packages);
  } finally {
    if (ownPolicy) rmSync(policy, { force: true });
    process.off('SIGINT', ignore).off('SIGTERM', ignore);
  }
}

const missing = missingServers();
if (missing.length > 0) {
  const { mayInstall, command, packages } = serverHelp(missing);
  console.error(`tests: ${missing.join(' and ')} missing on this machine`);
  if (mayInstall) {
    console.error(`tests: installing with: ${command}`);
    if (!install(packages)) console.error('tests: apt-get failed');
  }
  const still = missingServers();
  if (still.length > 0) {
    console.error(
      `tests: suites that need ${still.join(' and ')} cannot run. What helps: ${serverHelp(still).command}`,
    );
  }
}
