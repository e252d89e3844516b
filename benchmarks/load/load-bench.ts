/** What every part of the benchmark is given. */
import type { Ports } from '../../src/services/ports.ts';
import type { BenchServers } from './bench-servers.ts';
import type { LoadWorld } from './prepare-world.ts';

/** A run that has begun. */
export interface LoadBench {
  readonly ports: Ports;
  readonly servers: BenchServers;
  readonly world: LoadWorld;
  /** Name of a store that has the training rows, their history and a champion; copied, never opened. */
  readonly base: string;
  readonly folder: string;
  readonly tell: (text: string) => void;
}
