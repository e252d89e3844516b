/** What the use cases need of versions of rules and policies, and of the past on which they are tried. */
import type { Examination } from '../domain/examination.ts';
import type { HolderReplies } from '../domain/holder-replies.ts';
import type { Measure } from '../domain/measure.ts';
import type { SelectivityKind, VersionState } from '../domain/selectivity-version.ts';
import type { Lane } from '../ranking/lanes.ts';
import type { QueueCandidate } from './case-ports.ts';

/** Who did a step, and when. */
export interface VersionStepTaken {
  /** Label of an actor, or `system`. */
  readonly by: string;
  readonly atMs: number;
}

/** Why a live rule is flagged: the whole interval of its precision lies below its floor. */
export interface FloorFlag {
  readonly atMs: number;
  readonly examined: number;
  readonly found: number;
  /** 95% (Clopper–Pearson). */
  readonly interval: readonly [number, number];
  readonly floor: number;
}

/** One version of a rule or a policy. Its text never changes. */
export interface SelectivityVersion {
  readonly id: number;
  readonly kind: SelectivityKind;
  /** Id of the rule or name of the policy. */
  readonly code: string;
  /** From 1. */
  readonly version: number;
  /** YAML. */
  readonly text: string;
  readonly state: VersionState;
  /** Person who wrote it, and so may not approve it. */
  readonly authorId: number;
  readonly written: VersionStepTaken;
  /** What the last dry run came to, as its use case made it. */
  readonly dryRun: (VersionStepTaken & { readonly report: unknown }) | undefined;
  readonly approved: VersionStepTaken | undefined;
  readonly live: VersionStepTaken | undefined;
  readonly ended: (VersionStepTaken & { readonly reason: string }) | undefined;
  readonly flag: FloorFlag | undefined;
}

/** What a step changes of a version. */
export interface VersionChange {
  readonly state?: VersionState | undefined;
  readonly dryRun?: SelectivityVersion['dryRun'];
  readonly approved?: (VersionStepTaken & { readonly byId: number }) | undefined;
  readonly live?: VersionStepTaken | undefined;
  readonly ended?: SelectivityVersion['ended'];
  readonly flag?: FloorFlag | 'none' | undefined;
}

/** A consignment of the past with the current results that name it. */
export interface PastConsignment extends QueueCandidate {
  readonly results: readonly (Examination | Measure)[];
}

/** Versions of rules and policies of a view's agency. */
export interface SelectivityPort {
  /** In the order in which their codes were first written (the precedence of rules), and then of version; of some states or of all. */
  list(kind: SelectivityKind, states?: readonly VersionState[]): Promise<readonly SelectivityVersion[]>;
  /** @throws `not-found`. */
  get(kind: SelectivityKind, id: number): Promise<SelectivityVersion>;
  /** As `get`; others wait until this transaction is over. @throws `not-found`. */
  getToChange(kind: SelectivityKind, id: number): Promise<SelectivityVersion>;
  /** Adds a draft under the next version of its code, or the one that is named. @throws `conflict` where that is taken. */
  add(draft: {
    readonly kind: SelectivityKind;
    readonly code: string;
    readonly version: number | undefined;
    readonly text: string;
    readonly authorId: number;
    readonly written: VersionStepTaken;
  }): Promise<SelectivityVersion>;
  change(id: number, change: VersionChange): Promise<SelectivityVersion>;
  /** Consignments of the agency that became known after a moment, each at its latest stage, the youngest id first, before an id. */
  past(range: {
    readonly sinceMs: number;
    readonly beforeId: number;
    readonly limit: number;
  }): Promise<readonly PastConsignment[]>;
  /** How each right holder has answered to the agency's measures so far, by name as written. */
  holderReplies(): Promise<readonly (HolderReplies & { readonly rightHolder: string })[]>;
  /** Keeps that an officer moved a case to another lane. */
  addReroute(caseId: number, reroute: VersionStepTaken & ReroutedLanes & { readonly reason: string }): Promise<void>;
}

/** From which lane a case went to which. */
export interface ReroutedLanes {
  readonly from: Lane;
  readonly to: Lane;
}
