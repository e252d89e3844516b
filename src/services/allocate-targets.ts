/** Chooses the targets of an operation and assigns them to offices, shifts and controls. */
import { writeCsvRows } from '../formats/write-csv.ts';
import { allocateOperation, type OperationAllocation } from '../ranking/allocation/allocate-operation.ts';
import type { AllocationCandidate } from '../ranking/allocation/allocation-candidate.ts';
import { changeCapacity, parseCapacityChange } from '../ranking/allocation/change-capacity.ts';
import { parseOperation } from '../ranking/allocation/operation.ts';
import {
  type AllocatedTarget,
  type AllocationFigures,
  allocatedTargets,
  figuresOf,
  unfitCounts,
} from './allocation-figures.ts';
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
  const allocated = allocatedTargets(allocation);
  if (input.outPath !== undefined) await ports.files.write(input.outPath, officerLines(allocated));
  if (input.recordPath !== undefined) await ports.files.write(input.recordPath, recordLines(candidates, allocation));
  return {
    operation: operation.name,
    policy: `${policy.name} version ${policy.version}`,
    candidates: candidates.length,
    unfit: unfitCounts(allocation),
    ...figuresOf(allocation, operation),
    allocated,
    whatIf: changed === undefined ? undefined : figuresOf(changed, operation),
  };
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
