/** A simulated world in files, for tests of use cases. */

import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Ports } from '../../src/services/ports.ts';
import { simulate } from '../../src/services/simulate.ts';
import { testPorts } from './test-ports.ts';

/** Files of a world with the columns of `kcs`, and ports beside them. */
export interface WrittenWorld {
  readonly ports: Ports;
  readonly folder: string;
  readonly train: string;
  readonly test: string;
}

/** Writes a scenario with a `train` and a `test` phase in kcs columns into a temporary folder of the system. */
export async function writeWorld(scenario: string, rows: number): Promise<WrittenWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'touchstone-world-'));
  const ports = testPorts(folder);
  const { files } = await simulate(ports, { scenario, rows, seed: 1, outDir: folder });
  const find = (phase: string): string =>
    files.find(({ path }) => path.includes(`${phase}/`) && /kcs/.test(path))!.path;
  return { ports, folder, train: find('train'), test: find('test') };
}
