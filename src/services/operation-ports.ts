/** What the use cases need of stored operations in an agency's view: those that it leads, and those that it takes part in. */
import type { GivenTarget } from '../domain/cut-by-jurisdiction.ts';
import type { OperationHandling, OperationScope, Participation } from '../domain/joint-operation.ts';
import type { ListedTarget, ListMark, ListMarks } from '../domain/list-version.ts';
import type { OperationState } from '../domain/operation-state.ts';
import type { Purpose } from '../domain/purposes.ts';
import type { ConflictDecision, OperationConflict, SituationReport } from '../domain/situation-report.ts';
import type { Operation } from '../ranking/allocation/operation.ts';
import type { AllocationFigures } from './allocation-figures.ts';
import type { CloseOut } from './close-out-ports.ts';

/** What a planner says of an operation. */
export interface OperationTerms {
  readonly name: string;
  readonly purpose: Purpose;
  readonly legalBasis: string;
  readonly scope: OperationScope;
  readonly plan: Operation;
  readonly handling: OperationHandling;
  /** By when final reports are due. */
  readonly reportsDueMs: number;
}

/** An operation as it is kept. */
export interface StoredOperation extends OperationTerms {
  readonly id: number;
  /** Code of the agency that leads. */
  readonly agency: string;
  readonly state: OperationState;
  /** Goes up with every change of its terms or its state. */
  readonly version: number;
  readonly madeBy: string;
  readonly madeAtMs: number;
  readonly closedAtMs: number | undefined;
  /** As it was when the operation was closed; undefined before. */
  readonly closeOut: CloseOut | undefined;
}

/** A version of a list. */
export interface StoredList extends ListMarks {
  readonly id: number;
  readonly operationId: number;
  /** Whose list it is. */
  readonly agency: string;
  readonly version: number;
  readonly figures: ListFigures;
  readonly policy: string;
  readonly recallReason: string | undefined;
  /** The list of the store by which it is exported; undefined before it was. */
  readonly targetListId: number | undefined;
  readonly targetCount: number;
}

/** What was expected of a list when it was made. */
export interface ListFigures extends AllocationFigures {
  /** Open consignments in the scope that stood for selection. */
  readonly candidates: number;
  /** Those in the scope that did not, and those that nothing fits, by reason. */
  readonly leftOut: { readonly [reason: string]: number };
  readonly unfit: { readonly [reason: string]: number };
}

/** A list that is to be kept. */
export interface NewList {
  readonly operationId: number;
  readonly targets: readonly ListedTarget[];
  readonly figures: ListFigures;
  readonly policy: string;
  readonly seed: number;
  readonly made: ListMark;
  /** How targets were chosen, for statistics alone. */
  readonly draw: unknown;
  /** What names the goods of a target, by which two lists are found to mean the same. */
  readonly claims: readonly { readonly reference: string; readonly key: string }[];
}

/** What another agency was given of a list. */
export interface ListDelivery {
  readonly operationId: number;
  /** Whose list it is. */
  readonly maker: string;
  /** To which it was given. */
  readonly agency: string;
  readonly version: number;
  /** Empty once it was recalled. */
  readonly targets: readonly GivenTarget[];
  readonly outside: number;
  readonly heldBack: number;
  readonly sentAtMs: number;
  readonly recalledAtMs: number | undefined;
  readonly recallReason: string | undefined;
}

/** A participant as it is kept. */
export interface StoredParticipant extends Participation {
  readonly operationId: number;
  readonly invitedAtMs: number;
  readonly answeredBy: string | undefined;
  readonly answeredAtMs: number | undefined;
}

/** What became of a target, by what the view's agency has stored of it. */
export interface TargetExecution {
  readonly reference: string;
  /** Whether its goods were held, or are. */
  readonly isHeld: boolean;
  /** The strongest control that was recorded; undefined where none was. */
  readonly examined: 'documentary' | 'scan' | 'physical' | undefined;
  /** Whether a physical examination looked for infringements. */
  readonly isChecked: boolean;
  /** Whether a result suspects, detains or confirms an infringement, and whether one confirms it. */
  readonly isFound: boolean;
  readonly isConfirmed: boolean;
  /** Latest execution that was recorded of its case, as `no-capacity`. */
  readonly execution: string | undefined;
}

/** Operations. */
export interface OperationPort {
  /** The latest first. */
  list(limit: number): Promise<readonly StoredOperation[]>;
  /** Undefined for what is not there and for what the agency takes no part in, alike. */
  find(id: number): Promise<StoredOperation | undefined>;
  /** As `find`, among those that the agency leads; others wait until this transaction is over. */
  findToChange(id: number): Promise<StoredOperation | undefined>;
  add(terms: OperationTerms, made: { readonly by: string; readonly atMs: number }): Promise<number>;
  change(id: number, terms: OperationTerms): Promise<void>;
  advance(
    id: number,
    state: OperationState,
    closed?: { readonly atMs: number; readonly closeOut: CloseOut },
  ): Promise<void>;
  /** In order of code; the agency that leads is one of them. */
  participants(id: number): Promise<readonly StoredParticipant[]>;
  /** Invites an agency, or says anew what it is invited to. */
  invite(id: number, participation: Participation, atMs: number): Promise<void>;
  /** Answers for the view's agency. */
  answer(
    id: number,
    answer: Pick<Participation, 'powers' | 'contacts' | 'state'>,
    by: { readonly by: string; readonly atMs: number },
  ): Promise<void>;
}

/** Versions of lists. */
export interface ListVersionPort {
  /** Keeps the next version of the view's agency, and returns its number. */
  add(list: NewList): Promise<number>;
  /** The view's agency's own, the latest first. */
  list(operationId: number): Promise<readonly StoredList[]>;
  find(operationId: number, version: number): Promise<StoredList | undefined>;
  targets(listId: number): Promise<readonly ListedTarget[]>;
  approve(listId: number, mark: ListMark): Promise<void>;
  send(listId: number, mark: ListMark, deliveries: readonly Omit<ListDelivery, 'maker'>[]): Promise<void>;
  /** Takes what was given back with it. */
  recall(listId: number, mark: ListMark, reason: string): Promise<void>;
  /** Notes the list of the store by which a version is exported. */
  keepTargetList(listId: number, targetListId: number): Promise<void>;
  /** What the view's agency gave, and was given, of lists of an operation; the latest first. */
  deliveries(operationId: number): Promise<readonly ListDelivery[]>;
  execution(references: readonly string[]): Promise<readonly TargetExecution[]>;
}

/** Reports and conflicts of operations. */
export interface OperationLogPort {
  addReport(operationId: number, report: Omit<SituationReport, 'id' | 'agency'>): Promise<number>;
  /** Of all participants, in order of time. */
  reports(operationId: number): Promise<readonly SituationReport[]>;
  /** Looks for lists in force that mean goods of a list, keeps what is new, and returns how many conflicts the list has. */
  findConflicts(listId: number, atMs: number): Promise<number>;
  /** Those that the view's agency is part of or leads, with the decisions on them, in order of id. */
  conflicts(operationId: number): Promise<readonly OperationConflict[]>;
  decide(conflictId: number, decision: Omit<ConflictDecision, 'agency'>): Promise<void>;
}
