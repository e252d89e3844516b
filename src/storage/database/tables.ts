/** The tables of the store, as the query layer sees them. Made by the migrations beside this file. */
import type { ColumnType, Generated } from 'kysely';
import type { Regime } from '../../domain/agency.ts';
import type { FieldGroup, GivenLabel, OnwardSharing, SharedKind } from '../../domain/agreement.ts';
import type { DecisionCode, ExecutionCode } from '../../domain/case-decision.ts';
import type { Stage } from '../../domain/consignment.ts';
import type { ControlKind } from '../../domain/examination.ts';
import type { HoldState, OperatorKind } from '../../domain/hold.ts';
import type { InvitationState } from '../../domain/joint-operation.ts';
import type { LabelState } from '../../domain/label-life.ts';
import type { LookOutGrade, LookOutKind } from '../../domain/look-out.ts';
import type { OperationState } from '../../domain/operation-state.ts';
import type { RecordKind } from '../../domain/record.ts';
import type { CaseState } from '../../domain/review-case.ts';
import type { KeyScope, Role } from '../../domain/roles.ts';
import type { SelectivityKind, VersionState } from '../../domain/selectivity-version.ts';
import type { CaseLane } from '../../services/case-ports.ts';
import type { OverlapOutcome } from '../../services/deconfliction-ports.ts';
import type { QueueName } from '../../services/queue-ports.ts';
import type { ModelRoleName, ScoreCause } from '../../services/score-ports.ts';

/** States of a batch. */
type BatchState = 'loading' | 'loaded' | 'refused';

interface SettingTable {
  readonly name: string;
  readonly value: string;
}

interface BatchTable {
  readonly id: Generated<number>;
  readonly fileName: string;
  readonly profile: string;
  readonly agency: string;
  /** SHA-256 of the file as it came. */
  readonly sha256: Buffer;
  readonly byteCount: number;
  readonly receivedAtMs: number;
  /** Handling of its rows as JSON ({@link Handling}). */
  readonly handling: string;
  /** ISO date. */
  readonly expiresOn: string | null;
  readonly state: BatchState;
  /** Rows of the file that are done, so that a load that was cut off goes on. */
  readonly rowsDone: number;
  /** Rows of the whole file, from the first pass. */
  readonly rowsTotal: number;
  readonly refusal: string | null;
  /** Accepted rows that were turned away because their record is erased; they count as duplicates in the books. */
  readonly erasedRows: Generated<number>;
  /** Names of the file's columns as JSON, for rows that are read again. */
  readonly columns: string | null;
}

interface BatchBookTable {
  readonly batchId: number;
  readonly recordKind: RecordKind | 'unknown';
  readonly accepted: number;
  readonly rejected: number;
  readonly added: number;
  readonly revised: number;
  readonly duplicate: number;
}

interface QuarantineTable {
  readonly id: Generated<number>;
  readonly batchId: number;
  readonly row: number;
  readonly columnName: string | null;
  readonly code: string;
  readonly expected: string;
  readonly raw: Buffer;
  readonly state: 'waiting' | 'accepted' | 'dropped';
  readonly retries: Generated<number>;
  /** The row's texts in the order of the batch's columns as JSON; null where it could not be cut into fields. */
  readonly fields: string | null;
}

interface FactTable {
  readonly id: number;
  readonly kind: RecordKind;
  readonly agency: string;
  /** What says that two records are versions of one: for goods items `STAGE|AGENCY/REFERENCE#ITEM`, else the record's own id. */
  readonly naturalKey: string;
  readonly amendment: number | null;
  readonly knownAtMs: number;
  readonly knownTick: number;
  /** Tick in which a goods item is scored; null for other records. */
  readonly scoreTick: number | null;
  /** Of everything that the record says, leaving out where it stood. */
  readonly contentHash: Buffer;
  readonly isCurrent: boolean;
  readonly batchId: number;
  readonly row: number;
  readonly consignmentId: number | null;
  readonly itemNumber: number | null;
  readonly tlp: string;
  readonly expiresOn: string | null;
  /** The record as JSON, without its row origin. */
  readonly body: unknown;
}

interface ConsignmentTable {
  readonly id: number;
  readonly agency: string;
  /** `AGENCY/REFERENCE`. */
  readonly reference: string;
  readonly stage: string;
  /** Of the version that the columns below come from. */
  readonly amendment: number | null;
  readonly knownAtMs: number;
  readonly scoreTick: number;
  readonly office: string | null;
  readonly channel: string | null;
  readonly releaseCutOffMs: number | null;
}

