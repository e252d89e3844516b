/** What the use cases need of cases: the queue, what officers do with it, and what a ranking makes of it. */
import type { DecisionCode, ExecutionCode, ReasonCode } from '../domain/case-decision.ts';
import type { Examination } from '../domain/examination.ts';
import type { GoodsItemRecord } from '../domain/goods-item.ts';
import type { CaseState } from '../domain/review-case.ts';
import type { RightFinding } from '../domain/right-finding.ts';
import type { Lane } from '../ranking/lanes.ts';

/** Lane of a case. */
export type CaseLane = Lane;

/** A right that an item touches, as it is shown. */
export interface CaseRight {
  readonly finding: RightFinding['finding'];
  readonly holder: string;
  readonly right: string;
  readonly brand: string | undefined;
}

/** What the list shows of a consignment, made when it is ranked. */
export interface CaseSummary {
  readonly party: string | undefined;
  readonly route: string | undefined;
  readonly goods: string | undefined;
  readonly hsCodes: readonly string[];
  readonly valueUsd: number | undefined;
  /** Strongest finding of a right; undefined where no rights are registered at all. */
  readonly right: RightFinding['finding'] | undefined;
  readonly rights: readonly CaseRight[];
}

/** A rule that matched a case and drew it. */
export interface CaseRule {
  /** Id of the version. */
  readonly versionId: number;
  readonly code: string;
  readonly version: number;
  readonly reason: string;
  /** Who may read the reason; others read that a rule matched. */
  readonly confidentiality: 'own-unit' | 'own-agency' | 'partners';
}

/** What an instruction under seal does to a case. */
export type SealKind = 'refer' | 'suppress';

/** A person who has a case in hand or has decided it. */
export interface CasePerson {
  readonly id: number;
  readonly name: string;
}

/** A case as it is kept. */
export interface ReviewCase {
  readonly id: number;
  readonly consignmentId: number;
  /** `AGENCY/REFERENCE`. */
  readonly reference: string;
  readonly stage: string;
  readonly office: string | undefined;
  readonly channel: string | undefined;
  readonly lane: CaseLane;
  readonly isTarget: boolean;
  /** Order of the queue, smallest first. */
  readonly place: number;
  readonly margin: number | undefined;
  /** Undefined where no model has scored it. */
  readonly probability: number | undefined;
  readonly summary: CaseSummary;
  /** The strongest reasons as displayed; undefined while they are still to be made. */
  readonly reasons: readonly string[] | undefined;
  /** Rules that match it, whatever it was selected by, in the order of their precedence. */
  readonly rules: readonly CaseRule[];
  /** The lane that an officer gave it. */
  readonly reroutedLane: CaseLane | undefined;
  readonly hasLookOut: boolean;
  readonly sealed: SealKind | undefined;
  readonly releaseCutOffMs: number | undefined;
  readonly state: CaseState;
  readonly claimedBy: number | undefined;
  readonly claimedByName: string | undefined;
  readonly claimedUntilMs: number | undefined;
  readonly decision: DecisionCode | undefined;
  readonly reason: ReasonCode | undefined;
  readonly decidedBy: number | undefined;
  readonly decidedByName: string | undefined;
  readonly decidedAtMs: number | undefined;
  /** When the hold or the release of the decision goes out; undefined where nothing does. */
  readonly sentFromMs: number | undefined;
  readonly execution: ExecutionCode | undefined;
  readonly suppressedUntilMs: number | undefined;
  /** Changes with what an officer decides on; a heartbeat and another place in the order leave it. */
  readonly version: number;
  readonly openedAtMs: number;
}

/** Lists of the queue. */
type QueueList = 'waiting' | 'mine' | 'claimed' | 'decided' | 'suppressed' | 'all';

/** Which cases are listed. */
export interface CaseFilter {
  readonly list: QueueList;
  readonly nowMs: number;
  /** For `mine`. */
  readonly personId: number | undefined;
  readonly lanes?: readonly CaseLane[] | undefined;
  readonly office?: string | undefined;
  readonly channel?: string | undefined;
  readonly hsPrefix?: string | undefined;
  /** Beginning of a reference or of a word of a party's name. */
  readonly text?: string | undefined;
  readonly targetsOnly?: boolean | undefined;
  /** Goes on behind this case. */
  readonly after?: { readonly place: number; readonly id: number } | undefined;
  readonly limit: number;
}

