/** Lanes of selectivity. */
import type { Policy } from './policy.ts';

/** Red: physical examination; yellow: documentary check; blue: release and later audit; green: release (UNCTAD ASYCUDA). */
export type Lane = 'red' | 'yellow' | 'blue' | 'green';

/** Returns the lane of a consignment by itself: red when selected, whatever its probability; else by the policy's thresholds. */
export function laneOf(probability: number, isSelected: boolean, policy: Policy): Lane {
  if (isSelected) return 'red';
  if (probability >= policy.lanes.yellowFrom) return 'yellow';
  return probability >= policy.lanes.blueFrom ? 'blue' : 'green';
}

/** Lanes by precedence (UNCTAD ASYCUDA). */
const precedence: readonly Lane[] = ['red', 'yellow', 'blue', 'green'];

/** Returns the lane that comes first of two. */
export function strongerLane(a: Lane, b: Lane | undefined): Lane {
  return b !== undefined && precedence.indexOf(b) < precedence.indexOf(a) ? b : a;
}

/** What the lane of a consignment depends on. */
interface LaneRow {
  readonly id: string;
  readonly probability: number;
  readonly isSelected: boolean;
}

/**
 * Returns the lanes of consignments, in their order. Where fewer than a lane's expected rate reach its threshold, the next by probability (and then id) are pulled into it: into yellow first,
 * then into blue from what is green (the order of UNCTAD ASYCUDA).
 */
export function assignLanes(rows: readonly LaneRow[], policy: Policy): Lane[] {
  const lanes = rows.map((row) => laneOf(row.probability, row.isSelected, policy));
  const byProbability = rows
    .map((row, index) => ({ ...row, index }))
    .sort((a, b) => b.probability - a.probability || (a.id < b.id ? -1 : 1));
  const fill = (lane: 'yellow' | 'blue', from: readonly Lane[]): void => {
    let short = Math.floor(policy.lanes.expectedRates[lane] * rows.length + 1e-9);
    for (const known of lanes) if (known === lane) short--;
    for (const { index } of byProbability) {
      if (short <= 0) return;
      if (!from.includes(lanes[index]!)) continue;
      lanes[index] = lane;
      short--;
    }
  };
  fill('yellow', ['blue', 'green']);
  fill('blue', ['green']);
  return lanes;
}