interface ConsignmentReferenceTable {
  /** `AGENCY|KIND|REFERENCE` (`linkingKeys`). */
  readonly key: string;
  readonly consignmentId: number;
}

interface ResultKeyTable {
  readonly key: string;
  readonly factId: number;
  /** 0 is the strongest. */
  readonly strength: number;
}

interface ResultLinkTable {
  readonly factId: number;
  readonly consignmentId: number;
}

interface HistoryDueTable {
  readonly id: Generated<number>;
  readonly consignmentId: number | null;
  /** A result without a consignment. */
  readonly factId: number | null;
  /** First tick in which counting it may change anything; the least of all where nobody knows. */
  readonly firstTick: Generated<number>;
}

interface HistoryStateTable {
  readonly id: number;
  readonly state: 'current' | 'stale' | 'rebuilding';
  /** Key under which identities are hashed; null until the first fact was counted. */
  readonly keyId: string | null;
  readonly labelState: LabelState;
  readonly encoding: string;
  readonly daysBeforeTick: number;
  readonly monthsBeforeDay: number;
  readonly exactFromTick: number;
  /** Number of changes of the cells so far. */
  readonly version: Generated<number>;
  /** First tick that each of the last changes changed, the youngest first. */
  readonly recentFirstTicks: Generated<readonly number[]>;
}

interface HistorySourceTable {
  readonly id: Generated<number>;
  readonly agency: string;
  /** See `historyClass`. */
  readonly handlingClass: string;
}

interface HistoryEntityTable {
  /** -1 stands for everything. */
  readonly id: number;
  readonly name: string;
}

interface HistoryCellTable {
  readonly keyHigh: number;
  readonly keyLow: number;
  readonly source: number;
  readonly tick: number;
  readonly entity: number;
  readonly seen: number;
  readonly examined: number;
  readonly positive: number;
  readonly priced: number;
  readonly priceSum: number;
}

interface HistoryPeerTable {
  readonly keyHigh: number;
  readonly keyLow: number;
  readonly source: number;
  readonly tick: number;
  /** -1 for items without a price position. */
  readonly bin: number;
  readonly items: number;
  readonly kgCount: number;
  readonly kgSum: number;
  readonly kgSquares: number;
  readonly pieceCount: number;
  readonly pieceSum: number;
  readonly pieceSquares: number;
  readonly massCount: number;
  readonly massSum: number;
  readonly massSquares: number;
}

interface HistoryTextTable {
  readonly keyHigh: number;
  readonly keyLow: number;
  readonly source: number;
  readonly tick: number;
  readonly entity: number;
  /** Items that could show the trait, and those that did. */
  readonly vagueItems: number;
  readonly vague: number;
  readonly misspeltItems: number;
  readonly misspelt: number;
  readonly unauthorisedItems: number;
  readonly unauthorised: number;
}

interface HistoryCountedTable {
  readonly factId: number;
  readonly consignmentId: number | null;
  readonly knownTick: number | null;
  readonly source: number;
  readonly resultTick: number | null;
  readonly isPositive: boolean | null;
  readonly digest: number;
}

interface HistoryRightTable {
  readonly factId: number;
  readonly knownTick: number;
}

interface UploadTable {
  readonly id: Generated<number>;
  readonly fileName: string;
  readonly receivedAtMs: number;
  readonly byteCount: Generated<number>;
  readonly isComplete: Generated<boolean>;
}

interface UploadPartTable {
  readonly uploadId: number;
  readonly part: number;
  readonly bytes: Buffer;
}

interface WorkTable {
  readonly id: Generated<number>;
  readonly queue: QueueName;
  /** JSON. */
  readonly payload: unknown;
  readonly priority: number;
  readonly state: Generated<'due' | 'done' | 'dead' | 'cancelled'>;
  readonly attempts: Generated<number>;
  readonly failures: Generated<number>;
  readonly createdAtMs: number;
  readonly notBeforeMs: number;
  readonly enqueuedAtMs: number | null;
  readonly startedAtMs: number | null;
  readonly finishedAtMs: number | null;
  readonly rowsDone: number | null;
  readonly rowsTotal: number | null;
  /** JSON. */
  readonly outcome: unknown;
  readonly failure: string | null;
}