/** A page of cases, in order of place. */
export interface CasePage {
  readonly cases: readonly ReviewCase[];
  readonly next: { readonly place: number; readonly id: number } | undefined;
  /** Exact up to 1,000; only with the first page. */
  readonly total: number | undefined;
  readonly isTotalExact: boolean | undefined;
}

/** What is taken next. */
export interface ClaimNextFilter {
  readonly lane?: CaseLane | undefined;
  readonly office?: string | undefined;
  readonly channel?: string | undefined;
  /** Whether cases under seal are among what may be taken. */
  readonly hasSealed: boolean;
  readonly person: CasePerson;
  readonly nowMs: number;
  readonly untilMs: number;
}

/** What a step changes of a case; what is not named stays, and the version goes up. */
export interface CaseChange {
  readonly state: CaseState;
  readonly claim?: { readonly person: CasePerson; readonly untilMs: number } | undefined;
  readonly decision?:
    | {
        readonly code: DecisionCode;
        readonly reason: ReasonCode;
        readonly person: CasePerson;
        readonly atMs: number;
        readonly sentFromMs: number | undefined;
      }
    | 'none'
    | undefined;
  readonly execution?:
    | { readonly code: ExecutionCode; readonly reason: string | undefined; readonly atMs: number }
    | undefined;
  readonly suppressedUntilMs?: number | undefined;
  /** The lane that an officer gives it. */
  readonly reroutedLane?: CaseLane | undefined;
}

/** Something that happened with a case. Never says how it was selected. */
export interface CaseEvent {
  readonly kind: string;
  readonly atMs: number;
  readonly by: string | undefined;
  readonly text: string;
}

/** A note of an officer. */
export interface CaseNote {
  readonly atMs: number;
  readonly by: string;
  readonly text: string;
}

/** A file that stands with a case. */
export interface CaseAttachment {
  readonly id: number;
  readonly fileName: string;
  readonly byteCount: number;
  /** 32 bytes. */
  readonly sha256: Uint8Array;
  readonly tlp: string;
}

/** A result that an officer recorded. */
interface CaseResult {
  readonly id: number;
  readonly caseId: number;
  readonly recordedAtMs: number;
  readonly record: Examination;
}

/** Rules of the queue. */
export interface CaseRules {
  /** How long a claim holds without a sign of its officer. */
  readonly leaseMs: number;
  /** How long a decision can be undone before its hold or release goes out. */
  readonly graceMs: number;
}

/** An instruction under seal. */
export interface SealedInstruction {
  readonly id: number;
  readonly subjectKind: 'consignment' | 'party';
  /** A consignment's reference, or what `parsePartyQuery` reads. */
  readonly subject: string;
  readonly instruction: SealKind;
  /** Who ordered it. */
  readonly authority: string;
  readonly note: string | undefined;
  /** Label of who entered it. */
  readonly madeBy: string;
  readonly madeAtMs: number;
  readonly expiresAtMs: number;
}

/** What the line above the list says. */
export interface QueueReport {
  readonly policy: string;
  readonly candidates: number;
  readonly targets: number;
  readonly capacity: number;
  readonly expectedFinds: number;
  readonly expectedFindsLow: number;
  readonly expectedFindsHigh: number;
  readonly lanes: { readonly [lane in CaseLane]: number };
  readonly unscored: number;
  /** Live rules that could not be read, which matched nothing; absent in reports of earlier programs. */
  readonly unreadableRules?: readonly string[];
}

/** How an agency's queue stands. */
interface QueueState {
  readonly rankedAtMs: number | undefined;
  readonly report: QueueReport | undefined;
  readonly capacityHash: Uint8Array | undefined;
  /** Highest id of a consignment at the last ranking. */
  readonly newestConsignment: number;
  /** When somebody asked for a ranking that has not begun. */
  readonly requestedAtMs: number | undefined;
  /** Goes up with every change of a case. */
  readonly version: number;
}

