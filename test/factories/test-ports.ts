/** The real ports of a command-line process over a temporary folder. */
import { join } from 'node:path';
import { compose } from '../../src/compose.ts';
import { loadConfig } from '../../src/config.ts';
import type { Ports } from '../../src/services/ports.ts';

/** Returns ports whose models and keys live in a temporary folder. */
export function testPorts(folder: string): Ports {
  return compose(loadConfig({ TOUCHSTONE_MODELS: join(folder, 'models'), TOUCHSTONE_HOME: join(folder, 'home') }));
}