interface ModelRoleTable {
  readonly id: Generated<number>;
  readonly name: string;
  readonly version: string;
  readonly stage: Stage;
  readonly role: ModelRoleName;
  readonly promotedAtMs: number | null;
  readonly needsRetraining: Generated<boolean>;
  readonly reason: string | null;
}

interface ItemScoreTable {
  readonly factId: number;
  readonly scoredAtMs: number;
  readonly margin: number;
  readonly probability: number;
  /** As of which the history was read. */
  readonly tick: number;
  readonly modelId: number;
  readonly isCurrent: boolean;
  /** 32-bit floats, little-endian, in the order of the model's features, deflated. */
  readonly features: Buffer;
}

interface ConsignmentScoreTable {
  readonly consignmentId: number;
  readonly scoredAtMs: number;
  readonly margin: number;
  readonly probability: number;
  readonly tick: number;
  /** The item that the score is of. */
  readonly itemNumber: number;
  readonly modelId: number;
  readonly isCurrent: boolean;
}

interface ScoreDueTable {
  readonly consignmentId: number;
  readonly sinceMs: number;
  /** Changes of the history up to this id come first. */
  readonly historyMark: number;
  readonly cause: ScoreCause;
}

interface ErasureTable {
  readonly id: Generated<number>;
  readonly kind: 'record' | 'party';
  readonly ground: string;
  readonly erasedAtMs: number;
  /** `counting` until the history has taken back what the facts had added, and they are gone. */
  readonly state: 'counting' | 'done';
  /** Earliest tick in which one of the facts was known; null where only rejected rows were erased. */
  readonly firstKnownTick: number | null;
  readonly lastKnownMs: number | null;
  /** JSON. */
  readonly agencies: string;
  /** JSON. */
  readonly profiles: string;
  readonly records: number;
  readonly facts: number;
  readonly scores: number;
  readonly lookOuts: number;
  readonly quarantined: number;
}

interface TombstoneTable {
  readonly hash: Buffer;
  readonly keyId: string;
  readonly erasureId: number;
}

interface ErasingFactTable {
  readonly factId: number;
  readonly erasureId: number;
}

interface LookOutTable {
  readonly id: Generated<number>;
  /** The result that it was made of. */
  readonly sourceFactId: number;
  /** Consignment of the find whose parties it names; null where the result names them itself. */
  readonly consignmentId: number | null;
  readonly kind: LookOutKind;
  readonly grade: LookOutGrade;
  readonly key: string;
  readonly subject: string;
  /** JSON ({@link Handling}). */
  readonly handling: string;
  readonly madeAtMs: number;
  readonly expiresAtMs: number;
  readonly withdrawnAtMs: number | null;
  /** Label of the actor who ended it; null where the program did. */
  readonly withdrawnBy: string | null;
}

interface LookOutMatchTable {
  readonly id: Generated<number>;
  readonly lookOutId: number;
  readonly consignmentId: number;
  readonly matchedAtMs: number;
}

interface TargetListTable {
  readonly id: Generated<number>;
  readonly madeAtMs: number;
  readonly policy: string;
  readonly seed: number;
  /** JSON. */
  readonly report: unknown;
  /** JSON. */
  readonly targets: unknown;
  readonly csv: string;
}

interface TargetExportTable {
  readonly id: Generated<number>;
  readonly listId: number;
  readonly format: 'csv' | 'ndjson';
  readonly madeAtMs: number;
  readonly sha256: Buffer;
  readonly bytes: Buffer;
}

interface PackExportTable {
  readonly id: Generated<number>;
  readonly agency: string;
  readonly listId: number;
  readonly format: string;
  readonly audience: string;
  readonly rightHolder: string | null;
  readonly purpose: string;
  readonly gateway: string | null;
  readonly askedBy: string;
  readonly askedAtMs: number;
  readonly state: 'waiting' | 'ready' | 'failed' | 'expired';
  readonly failure: string | null;
  readonly madeAtMs: number | null;
  readonly expiresAtMs: number | null;
  readonly manifest: unknown | null;
  readonly sent: unknown | null;
  readonly bytes: Buffer | null;
}

