/** The real ports of a command-line process over a temporary folder. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { compose } from '../../src/compose.ts';
import { loadConfig } from '../../src/config.ts';
import type { Ports } from '../../src/services/ports.ts';

/** Returns a temporary folder that goes when the test ends. */
function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'touchstone-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Returns ports whose models and keys live in a temporary folder. */
export function testPorts(folder: string): Ports {
  return compose(loadConfig({ TOUCHSTONE_MODELS: join(folder, 'models'), TOUCHSTONE_HOME: join(folder, 'home') }));
}
