/** How a process's memory develops. */
import { median } from '../shared/median.ts';

/**
 * Returns what memory is held in the last quarter of a run over what is held in the second: the median of each, for the collector takes away in strides. The first quarter is left out, in
 * which a process still loads its program, its model and what it keeps.
 */
export function memoryGrowth(samplesMb: readonly number[]): number {
  const quarter = Math.floor(samplesMb.length / 4);
  const second = samplesMb.slice(quarter, 2 * quarter);
  return median(samplesMb.slice(-quarter)) / median(second);
}