interface AgencyTable {
  readonly code: string;
  readonly name: string;
  readonly regime: Regime;
  /** Text of a capacity file. */
  readonly capacity: string | null;
  readonly capacityVersion: Generated<number>;
  readonly createdAtMs: number;
  readonly disabledAtMs: number | null;
}

interface PersonAccountTable {
  readonly id: Generated<number>;
  /** Lower case. */
  readonly name: string;
  readonly displayName: string;
  /** Null for those who administer the installation itself. */
  readonly agency: string | null;
  readonly role: Role;
  /** PHC string. */
  readonly passwordHash: string;
  readonly mustChangePassword: boolean;
  /** Sealed under a key of the installation. */
  readonly codeSecret: Buffer | null;
  readonly codeEnrolledAtMs: number | null;
  /** Time step of the last code that was used. */
  readonly lastCodeStep: number | null;
  readonly failedAttempts: Generated<number>;
  readonly lockedUntilMs: number | null;
  readonly createdAtMs: number;
  readonly disabledAtMs: number | null;
}

interface UserSessionTable {
  readonly tokenHash: Buffer;
  readonly accountId: number;
  readonly createdAtMs: number;
  readonly lastSeenAtMs: number;
  readonly expiresAtMs: number;
  readonly revokedAtMs: number | null;
}

interface ApiKeyTable {
  readonly id: Generated<number>;
  readonly prefix: string;
  readonly secretHash: Buffer;
  readonly name: string;
  readonly agency: string;
  /** JSON. */
  readonly scopes: ColumnType<readonly KeyScope[], string>;
  readonly operatorId: number | null;
  /** Label of an actor. */
  readonly createdBy: string;
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
  readonly revokedAtMs: number | null;
  readonly lastUsedAtMs: number | null;
}

interface IdempotencyKeyTable {
  /** Label of an actor. */
  readonly actor: string;
  readonly key: string;
  readonly route: string;
  readonly requestHash: Buffer;
  /** Null while the request is under way. */
  readonly status: number | null;
  readonly body: string | null;
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
}

interface AuditEntryTable {
  readonly sequence: number;
  readonly atMs: number;
  readonly actor: string;
  readonly agency: string;
  readonly action: string;
  readonly subject: string | null;
  readonly payloadHash: Buffer;
  readonly previousHash: Buffer;
  readonly hash: Buffer;
}

interface AuditPayloadTable {
  readonly sequence: number;
  readonly salt: Buffer;
  /** JSON; its text is what the hash covers. */
  readonly payload: unknown;
}

interface AuditAnchorTable {
  readonly sequence: number;
  readonly hash: Buffer;
  readonly atMs: number;
  readonly anchoredAtMs: number;
  readonly signature: Buffer;
  readonly publicKey: Buffer;
}

interface ReviewCaseTable {
  readonly id: Generated<number>;
  readonly agency: string;
  readonly consignmentId: number;
  /** `AGENCY/REFERENCE`. */
  readonly reference: string;
  readonly stage: string;
  readonly office: string | null;
  readonly channel: string | null;
  readonly lane: CaseLane;
  readonly isTarget: boolean;
  /** Order of the queue, smallest first. */
  readonly place: number;
  readonly margin: number | null;
  readonly probability: number | null;
  /** JSON ({@link CaseSummary}). */
  readonly summary: unknown;
  readonly contentHash: Buffer;
  /** Names the score that the reasons are of; null where no model has scored it. */
  readonly scoreKey: string | null;
  /** JSON: the strongest reasons as texts; null while they are still to be made. */
  readonly reasons: unknown;
  /** JSON ({@link CaseRule}s). */
  readonly rules: Generated<unknown>;
  /** The lane that an officer gave. */
  readonly reroutedLane: CaseLane | null;
  readonly hasLookOut: boolean;
  readonly sealed: 'refer' | 'suppress' | null;
  readonly releaseCutOffMs: number | null;
  readonly state: CaseState;
  /** Made of the state. */
  readonly list: Generated<'waiting' | 'decided' | 'suppressed' | 'closed'>;
  readonly claimedBy: number | null;
  readonly claimedByName: string | null;
  readonly claimedUntilMs: number | null;
  readonly decision: DecisionCode | null;
  readonly reason: string | null;
  readonly decidedBy: number | null;
  readonly decidedByName: string | null;
  readonly decidedAtMs: number | null;
  /** When the decision's hold or release goes out; null where nothing does. */
  readonly sentFromMs: number | null;
  readonly execution: ExecutionCode | null;
  readonly executionReason: string | null;
  readonly executedAtMs: number | null;
  readonly suppressedUntilMs: number | null;
  readonly version: Generated<number>;
  readonly openedAtMs: number;
}

