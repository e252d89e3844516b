/** What an allocation comes to: its targets as officers see them, and the figures of how good it is. */
import { closedInterval, countDistribution } from '../evaluation/count-distribution.ts';
import type { Assignment, OperationAllocation } from '../ranking/allocation/allocate-operation.ts';
import type { Control } from '../ranking/allocation/control-plan.ts';
import type { LimitState, MinutesState } from '../ranking/allocation/limit-rows.ts';
import type { Operation } from '../ranking/allocation/operation.ts';

/** A target as officers see it: no source, no chance, no harm. */
export interface AllocatedTarget {
  readonly consignmentId: string;
  /** What is opened; several targets may share it. */
  readonly unit: string;
  readonly office: string;
  readonly shift: string;
  readonly control: Control;
  /** The shift in which it is opened after a scan, if another. */
  readonly opensIn: string | undefined;
  readonly riskScore: number;
  /** Minutes of the whole unit, by kind; those of an opening after a scan are expected ones. */
  readonly minutes: Assignment['minutes'];
}

/** How good an allocation is, and what it is expected to find. */
export interface AllocationFigures {
  readonly targets: number;
  readonly units: number;
  readonly controls: { readonly [control in Control]: number };
  /** Units drawn at random, and those of them that no shift had room for. */
  readonly drawnUnits: number;
  readonly drawnNotPlaced: number;
  /** Harm that is expected to be found, in the policy's measure. */
  readonly expectedHarm: number;
  /** Beside the random quota: the harm chosen, the bound that no choice exceeds, and the gap to it; greedy beside them. Harm is less penalties of minimum shares that are missed. */
  readonly chosenHarm: number;
  readonly bound: number;
  readonly gap: number;
  readonly greedyHarm: number;
  readonly greedyGap: number;
  readonly expectedFinds: number;
  /** Finds lie in it with 80% or more. */
  readonly findsInterval: readonly [number, number];
  readonly minutes: readonly MinutesState[];
  readonly minimumShares: readonly LimitState[];
  readonly caps: readonly LimitState[];
}

/** Returns the figures of an allocation. */
export function figuresOf(
  allocation: OperationAllocation,
  { calibrationSd }: Pick<Operation, 'calibrationSd'>,
): AllocationFigures {
  const { assignments, solution } = allocation;
  const chances = assignments.flatMap(({ targets, finds }) =>
    targets.map(({ candidate }) => ({ probability: candidate.probability, finds })),
  );
  const distribution = countDistribution(chances, calibrationSd);
  const controls = { 'documentary': 0, 'physical': 0, 'scan-then-open': 0 };
  for (const { control } of assignments) controls[control]++;
  const drawnUnits = assignments.filter(({ source }) => source === 'random').length;
  return {
    targets: chances.length,
    units: assignments.length,
    controls,
    drawnUnits,
    drawnNotPlaced: allocation.notPlaced.length,
    expectedHarm: allocation.expectedHarm,
    chosenHarm: solution.objective,
    bound: solution.bound,
    gap: solution.gap,
    greedyHarm: solution.greedyObjective,
    greedyGap: solution.greedyGap,
    expectedFinds: distribution.probabilities.reduce(
      (sum, probability, index) => sum + probability * (distribution.first + index),
      0,
    ),
    findsInterval: closedInterval(distribution),
    minutes: allocation.minutes,
    minimumShares: allocation.minimumShares,
    caps: allocation.caps,
  };
}

function targetsOf({ unit, targets, control, shift, opensIn, minutes }: Assignment): AllocatedTarget[] {
  return targets.map(({ candidate }) => ({
    consignmentId: candidate.consignmentId,
    unit: unit.name,
    office: shift.office,
    shift: shift.shift,
    control,
    opensIn: opensIn?.shift,
    riskScore: Math.round(candidate.probability * 100),
    minutes,
  }));
}

/** Returns the targets of an allocation in the order of its assignments. */
export function allocatedTargets({ assignments }: Pick<OperationAllocation, 'assignments'>): AllocatedTarget[] {
  return assignments.flatMap(targetsOf);
}

/** Counts the consignments that cannot be controlled, by reason. */
export function unfitCounts({ unfit }: Pick<OperationAllocation, 'unfit'>): { readonly [reason: string]: number } {
  const counts: { [reason: string]: number } = {};
  for (const { unit, reason } of unfit) counts[reason] = (counts[reason] ?? 0) + unit.targets.length;
  return counts;
}
