/** Solves the plan of an operation, as it stands and with other capacities. */
import { allocateOperation } from '../../ranking/allocation/allocate-operation.ts';
import type { AllocationCandidate } from '../../ranking/allocation/allocation-candidate.ts';
import { changeCapacity, parseCapacityChange } from '../../ranking/allocation/change-capacity.ts';
import type { Operation } from '../../ranking/allocation/operation.ts';
import type { Policy } from '../../ranking/policy.ts';
import {
  type AllocatedTarget,
  type AllocationFigures,
  allocatedTargets,
  figuresOf,
  unfitCounts,
} from '../allocation-figures.ts';

/** A plan that is to be solved. All of it can cross to a thread. */
export interface PlanJob {
  readonly candidates: readonly AllocationCandidate[];
  readonly plan: Operation;
  readonly policy: Policy;
  readonly seed: number;
  /** Changes of capacity, as `AU1001:physical:+25%`; the plan is solved again with all of them. */
  readonly whatIf: readonly string[];
}

/** What a candidate was chosen by, for statistics alone. */
interface TargetDraw {
  readonly reference: string;
  /** Undefined for what was not chosen. */
  readonly source: 'random' | 'allocation' | undefined;
  readonly randomChance: number | undefined;
  readonly probability: number;
  /** Share of infringing goods that its control finds. */
  readonly finds: number | undefined;
}

/** A plan that is solved. */
export interface SolvedPlan {
  readonly figures: AllocationFigures;
  readonly unfit: { readonly [reason: string]: number };
  readonly targets: readonly AllocatedTarget[];
  readonly draw: readonly TargetDraw[];
  /** Undefined where no changes were asked for. */
  readonly whatIf: AllocationFigures | undefined;
}

/**
 * Solves a plan; equal jobs give equal lists.
 * @throws `usage` for changes that cannot be read, or of an office that the plan has not.
 */
export function solvePlan({ candidates, plan, policy, seed, whatIf }: PlanJob): SolvedPlan {
  const changes = whatIf.map(parseCapacityChange);
  const changedPlan = changeCapacity(plan, changes);
  const allocation = allocateOperation({ candidates, operation: plan, policy, seed });
  const startPrices = allocation.solution.prices;
  const changed =
    changes.length === 0
      ? undefined
      : allocateOperation({ candidates, operation: changedPlan, policy, seed, startPrices });
  const assigned = new Map(
    allocation.assignments.flatMap((assignment) =>
      assignment.targets.map(({ candidate }) => [candidate.consignmentId, assignment] as const),
    ),
  );
  return {
    figures: figuresOf(allocation, plan),
    unfit: unfitCounts(allocation),
    targets: allocatedTargets(allocation),
    draw: candidates.map(({ consignmentId, unit, probability }) => ({
      reference: consignmentId,
      source: assigned.get(consignmentId)?.source,
      randomChance: allocation.drawChance.get(unit),
      probability,
      finds: assigned.get(consignmentId)?.finds,
    })),
    whatIf: changed && figuresOf(changed, plan),
  };
}