interface CaseTermTable {
  readonly agency: string;
  readonly term: string;
  readonly caseId: number;
}

interface CaseNoteTable {
  readonly id: Generated<number>;
  readonly agency: string;
  readonly caseId: number;
  readonly atMs: number;
  readonly byId: number;
  readonly byName: string;
  readonly text: string;
}

interface CaseAttachmentTable {
  readonly id: Generated<number>;
  readonly agency: string;
  readonly caseId: number;
  readonly atMs: number;
  readonly byId: number;
  readonly fileName: string;
  readonly byteCount: number;
  readonly sha256: Buffer;
  readonly tlp: string;
  readonly bytes: Buffer;
}

interface CaseEventTable {
  readonly id: Generated<number>;
  readonly agency: string;
  readonly caseId: number;
  readonly kind: string;
  readonly atMs: number;
  readonly byName: string | null;
  readonly text: string;
}

interface CaseResultTable {
  readonly id: Generated<number>;
  readonly agency: string;
  readonly caseId: number;
  readonly recordedAtMs: number;
  /** JSON ({@link Examination}). */
  readonly record: unknown;
  readonly loadedAtMs: number | null;
}

interface SealedInstructionTable {
  readonly id: Generated<number>;
  readonly agency: string;
  readonly subjectKind: 'consignment' | 'party';
  readonly subject: string;
  readonly instruction: 'refer' | 'suppress';
  readonly authority: string;
  readonly note: string | null;
  /** Label of an actor. */
  readonly madeBy: string;
  readonly madeAtMs: number;
  readonly expiresAtMs: number;
  readonly revokedAtMs: number | null;
}

interface QueueStateTable {
  readonly agency: string;
  readonly rankedAtMs: number | null;
  /** JSON. */
  readonly report: unknown;
  readonly capacityHash: Buffer | null;
  readonly newestConsignment: Generated<number>;
  readonly requestedAtMs: number | null;
  readonly version: Generated<number>;
}

interface RankingRunTable {
  readonly id: Generated<number>;
  readonly agency: string;
  readonly atMs: number;
  readonly policy: string;
  readonly capacity: string;
  readonly seed: number;
  /** JSON. */
  readonly report: unknown;
}

interface CaseSelectionTable {
  readonly caseId: number;
  readonly runId: number;
  readonly source: string | null;
  readonly probability: number;
  /** JSON: ids of versions of rules. */
  readonly rules: Generated<unknown>;
}

interface SelectivityVersionTable {
  readonly id: Generated<number>;
  readonly agency: string;
  readonly kind: SelectivityKind;
  readonly code: string;
  readonly version: number;
  /** YAML. */
  readonly text: string;
  readonly state: VersionState;
  readonly authorId: number;
  /** Labels of actors, as the others. */
  readonly writtenBy: string;
  readonly writtenAtMs: number;
  /** JSON. */
  readonly dryRun: unknown;
  readonly dryRunBy: string | null;
  readonly dryRunAtMs: number | null;
  readonly approvedById: number | null;
  readonly approvedBy: string | null;
  readonly approvedAtMs: number | null;
  readonly liveBy: string | null;
  readonly liveAtMs: number | null;
  readonly endedBy: string | null;
  readonly endedAtMs: number | null;
  readonly endReason: string | null;
  /** JSON ({@link FloorFlag}). */
  readonly flag: unknown;
}

interface CaseRerouteTable {
  readonly id: Generated<number>;
  readonly agency: string;
  readonly caseId: number;
  readonly fromLane: CaseLane;
  readonly toLane: CaseLane;
  readonly reason: string;
  /** Label of an actor. */
  readonly reroutedBy: string;
  readonly reroutedAtMs: number;
}

interface OperatorTable {
  readonly id: Generated<number>;
  readonly agency: string;
  readonly name: string;
  readonly kind: OperatorKind;
  /** JSON. */
  readonly offices: ColumnType<readonly string[], string, string>;
  /** JSON. */
  readonly channels: ColumnType<readonly string[], string, string>;
  readonly webhookUrl: string | null;
  /** Sealed under a key of the installation. */
  readonly webhookSecret: Buffer | null;
  readonly createdAtMs: number;
  readonly disabledAtMs: number | null;
  readonly version: Generated<number>;
}

