/** Lanes of selectivity. */
import type { Policy } from './policy.ts';

/** Red: physical examination; yellow: documentary check; blue: release and later audit; green: release (UNCTAD ASYCUDA). */
export type Lane = 'red' | 'yellow' | 'blue' | 'green';

/** Returns the lane of a consignment: red when selected, whatever its probability; else by the policy's thresholds. */
export function laneOf(probability: number, isSelected: boolean, policy: Policy): Lane {
  if (isSelected) return 'red';
  if (probability >= policy.lanes.yellowFrom) return 'yellow';
  return probability >= policy.lanes.blueFrom ? 'blue' : 'green';
}
