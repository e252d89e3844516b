/** A simulated world in the touchstone format with its oracle, for tests of use cases. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Ports } from '../../src/services/ports.ts';
import { simulate } from '../../src/services/simulate.ts';
import { testPorts } from './test-ports.ts';

/** Files of a world of two agencies, and ports beside them. */
export interface WrittenOracleWorld {
  readonly ports: Ports;
  readonly folder: string;
  /** Files of the phases, in the order in which they were written. */
  readonly train: readonly string[];
  readonly test: readonly string[];
  readonly rights: string;
  /** The oracle's file of the `test` phase. */
  readonly oracle: string;
}

/** Writes the world of `test/fixtures/oracle-world.yaml` into a temporary folder of the system. */
export async function writeOracleWorld(): Promise<WrittenOracleWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'touchstone-oracle-'));
  const ports = testPorts(folder);
  const { files } = await simulate(ports, {
    scenario: 'test/fixtures/oracle-world.yaml',
    rows: undefined,
    seed: 1,
    outDir: folder,
  });
  const paths = files.map(({ path }) => path);
  const inPhase = (phase: string) => paths.filter((path) => path.startsWith(join(folder, phase)));
  return {
    ports,
    folder,
    train: inPhase('train'),
    test: inPhase('test'),
    rights: paths.find((path) => path.endsWith('rights-records.csv'))!,
    oracle: join(folder, 'oracle/test.csv'),
  };
}