interface HoldTable {
  readonly id: Generated<number>;
  readonly agency: string;
  readonly caseId: number;
  readonly operatorId: number;
  readonly reference: string;
  readonly control: ControlKind;
  /** JSON: what the operator needs to find the goods. */
  readonly goods: unknown;
  readonly state: HoldState;
  readonly requestedAtMs: number;
  readonly visibleFromMs: number;
  readonly acknowledgedAtMs: number | null;
  readonly endedAtMs: number | null;
  /** Label of an actor. */
  readonly answeredBy: string | null;
  readonly notifiedAtMs: number | null;
  readonly notifyAttempts: Generated<number>;
  readonly notifyAfterMs: number;
}

interface AgreementTable {
  readonly id: Generated<number>;
  readonly giver: string;
  readonly taker: string;
  readonly kinds: SharedKind[];
  readonly purposes: string[];
  readonly gateway: string | null;
  readonly fields: FieldGroup[];
  readonly maximumTlp: GivenLabel;
  readonly onwardSharing: OnwardSharing;
  readonly fromMs: number;
  readonly toMs: number | null;
  readonly retentionDays: number;
  /** Labels of actors, as the others. */
  readonly proposedBy: string;
  readonly proposedAtMs: number;
  readonly giverSignedBy: string | null;
  readonly giverSignedAtMs: number | null;
  readonly takerSignedBy: string | null;
  readonly takerSignedAtMs: number | null;
  readonly endedBy: string | null;
  readonly endedAtMs: number | null;
  /** When what was derived of it was erased. */
  readonly retainedAtMs: number | null;
}

interface ConsignmentSearchTable {
  readonly consignmentId: number;
  readonly agency: string;
  readonly knownAtMs: number;
  /** A tsvector. */
  readonly words: string;
  readonly probability: number | null;
  /** JSON ({@link Handling}), the strictest of the consignment's facts. */
  readonly handling: unknown;
  /** JSON. */
  readonly summary: unknown;
}

interface SearchDueTable {
  readonly consignmentId: number;
  readonly sinceMs: number;
}

interface AlertAcknowledgementTable {
  readonly alertId: number;
  readonly agency: string;
  /** Label of an actor. */
  readonly acknowledgedBy: string;
  readonly acknowledgedAtMs: number;
  readonly note: string | null;
}

interface FrozenTargetTable {
  readonly id: Generated<number>;
  readonly agency: string;
  readonly caseId: number;
  readonly reference: string;
  readonly frozenAtMs: number;
  /** JSON, as `src/domain/frozen-content.ts` has it. */
  readonly content: unknown;
  readonly contentHash: Buffer;
  readonly holdGround: string | null;
  readonly holdUntilMs: number | null;
  readonly holdSetBy: string | null;
  readonly holdSetAtMs: number | null;
  readonly heldBackSinceMs: number | null;
}

interface FrozenTargetRecordTable {
  readonly targetId: number;
  readonly name: string;
}

interface FrozenSelectionTable {
  readonly targetId: number;
  readonly source: string | null;
  readonly probability: number;
  readonly policy: string;
  readonly rankedAtMs: number;
}

interface RectificationTable {
  readonly id: Generated<number>;
  readonly agency: string;
  readonly reference: string;
  readonly atMs: number;
  readonly madeBy: string;
  readonly disputed: string;
  readonly state: 'noted' | 'corrected';
}

interface ExchangePartnerTable {
  readonly id: Generated<number>;
  readonly agency: string;
  readonly name: string;
  readonly recipient: string;
  readonly signingKey: string;
  readonly addedAtMs: number;
  readonly addedBy: string;
  readonly removedAtMs: number | null;
}

interface ExchangePackageTable {
  readonly id: string;
  readonly direction: 'sent' | 'accepted';
  readonly state: 'accepting' | 'done' | 'withdrawn';
  readonly partnerId: number;
  readonly agreementId: number;
  readonly atMs: number;
  /** JSON. */
  readonly manifest: unknown;
}

