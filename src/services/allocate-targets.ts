/** Chooses the targets of an operation and assigns them to offices, shifts and controls. */
import { closedInterval, countDistribution } from '../evaluation/count-distribution.ts';
import { writeCsvRows } from '../formats/write-csv.ts';
import {
  type Assignment,
  allocateOperation,
  type OperationAllocation,
} from '../ranking/allocation/allocate-operation.ts';
import type { AllocationCandidate } from '../ranking/allocation/allocation-candidate.ts';
import { changeCapacity, parseCapacityChange } from '../ranking/allocation/change-capacity.ts';
import type { Control } from '../ranking/allocation/control-plan.ts';
import type { LimitState, MinutesState } from '../ranking/allocation/limit-rows.ts';
import { type Operation, parseOperation } from '../ranking/allocation/operation.ts';
import { loadPolicy } from './load-policy.ts';
import type { Ports } from './ports.ts';
import { readOperationCandidates } from './read-operation-candidates.ts';

/** What is allocated. */
export interface AllocateTargetsInput {
  readonly scoredPath: string;
  readonly operationPath: string;
  /** Harm policy by name or path. */
  readonly policy: string;
  readonly seed: number;
  readonly method?: 'best' | 'greedy' | undefined;
  /** Changes of capacity, as `AU1001:physical:+25%`; the plan is solved again with all of them. */
  readonly whatIf: readonly string[];
  /** Where the list for officers goes. */
  readonly outPath?: string | undefined;
  /** Where the record for statistics goes: what was drawn at random, and every chance of it. */
  readonly recordPath?: string | undefined;
}

/** A target as officers see it: no source, no chance, no harm. */
interface AllocatedTarget {
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

/** What the allocation says. */
export interface AllocateTargetsReport extends AllocationFigures {
  readonly operation: string;
  readonly policy: string;
  readonly candidates: number;
  /** Consignments that cannot be controlled, by reason. */
  readonly unfit: { readonly [reason: string]: number };
  readonly allocated: readonly AllocatedTarget[];
  /** Figures of the changed plan; undefined where none was asked for. */
  readonly whatIf: AllocationFigures | undefined;
}

/**
 * Allocates the consignments of a scored file to the shifts of an operation.
 * @throws `file-unreadable`, `not-found`, `settings-invalid`, `refused`, `usage`.
 */
export async function allocateTargets(
  ports: Pick<Ports, 'files' | 'folders'>,
  input: AllocateTargetsInput,
): Promise<AllocateTargetsReport> {
  const changes = input.whatIf.map(parseCapacityChange);
  const operation = parseOperation(input.operationPath, await ports.files.readText(input.operationPath));
  const policy = await loadPolicy(ports, input.policy);
  const candidates = await readOperationCandidates(ports, input.scoredPath);
  const allocation = allocateOperation({ candidates, operation, policy, seed: input.seed, method: input.method });
  const changed =
    changes.length === 0
      ? undefined
      : allocateOperation({
          candidates,
          operation: changeCapacity(operation, changes),
          policy,
          seed: input.seed,
          method: input.method,
          startPrices: allocation.solution.prices,
        });
  const allocated = allocation.assignments.flatMap(targetsOf);
  if (input.outPath !== undefined) await ports.files.write(input.outPath, officerLines(allocated));
  if (input.recordPath !== undefined) await ports.files.write(input.recordPath, recordLines(candidates, allocation));
  const unfit: { [reason: string]: number } = {};
  for (const { unit, reason } of allocation.unfit) unfit[reason] = (unfit[reason] ?? 0) + unit.targets.length;
  return {
    operation: operation.name,
    policy: `${policy.name} version ${policy.version}`,
    candidates: candidates.length,
    unfit,
    ...figuresOf(allocation, operation),
    allocated,
    whatIf: changed === undefined ? undefined : figuresOf(changed, operation),
  };
}

function figuresOf(allocation: OperationAllocation, { calibrationSd }: Operation): AllocationFigures {
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

function officerLines(allocated: readonly AllocatedTarget[]): string {
  const head = [
    'office',
    'shift',
    'control',
    'opensIn',
    'examinationUnit',
    'consignment',
    'riskScore',
    'documentaryMinutes',
    'scanMinutes',
    'physicalMinutes',
  ];
  const rows = allocated.map(({ office, shift, control, opensIn, unit, consignmentId, riskScore, minutes }) => [
    office,
    shift,
    control,
    opensIn,
    unit,
    consignmentId,
    riskScore,
    ...[minutes.documentary, minutes.scan, minutes.physical].map((amount) => Number(amount.toFixed(1))),
  ]);
  return writeCsvRows([head, ...rows]);
}

function recordLines(candidates: readonly AllocationCandidate[], allocation: OperationAllocation): string {
  const head = [
    'consignment',
    'examinationUnit',
    'source',
    'control',
    'office',
    'shift',
    'randomChance',
    'probability',
    'finds',
  ];
  const byId = new Map(
    allocation.assignments.flatMap((assignment) =>
      assignment.targets.map(({ candidate }) => [candidate.consignmentId, assignment] as const),
    ),
  );
  const rows = candidates.map(({ consignmentId, unit, probability }) => {
    const assignment = byId.get(consignmentId);
    return [
      consignmentId,
      unit,
      assignment?.source,
      assignment?.control,
      assignment?.shift.office,
      assignment?.shift.shift,
      allocation.drawChance.get(unit),
      probability,
      assignment?.finds,
    ];
  });
  return writeCsvRows([head, ...rows]);
}