/** Cases of the agency of a view. */
export interface CasePort {
  list(filter: CaseFilter): Promise<CasePage>;
  /** Undefined for what is not there and for what is another agency's, alike. */
  find(id: number): Promise<ReviewCase | undefined>;
  findByReference(reference: string): Promise<ReviewCase | undefined>;
  /** Ids of the cases of consignments, by `AGENCY/REFERENCE`; those without a case are left out. */
  idsOf(references: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** As `find`; others wait until this transaction is over. */
  findToChange(id: number): Promise<ReviewCase | undefined>;
  /** Takes the first waiting case that nobody has in hand; two who ask at once never get the same. */
  claimNext(filter: ClaimNextFilter): Promise<ReviewCase | undefined>;
  /** Prolongs a claim that holds; returns whether it did. */
  prolong(id: number, personId: number, nowMs: number, untilMs: number): Promise<boolean>;
  change(id: number, change: CaseChange): Promise<ReviewCase>;
  addEvent(id: number, event: CaseEvent): Promise<void>;
  /** In order of time. */
  events(id: number): Promise<readonly CaseEvent[]>;
  addNote(id: number, note: CaseNote & { readonly byId: number }): Promise<void>;
  notes(id: number): Promise<readonly CaseNote[]>;
  attach(
    id: number,
    file: Omit<CaseAttachment, 'id' | 'byteCount'> & {
      readonly atMs: number;
      readonly byId: number;
      readonly bytes: Uint8Array;
    },
  ): Promise<number>;
  attachments(id: number): Promise<readonly CaseAttachment[]>;
  attachment(id: number, attachmentId: number): Promise<(CaseAttachment & { readonly bytes: Uint8Array }) | undefined>;
  /** Keeps a result for {@link CaseResultPort} to take into the facts. */
  addResult(id: number, recordedAtMs: number, record: Examination): Promise<number>;
  /** Targets that were decided since a moment. */
  countDecidedTargets(sinceMs: number): Promise<number>;
  state(): Promise<QueueState>;
  /** Asks for a ranking. */
  requestRanking(atMs: number): Promise<void>;
  /** Tells whoever watches that something has changed. */
  noteChange(): Promise<void>;
}

/** Instructions under seal of the agency of a view. */
export interface SealedPort {
  add(instruction: Omit<SealedInstruction, 'id'>): Promise<number>;
  /** Those that hold. */
  list(nowMs: number): Promise<readonly SealedInstruction[]>;
  /** Returns whether it held. */
  revoke(id: number, atMs: number): Promise<boolean>;
  /** Those among consignments, by `AGENCY/REFERENCE`, whose cases are under seal. */
  among(references: readonly string[]): Promise<ReadonlySet<string>>;
}

/** An open consignment of a view's agency, for ranking. */
export interface QueueCandidate {
  readonly consignmentId: number;
  readonly reference: string;
  readonly stage: string;
  /** Current items, in the order in which they were stored. */
  readonly records: readonly GoodsItemRecord[];
  /** Undefined where no model has scored it. */
  readonly score:
    | {
        readonly margin: number;
        readonly probability: number;
        readonly itemNumber: number;
        /** Changes with the score. */
        readonly key: string;
      }
    | undefined;
}

/** What a case is to a ranking. */
export interface KnownCase {
  readonly id: number;
  readonly reference: string;
  readonly consignmentId: number;
  readonly state: CaseState;
  readonly claimedUntilMs: number | undefined;
  readonly decision: DecisionCode | undefined;
  readonly decidedAtMs: number | undefined;
  readonly suppressedUntilMs: number | undefined;
  readonly sealed: SealKind | undefined;
  readonly lane: CaseLane;
  /** The lane that an officer gave. */
  readonly reroutedLane: CaseLane | undefined;
  readonly isTarget: boolean;
  readonly place: number;
  readonly scoreKey: string | undefined;
  /** 32 bytes, over what the case shows. */
  readonly contentHash: Uint8Array;
}

/** A case as a ranking makes it. */
export interface RankedCase {
  readonly consignmentId: number;
  readonly reference: string;
  readonly stage: string;
  readonly office: string | undefined;
  readonly channel: string | undefined;
  readonly lane: CaseLane;
  readonly isTarget: boolean;
  readonly place: number;
  readonly margin: number | undefined;
  readonly probability: number | undefined;
  readonly summary: CaseSummary;
  readonly contentHash: Uint8Array;
  readonly scoreKey: string | undefined;
  readonly rules: readonly CaseRule[];
  readonly hasLookOut: boolean;
  readonly sealed: SealKind | undefined;
  readonly releaseCutOffMs: number | undefined;
  /** Words that it is found by. */
  readonly terms: readonly string[];
}

/** A case whose reasons are still to be made. */
export interface UnexplainedCase {
  readonly id: number;
  readonly consignmentId: number;
  readonly reference: string;
  readonly scoreKey: string;
}

/** Open consignments at an office, in one channel. */
export interface OfficeLoad {
  readonly office: string;
  readonly channel: string | undefined;
  readonly open: number;
}

/** What a ranking reads and writes of the queue of a view's agency. */
export interface QueueRankingPort {
  /** Consignments that are open, or were until yesterday (a cut-off may be a date alone), in order of id, each at its latest stage; `after` goes on behind one. */
  candidates(nowMs: number, after: number, limit: number): Promise<readonly QueueCandidate[]>;
  /** How many consignments are open at each office and channel, in their order; those without an office are left out. */
  openByOffice(nowMs: number): Promise<readonly OfficeLoad[]>;
  /** References that match a look-out that holds, the most urgent first. */
  lookedOutFor(nowMs: number): Promise<readonly string[]>;
  /** Cases that are neither closed nor decided longer ago than a consignment is open, in order of id. */
  known(nowMs: number, after: number, limit: number): Promise<readonly KnownCase[]>;
  /** Makes cases or brings them up to date, whose terms are replaced where their content changed; closed ones are open again. Returns the ids in order. */
  write(cases: readonly RankedCase[], nowMs: number): Promise<readonly number[]>;
  /** Moves cases in the order without changing what they show. */
  move(cases: readonly Pick<KnownCase, 'id' | 'lane' | 'isTarget' | 'place'>[]): Promise<void>;
  /** Ends suppressions. */
  reopen(ids: readonly number[]): Promise<void>;
  /** Closes cases that can no longer be examined and that nobody has decided. */
  close(ids: readonly number[], nowMs: number): Promise<void>;
  unexplained(limit: number): Promise<readonly UnexplainedCase[]>;
  /** Keeps reasons, where the score is still the one that they are of. */
  keepReasons(reasons: readonly (UnexplainedCase & { readonly texts: readonly string[] })[]): Promise<void>;
  keepState(state: Pick<QueueState, 'rankedAtMs' | 'report' | 'capacityHash' | 'newestConsignment'>): Promise<void>;
  /** Whether something says that the order is no longer right: newer scores, newer consignments, a cut-off or a suppression that is over. */
  isStale(state: QueueState, nowMs: number): Promise<'scores' | 'consignments' | 'clock' | undefined>;
  newestConsignment(): Promise<number>;
}

/** How one ranking chose, for statistics alone: no view of an agency has this. */
interface RankingRun {
  readonly agency: string;
  readonly atMs: number;
  readonly policy: string;
  /** Capacity file as text. */
  readonly capacity: string;
  readonly seed: number;
  readonly report: unknown;
  readonly selections: readonly {
    readonly caseId: number;
    readonly source: string | undefined;
    readonly probability: number;
    /** Ids of versions of rules that matched and drew it. */
    readonly rules: readonly number[];
  }[];
}

/** Rankings and selections of the whole store. */
export interface RankingRunPort {
  /** Seed of an agency's last ranking; undefined before the first. */
  seedOf(agency: string): Promise<number | undefined>;
  /** Keeps a run; the selection of a case that is decided, or in an officer's hand, stays what it was. */
  add(run: RankingRun): Promise<number>;
}

/** Results on their way from cases into the facts, over the whole store. */
export interface CaseResultPort {
  /** Results that are not in the facts yet, the oldest first. */
  waiting(limit: number): Promise<readonly (CaseResult & { readonly agency: string })[]>;
  markLoaded(ids: readonly number[], atMs: number): Promise<void>;
}