interface OverlapSideTable {
  readonly overlapId: number;
  readonly agency: string;
  readonly subjects: string[];
  readonly contact: string | null;
  readonly consentedBy: string | null;
  readonly consentedAtMs: number | null;
  readonly outcome: OverlapOutcome | null;
  readonly outcomeAtMs: number | null;
}

interface DeconflictionOverlapTable {
  readonly sessionId: string;
  readonly reference: string;
  readonly ownReferences: string[];
  readonly otherContact: string | null;
  readonly outcome: OverlapOutcome | null;
  readonly recordedAtMs: number | null;
}

interface DeconflictionSessionTable {
  readonly id: string;
  readonly role: 'offers' | 'answers';
  readonly state: 'open' | 'done';
  readonly partnerId: number;
  readonly agreementId: number;
  readonly startedAtMs: number;
  readonly finishedAtMs: number | null;
  readonly ownParties: number;
  readonly ownElements: number;
  readonly otherElements: number | null;
  readonly matchedParties: number | null;
  /** SHA-256 of the list of parties, which must be the same at the end. */
  readonly listSha256: Buffer;
  /** One-time scalar; gone when the session is done. */
  readonly secret: Buffer | null;
  /** What the side that answers keeps until the end: the doubly blinded elements of the other. */
  readonly kept: Buffer | null;
}

interface OperationTable {
  readonly id: Generated<number>;
  /** That leads. */
  readonly agency: string;
  readonly name: string;
  readonly purpose: string;
  readonly legalBasis: string;
  /** JSON, as the next two. */
  readonly scope: unknown;
  readonly plan: unknown;
  readonly handling: unknown;
  readonly reportsDueMs: number;
  readonly state: OperationState;
  readonly version: Generated<number>;
  /** Label of an actor. */
  readonly madeBy: string;
  readonly madeAtMs: number;
  readonly closedAtMs: number | null;
  /** JSON. */
  readonly closeOut: unknown;
}

interface OperationParticipantTable {
  readonly operationId: number;
  readonly agency: string;
  /** JSON, as the next three. */
  readonly powers: unknown;
  readonly offices: unknown;
  readonly countries: unknown;
  readonly contacts: unknown;
  readonly state: InvitationState;
  readonly invitedAtMs: number;
  readonly answeredBy: string | null;
  readonly answeredAtMs: number | null;
}

interface ListVersionTable {
  readonly id: Generated<number>;
  readonly agency: string;
  readonly operationId: number;
  readonly version: number;
  /** JSON, as the next. */
  readonly targets: unknown;
  readonly figures: unknown;
  readonly policy: string;
  readonly seed: number;
  readonly madeBy: string;
  readonly madeByName: string;
  readonly madeAtMs: number;
  readonly approvedBy: string | null;
  readonly approvedByName: string | null;
  readonly approvedAtMs: number | null;
  readonly sentBy: string | null;
  readonly sentByName: string | null;
  readonly sentAtMs: number | null;
  readonly recalledBy: string | null;
  readonly recalledByName: string | null;
  readonly recalledAtMs: number | null;
  readonly recallReason: string | null;
  /** The list of the store by which it is exported. */
  readonly targetListId: number | null;
}

interface ListDrawTable {
  readonly listId: number;
  readonly agency: string;
  /** JSON. */
  readonly draw: unknown;
}

interface TargetClaimTable {
  readonly listId: number;
  readonly agency: string;
  readonly key: string;
  readonly reference: string;
}

interface ListDeliveryTable {
  readonly id: Generated<number>;
  readonly listId: number;
  readonly operationId: number;
  /** Agency whose list it is. */
  readonly maker: string;
  /** To which it is given. */
  readonly agency: string;
  readonly version: number;
  /** JSON. */
  readonly targets: unknown;
  readonly outside: number;
  readonly heldBack: number;
  readonly sentAtMs: number;
  readonly recalledAtMs: number | null;
  readonly recallReason: string | null;
}

interface SituationReportTable {
  readonly id: Generated<number>;
  readonly agency: string;
  readonly operationId: number;
  /** ISO dates. */
  readonly fromDay: string;
  readonly toDay: string;
  /** JSON. */
  readonly counts: unknown;
  readonly text: string;
  readonly isFinal: boolean;
  readonly madeBy: string;
  readonly madeByName: string;
  readonly madeAtMs: number;
}

