/** Reads what an agency may control in an operation: its open, scored consignments in the scope. */
import { isInScope, type OperationScope } from '../../domain/joint-operation.ts';
import { isClaimed } from '../../domain/review-case.ts';
import type { AllocationCandidate } from '../../ranking/allocation/allocation-candidate.ts';
import type { Policy } from '../../ranking/policy.ts';
import { isScored } from '../../ranking/ranking-candidate.ts';
import type { ViewScope } from '../agency-view-ports.ts';
import type { KnownCase } from '../case-ports.ts';
import { type OpenConsignment, readKnownCases, readOpenConsignments } from '../read-open-consignments.ts';
import type { Store } from '../store-ports.ts';
import { isStillSuppressed } from '../write-queue.ts';

/** Candidates, and what a list shows of them. */
export interface ScopedCandidates {
  readonly candidates: readonly AllocationCandidate[];
  readonly byReference: ReadonlyMap<string, OpenConsignment>;
  /** In the scope and no candidates, by reason. */
  readonly leftOut: { readonly [reason: string]: number };
}

/** Reads candidates as a policy ranks them; `held` are references that another list goes on with. What is under seal is left to the duty supervisor, and rules choose nothing here. */
export async function readScopedCandidates(
  store: Pick<Store, 'asAgency'>,
  view: ViewScope,
  scope: OperationScope,
  { policy, held }: { readonly policy: Policy; readonly held: ReadonlySet<string> },
): Promise<ScopedCandidates> {
  const known = await readKnownCases(store, view);
  const { open } = await readOpenConsignments(store, view, { rules: [], seed: 0, policies: [policy] });
  const candidates: AllocationCandidate[] = [];
  const byReference = new Map<string, OpenConsignment>();
  const leftOut: { [reason: string]: number } = {};
  for (const one of open) {
    if (!isInScope(scope, { ...one.candidate, ...one.facts })) continue;
    const reason = reasonAgainst(one, known.get(one.content.reference), held, view.nowMs);
    if (reason !== undefined) {
      leftOut[reason] = (leftOut[reason] ?? 0) + 1;
      continue;
    }
    candidates.push(candidateOf(one, view.agency));
    byReference.set(one.content.reference, one);
  }
  return { candidates, byReference, leftOut };
}

function reasonAgainst(
  { candidate, content }: OpenConsignment,
  known: KnownCase | undefined,
  held: ReadonlySet<string>,
  nowMs: number,
): string | undefined {
  if (content.sealed !== undefined) return 'left to the duty supervisor';
  if (held.has(content.reference)) return 'another list goes on with it';
  if (!isScored(candidate)) return 'not scored';
  if (known === undefined) return undefined;
  if (known.state === 'decided' || known.state === 'examined') return 'decided already';
  if (known.state === 'suppressed' && isStillSuppressed(known, nowMs)) return 'suppressed';
  return isClaimed(known, nowMs) ? 'in the hands of an officer' : undefined;
}

function candidateOf({ candidate, facts }: OpenConsignment, agency: string): AllocationCandidate {
  return {
    ...candidate,
    unit: facts.unit,
    groups: {
      partner: agency,
      office: candidate.office,
      channel: candidate.channel,
      hsChapter: candidate.hsCodes[0]?.slice(0, 2),
      originCountry: facts.originCountries[0],
      departureCountry: facts.departureCountry,
    },
  };
}
