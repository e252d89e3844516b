/** Which files a process is to take into a store. */
import { readFileSync } from 'node:fs';
import type { Corruption } from '../../test/factories/corruptions.ts';
import type { DamagedFileOrder } from '../throughput/damaged-file-outcome.ts';
import { damagedFiles } from '../throughput/damaged-files.ts';
import { hostileFiles } from './hostile-files.ts';

/** An order of damaged files, or of files with so many hostile rows, into a store. */
export interface EvilFileOrder extends DamagedFileOrder {
  readonly source: 'damaged' | 'hostile';
  /** Files, or hostile rows in them. */
  readonly amount: number;
  readonly store: string;
}

/** Returns the files of an order. */
export function evilFiles({ source, seed, amount }: Pick<EvilFileOrder, 'source' | 'seed' | 'amount'>): Corruption[] {
  const read = (path: string): Buffer => readFileSync(path);
  return source === 'damaged' ? damagedFiles(read, seed, amount) : hostileFiles(read, seed, amount);
}