interface OperationConflictTable {
  readonly id: Generated<number>;
  readonly operationId: number;
  readonly agency: string;
  readonly reference: string;
  readonly otherOperationId: number;
  readonly otherAgency: string;
  readonly otherReference: string;
  readonly foundAtMs: number;
}

interface ConflictDecisionTable {
  readonly id: Generated<number>;
  readonly conflictId: number;
  readonly agency: string;
  readonly outcome: 'leads' | 'waits' | 'joint';
  readonly leader: string;
  readonly note: string;
  readonly decidedBy: string;
  readonly decidedByName: string;
  readonly decidedAtMs: number;
}

/** Every table by its name. */
export interface Tables {
  readonly setting: SettingTable;
  readonly batch: BatchTable;
  readonly batchBook: BatchBookTable;
  readonly quarantine: QuarantineTable;
  readonly fact: FactTable;
  readonly consignment: ConsignmentTable;
  readonly consignmentReference: ConsignmentReferenceTable;
  readonly resultKey: ResultKeyTable;
  readonly resultLink: ResultLinkTable;
  readonly historyDue: HistoryDueTable;
  readonly historyState: HistoryStateTable;
  readonly historySource: HistorySourceTable;
  readonly historyEntity: HistoryEntityTable;
  readonly historyCell: HistoryCellTable;
  readonly historyPeer: HistoryPeerTable;
  readonly historyText: HistoryTextTable;
  readonly historyCounted: HistoryCountedTable;
  readonly historyRight: HistoryRightTable;
  readonly modelRole: ModelRoleTable;
  readonly itemScore: ItemScoreTable;
  readonly consignmentScore: ConsignmentScoreTable;
  readonly scoreDue: ScoreDueTable;
  readonly erasure: ErasureTable;
  readonly tombstone: TombstoneTable;
  readonly erasingFact: ErasingFactTable;
  readonly lookOut: LookOutTable;
  readonly lookOutMatch: LookOutMatchTable;
  readonly upload: UploadTable;
  readonly uploadPart: UploadPartTable;
  readonly work: WorkTable;
  readonly targetList: TargetListTable;
  readonly targetExport: TargetExportTable;
  readonly packExport: PackExportTable;
  readonly agency: AgencyTable;
  readonly personAccount: PersonAccountTable;
  readonly userSession: UserSessionTable;
  readonly apiKey: ApiKeyTable;
  readonly idempotencyKey: IdempotencyKeyTable;
  readonly auditEntry: AuditEntryTable;
  readonly auditPayload: AuditPayloadTable;
  readonly auditAnchor: AuditAnchorTable;
  readonly frozenTarget: FrozenTargetTable;
  readonly frozenTargetRecord: FrozenTargetRecordTable;
  readonly frozenSelection: FrozenSelectionTable;
  readonly rectification: RectificationTable;
  readonly reviewCase: ReviewCaseTable;
  readonly caseTerm: CaseTermTable;
  readonly caseNote: CaseNoteTable;
  readonly caseAttachment: CaseAttachmentTable;
  readonly caseEvent: CaseEventTable;
  readonly caseResult: CaseResultTable;
  readonly sealedInstruction: SealedInstructionTable;
  readonly queueState: QueueStateTable;
  readonly rankingRun: RankingRunTable;
  readonly caseSelection: CaseSelectionTable;
  readonly selectivityVersion: SelectivityVersionTable;
  readonly caseReroute: CaseRerouteTable;
  readonly operator: OperatorTable;
  readonly hold: HoldTable;
  readonly agreement: AgreementTable;
  readonly consignmentSearch: ConsignmentSearchTable;
  readonly searchDue: SearchDueTable;
  readonly alertAcknowledgement: AlertAcknowledgementTable;
  readonly exchangePartner: ExchangePartnerTable;
  readonly exchangePackage: ExchangePackageTable;
  readonly deconflictionSession: DeconflictionSessionTable;
  readonly deconflictionOverlap: DeconflictionOverlapTable;
  readonly operation: OperationTable;
  readonly operationParticipant: OperationParticipantTable;
  readonly listVersion: ListVersionTable;
  readonly listDraw: ListDrawTable;
  readonly targetClaim: TargetClaimTable;
  readonly listDelivery: ListDeliveryTable;
  readonly situationReport: SituationReportTable;
  readonly operationConflict: OperationConflictTable;
  readonly conflictDecision: ConflictDecisionTable;
  readonly overlapSide: OverlapSideTable;
}
