/**
 * Runs before the tests: where PostgreSQL, Redis, Chromium or LibreOffice is missing it says so and installs it with apt-get if it may
 * (root on Debian or Ubuntu); else it prints the one command that helps, and the suites that need it skip.
 * Does nothing when all are there.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { findChromium } from '../test/support/find-chromium.ts';
import { findOffice } from '../test/support/find-office.ts';
import { findServer } from '../test/support/find-server.ts';
import { type NeededProgram, serverHelp } from '../test/support/server-help.ts';

const policy = '/usr/sbin/policy-rc.d';

function missingPrograms(): NeededProgram[] {
  return (['postgres', 'redis-server', 'chromium', 'libreoffice'] as const).filter((name) => find(name) === undefined);
}

function find(name: NeededProgram): string | undefined {
  if (name === 'chromium') return findChromium();
  return name === 'libreoffice' ? findOffice() : findServer(name);
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
    // One at a time: a distribution that has no package of one name may have the others.
    const outcomes = packages.map((name) => aptGet('install', '-y', '--no-install-recommends', name));
    return outcomes.every((isInstalled) => isInstalled);
  } finally {
    if (ownPolicy) rmSync(policy, { force: true });
    process.off('SIGINT', ignore).off('SIGTERM', ignore);
  }
}

const missing = missingPrograms();
if (missing.length > 0) {
  const { mayInstall, command, packages } = serverHelp(missing);
  console.error(`tests: ${missing.join(' and ')} missing on this machine`);
  if (mayInstall) {
    console.error(`tests: installing with: ${command}`);
    if (!install(packages)) console.error('tests: apt-get failed');
  }
  const still = missingPrograms();
  if (still.length > 0) {
    console.error(
      `tests: suites that need ${still.join(' and ')} cannot run. What helps: ${serverHelp(still).command}`,
    );
  }
}
