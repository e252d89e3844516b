/** The shapes of the service's interface, as types: what checks them stays on the server. */
import type { z } from 'zod';
import type { agreement, proposeAgreementBody, sharing } from '../../http/schemas/agreements.ts';
import type { auditEntry, auditHead } from '../../http/schemas/audit.ts';
import type { batch, profile, quarantinedRow, submittedBatch, work } from '../../http/schemas/batches.ts';
import type { problem } from '../../http/schemas/common.ts';
import type { consignmentDetail, foundConsignment } from '../../http/schemas/consignments.ts';
import type { deadlines, procedures } from '../../http/schemas/deadlines.ts';
import type { disclosure, frozenTarget } from '../../http/schemas/disclosure.ts';
import type { exportAsked, shownExport } from '../../http/schemas/exports.ts';
import type {
  hold,
  operator,
  operatorInput,
  operatorKept,
  sealedInput,
  sealedInstruction,
} from '../../http/schemas/holds.ts';
import type { alert, lookOut } from '../../http/schemas/look-outs.ts';
import type { model, modelCard, promotion } from '../../http/schemas/models.ts';
import type {
  delivery,
  figures,
  listDifferences,
  listedTarget,
  listInFull,
  listVersion,
  whatIf,
} from '../../http/schemas/operation-lists.ts';
import type {
  closeOut,
  makeOperationBody,
  operation,
  operationConflict,
  operationDefaultsShown,
  operationItem,
  operationTerms,
  participant,
  situationReport,
  situationReports,
} from '../../http/schemas/operations.ts';
import type {
  agency,
  capacity,
  machineKey,
  machineKeyMade,
  newAgency,
  newMachineKey,
  newUser,
  user,
  userMade,
} from '../../http/schemas/people.ts';
import type { personExtract, rectifiedPerson, rectifyPersonBody } from '../../http/schemas/persons.ts';
import type {
  capacityLine,
  caseDetail,
  claimNext,
  decide,
  decisionCode,
  displayedReason,
  lane,
  queueItem,
  reasonCode,
  recordExamination,
} from '../../http/schemas/queue.ts';
import type { referral } from '../../http/schemas/referral.ts';
import type { policies, policy, rule, ruleCheck } from '../../http/schemas/selectivity.ts';
import type { sampleLoaded, serviceState, setup } from '../../http/schemas/service.ts';
import type { codeSecret, session, signIn } from '../../http/schemas/session.ts';
import type { hitRates } from '../../http/schemas/statistics.ts';

