/** What participants of an operation tell each other: situation reports, who has not reported, and conflicts over targets. */
import type { Participation } from './joint-operation.ts';

/** What was done in a period, as an agency counts it. */
export interface SituationCounts {
  readonly targetsHeld: number;
  readonly examined: number;
  readonly found: number;
  /** Pieces that were detained or seized. */
  readonly articles: number;
  readonly arrests: number;
}

/** A report of one agency on a period. */
export interface SituationReport {
  readonly id: number;
  readonly agency: string;
  /** ISO dates, both included. */
  readonly fromDay: string;
  readonly toDay: string;
  readonly counts: SituationCounts;
  readonly text: string;
  /** Whether the agency reports on the whole operation with it. */
  readonly isFinal: boolean;
  readonly madeBy: string;
  readonly madeByName: string;
  readonly madeAtMs: number;
}

/** Who goes on with a target that two lists name: one leads, one waits for the other, or both act together under one. */
export const conflictOutcomes = ['leads', 'waits', 'joint'] as const;
/** One of {@link conflictOutcomes}, from the side of the list on which the conflict was found. */
export type ConflictOutcome = (typeof conflictOutcomes)[number];

/** A decision on a conflict; a later one takes its place, and all stay in the log. */
export interface ConflictDecision {
  /** Agency that decided. */
  readonly agency: string;
  readonly outcome: ConflictOutcome;
  /** Agency that goes on with the target. */
  readonly leader: string;
  readonly note: string;
  readonly by: string;
  readonly name: string;
  readonly atMs: number;
}

/** The same goods on two lists: of two participants, or of two operations of one agency. */
export interface OperationConflict {
  readonly id: number;
  readonly operationId: number;
  readonly agency: string;
  readonly reference: string;
  readonly otherOperationId: number;
  readonly otherAgency: string;
  readonly otherReference: string;
  readonly foundAtMs: number;
  /** In order of time; the last one counts. */
  readonly decisions: readonly ConflictDecision[];
}

/** Where an agency stands with its final report. */
export interface ReportingState {
  readonly agency: string;
  readonly state: 'reported' | 'reported-late' | 'due' | 'overdue';
  readonly lastReportAtMs: number | undefined;
}

/** Returns where every agency that takes part stands; those that have not answered or declined report nothing. */
export function reportingStates(
  participants: readonly Pick<Participation, 'agency' | 'state'>[],
  reports: readonly Pick<SituationReport, 'agency' | 'isFinal' | 'madeAtMs'>[],
  { reportsDueMs, nowMs }: { readonly reportsDueMs: number; readonly nowMs: number },
): ReportingState[] {
  return participants
    .filter(({ state }) => state === 'accepted')
    .map(({ agency }) => {
      const own = reports.filter((report) => report.agency === agency);
      const final = own.find(({ isFinal }) => isFinal);
      const lastReportAtMs = own.length === 0 ? undefined : Math.max(...own.map(({ madeAtMs }) => madeAtMs));
      if (final !== undefined)
        return { agency, state: final.madeAtMs <= reportsDueMs ? 'reported' : 'reported-late', lastReportAtMs };
      return { agency, state: nowMs <= reportsDueMs ? 'due' : 'overdue', lastReportAtMs };
    });
}
