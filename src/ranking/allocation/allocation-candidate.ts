/** A consignment that an operation may control. */
import type { RankingCandidate } from '../ranking-candidate.ts';
import type { Grouping } from './operation.ts';

/** What allocation knows of a consignment, beside what ranking knows. */
export interface AllocationCandidate extends RankingCandidate {
  /** What is opened at once: a container, a parcel. Consignments with the same unit share one opening. */
  readonly unit: string;
  /** Values by which caps and minimum shares count it; `partner` is its agency. */
  readonly groups: { readonly [by in Grouping]: string | undefined };
}

/** Consignments that are opened together, with the most expected harm first. */
export interface ExaminationUnit {
  readonly name: string;
  readonly targets: readonly AllocationTarget[];
  readonly office: string | undefined;
  readonly channel: string | undefined;
  /** When the last of them has arrived. */
  readonly arrivedAtMs: number;
  /** When the first of them is released; undefined where no cut-off is known. */
  readonly releaseCutOffMs: number | undefined;
}

/** A consignment with its harm. */
export interface AllocationTarget {
  readonly candidate: AllocationCandidate;
  /** Harm if it infringes. */
  readonly harm: number;
}

/** Sorts candidates into units, in the order of their names; office and channel are those of the first target. */
export function gatherUnits(targets: readonly AllocationTarget[]): ExaminationUnit[] {
  const byUnit = new Map<string, AllocationTarget[]>();
  for (const target of targets) {
    const known = byUnit.get(target.candidate.unit);
    if (known === undefined) byUnit.set(target.candidate.unit, [target]);
    else known.push(target);
  }
  const expected = ({ candidate, harm }: AllocationTarget): number => candidate.probability * harm;
  return [...byUnit]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, members]) => {
      const inOrder = [...members].sort(
        (a, b) => expected(b) - expected(a) || (a.candidate.consignmentId < b.candidate.consignmentId ? -1 : 1),
      );
      const cutOffs = inOrder.flatMap(({ candidate }) => candidate.releaseCutOffMs ?? []);
      return {
        name,
        targets: inOrder,
        office: inOrder[0]!.candidate.office,
        channel: inOrder[0]!.candidate.channel,
        arrivedAtMs: Math.max(...inOrder.map(({ candidate }) => candidate.arrivedAtMs)),
        releaseCutOffMs: cutOffs.length === 0 ? undefined : Math.min(...cutOffs),
      };
    });
}