/** A page of a list; `nextCursor` is null on the last. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
  readonly total?: number | undefined;
  readonly isTotalExact?: boolean | undefined;
}
/** Problem details of a refused request. */
export type Problem = z.infer<typeof problem>;
/** Who is signed in. */
export type Session = z.infer<typeof session>;
/** What signing in takes. */
export type SignIn = z.infer<typeof signIn>;
/** A secret to be put into an authenticator. */
export type CodeSecret = z.infer<typeof codeSecret>;
/** State of the service, for the banner. */
export type ServiceState = z.infer<typeof serviceState>;
/** Whether there is anything in the installation yet. */
export type Setup = z.infer<typeof setup>;
/** The sample's users with their one-time passwords. */
export type SampleLoaded = z.infer<typeof sampleLoaded>;
/** A user's one-time password, as it is shown once. */
export type MadePassword = SampleLoaded['users'][number];
/** A lane of selectivity. */
export type Lane = z.infer<typeof lane>;
/** A decision. */
export type DecisionCode = z.infer<typeof decisionCode>;
/** Why it was made. */
export type ReasonCode = z.infer<typeof reasonCode>;
/** A case in the list. */
export type QueueItem = z.infer<typeof queueItem>;
/** Everything about a case. */
export type CaseDetail = z.infer<typeof caseDetail>;
/** One reason of a score. */
export type DisplayedReason = z.infer<typeof displayedReason>;
/** The line above the list. */
export type CapacityLine = z.infer<typeof capacityLine>;
/** Filters of the next claim. */
export type ClaimNext = z.infer<typeof claimNext>;
/** Body of a decision. */
export type Decide = z.input<typeof decide>;
/** Body of an examination. */
export type RecordExamination = z.infer<typeof recordExamination>;
/** A batch with its books. */
export type Batch = z.infer<typeof batch>;
/** A file that was handed in. */
export type SubmittedBatch = z.infer<typeof submittedBatch>;
/** Work under way. */
export type Work = z.infer<typeof work>;
/** A row in quarantine. */
export type QuarantinedRow = z.infer<typeof quarantinedRow>;
/** A model and its role. */
export type Model = z.infer<typeof model>;
/** A model's card. */
export type ModelCard = z.infer<typeof modelCard>;
/** What a promotion did. */
export type Promotion = z.infer<typeof promotion>;
/** An entry of the audit. */
export type AuditEntry = z.infer<typeof auditEntry>;
/** The head of the audit's chain. */
export type AuditHead = z.infer<typeof auditHead>;
/** A person with an account. */
export type User = z.infer<typeof user>;
/** What an account is made of. */
export type NewUser = z.infer<typeof newUser>;
/** An account that was made, with its one-time password. */
export type UserMade = z.infer<typeof userMade>;
/** An agency. */
export type Agency = z.infer<typeof agency>;
/** A version of a rule. */
export type Rule = z.infer<typeof rule>;
/** What is wrong with the text of a rule. */
export type RuleCheck = z.infer<typeof ruleCheck>;
/** A version of a harm policy. */
export type HarmPolicy = z.infer<typeof policy>;
/** Versions of the harm policy. */
export type HarmPolicies = z.infer<typeof policies>;
/** Hit rates by source. */
export type HitRates = z.infer<typeof hitRates>;
/** What deadlines can be told by. */
export type Procedures = z.infer<typeof procedures>;
/** Clocks of procedure. */
export type Deadlines = z.infer<typeof deadlines>;
/** What an agency is made of. */
export type NewAgency = z.input<typeof newAgency>;
/** A mapping profile to choose. */
export type ListedProfile = z.infer<typeof profile>;
/** A consignment that was found. */
export type FoundConsignment = z.infer<typeof foundConsignment>;
/** A consignment as far as it may be seen. */
export type ConsignmentDetail = z.infer<typeof consignmentDetail>;
/** A look-out. */
export type LookOut = z.infer<typeof lookOut>;
/** A look-out's match with a consignment. */
export type Alert = z.infer<typeof alert>;
/** A hold as the agency sees it. */
export type Hold = z.infer<typeof hold>;
/** An operator. */
export type Operator = z.infer<typeof operator>;
/** What an operator is made of. */
export type OperatorInput = z.input<typeof operatorInput>;
/** An operator that was added or changed, with the secret that is shown once. */
export type OperatorKept = z.infer<typeof operatorKept>;
/** A sharing agreement. */
export type Agreement = z.infer<typeof agreement>;
/** Terms to propose. */
export type AgreementProposal = z.input<typeof proposeAgreementBody>;
/** What the installation is. */
export type Sharing = z.infer<typeof sharing>;
/** A key of a machine. */
export type MachineKey = z.infer<typeof machineKey>;
/** What a key is made of. */
export type NewMachineKey = z.input<typeof newMachineKey>;
/** A key that was made, shown once. */
export type MachineKeyMade = z.infer<typeof machineKeyMade>;
/** What an agency can examine. */
export type Capacity = z.infer<typeof capacity>;
/** An instruction under seal. */
export type SealedInstruction = z.infer<typeof sealedInstruction>;
/** What an instruction is made of. */
export type SealedInput = z.input<typeof sealedInput>;
/** A decided case as it was frozen. */
export type FrozenTarget = z.infer<typeof frozenTarget>;
/** What is laid open of a frozen target. */
export type Disclosure = z.infer<typeof disclosure>;
/** What is held on a person. */
export type PersonExtract = z.infer<typeof personExtract>;
/** What a person disputes. */
export type RectifyPerson = z.input<typeof rectifyPersonBody>;
/** What became of a rectification. */
export type RectifiedPerson = z.infer<typeof rectifiedPerson>;
/** An operation in the list. */
export type OperationItem = z.infer<typeof operationItem>;
/** An operation in full. */
export type OperationShown = z.infer<typeof operation>;
/** What a new operation begins with. */
export type OperationDefaults = z.infer<typeof operationDefaultsShown>;
/** Terms of an operation. */
export type OperationTerms = z.input<typeof operationTerms>;
/** An operation that is to be made. */
export type NewOperation = z.input<typeof makeOperationBody>;
/** An agency in an operation. */
export type Participant = z.infer<typeof participant>;
/** Figures of a plan. */
export type PlanFigures = z.infer<typeof figures>;
/** A plan as it stands and with other capacities. */
export type WhatIf = z.infer<typeof whatIf>;
/** A version of a list. */
export type ListVersion = z.infer<typeof listVersion>;
/** A version with its targets. */
export type ListInFull = z.infer<typeof listInFull>;
/** A target of a list. */
export type ListedTarget = z.infer<typeof listedTarget>;
/** How two versions differ. */
export type ListDifferences = z.infer<typeof listDifferences>;
/** What was given of a list. */
export type ListDelivery = z.infer<typeof delivery>;
/** A situation report. */
export type SituationReport = z.infer<typeof situationReport>;
/** Reports, and who owes one. */
export type SituationReports = z.infer<typeof situationReports>;
/** The same goods on two lists. */
export type OperationConflict = z.infer<typeof operationConflict>;
/** What an operation came to. */
export type CloseOut = z.infer<typeof closeOut>;
/** A referral bundle. */
export type Referral = z.infer<typeof referral>;
/** What is asked of an export. */
export type ExportAsked = z.input<typeof exportAsked>;
/** An export. */
export type ShownExport = z.infer<typeof shownExport>;
