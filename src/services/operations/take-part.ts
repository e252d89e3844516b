/** Who takes part in an operation: invitations and answers, and what participants report. */
import type { OperationContact, Participation } from '../../domain/joint-operation.ts';
import { requireOperationStep } from '../../domain/operation-state.ts';
import type { SituationCounts, SituationReport } from '../../domain/situation-report.ts';
import { AppError } from '../../errors.ts';
import type { StoredParticipant } from '../operation-ports.ts';
import {
  markBy,
  noteOperationStep,
  type OperationAuthor,
  type OperationsView,
  operationToActIn,
  operationToLead,
  operationToRead,
} from './operation-author.ts';

/**
 * Invites an agency, or says anew what the invitation is; one that has accepted must accept again. The agency that leads says so of itself too, and needs no answer.
 * @throws `not-found` for an operation or agency that is not there, `forbidden`, `conflict`.
 */
export async function inviteAgency(
  view: OperationsView,
  by: OperationAuthor,
  { operationId, ...participation }: { readonly operationId: number } & Omit<Participation, 'state'>,
): Promise<StoredParticipant> {
  const operation = await operationToLead(view, operationId, 'invite');
  const { agency } = participation;
  if (!(await view.agreements.regimes()).has(agency)) throw new AppError('not-found', { what: 'agency', name: agency });
  const state = agency === operation.agency ? 'accepted' : 'invited';
  await view.operations.invite(operationId, { ...participation, state }, by.nowMs);
  await noteOperationStep(view, by, { operationId, action: 'invite-agency', payload: participation });
  return participantOf(view, operationId, agency);
}

/**
 * Answers an invitation for the actor's agency, which says itself what powers it has and who can be called.
 * @throws `not-found`, `conflict` where nobody has asked.
 */
export async function answerInvitation(
  view: OperationsView,
  by: OperationAuthor,
  {
    operationId,
    isAccepted,
    powers,
    contacts,
  }: {
    readonly operationId: number;
    readonly isAccepted: boolean;
    readonly powers: Participation['powers'];
    readonly contacts: readonly OperationContact[];
  },
): Promise<StoredParticipant> {
  const operation = await operationToRead(view, operationId);
  requireOperationStep(operation.state, 'answer-invitation');
  const { agency } = by.actor;
  if (agency === operation.agency) throw new AppError('conflict', { reason: 'your agency leads the operation' });
  const before = await participantOf(view, operationId, agency);
  const state = isAccepted ? 'accepted' : 'declined';
  const answer = { powers, contacts, state } as const;
  const { by: label, atMs } = markBy(by);
  await view.operations.answer(operationId, answer, { by: label, atMs });
  await noteOperationStep(view, by, { operationId, action: 'answer-invitation', payload: answer });
  // Who has declined sees nothing of it any more.
  return { ...before, ...answer, answeredBy: label, answeredAtMs: atMs };
}

/**
 * Keeps a situation report of the actor's agency; a final one ends what it owes.
 * @throws `not-found`, `conflict` where the final report is there.
 */
export async function reportSituation(
  view: OperationsView,
  by: OperationAuthor,
  {
    operationId,
    ...report
  }: {
    readonly operationId: number;
    readonly fromDay: string;
    readonly toDay: string;
    readonly counts: SituationCounts;
    readonly text: string;
    readonly isFinal: boolean;
  },
): Promise<SituationReport> {
  await operationToActIn(view, operationId, by, 'report');
  if (report.toDay < report.fromDay) throw new AppError('usage', { reason: 'toDay: is before fromDay' });
  const { agency } = by.actor;
  const reports = await view.operationLog.reports(operationId);
  if (reports.some((one) => one.agency === agency && one.isFinal))
    throw new AppError('conflict', { reason: 'your agency has made its final report' });
  const { by: madeBy, name: madeByName, atMs: madeAtMs } = markBy(by);
  const made = { ...report, madeBy, madeByName, madeAtMs };
  const id = await view.operationLog.addReport(operationId, made);
  await noteOperationStep(view, by, { operationId, action: 'report-situation', payload: report });
  return { id, agency, ...made };
}

async function participantOf(view: OperationsView, operationId: number, agency: string): Promise<StoredParticipant> {
  const found = (await view.operations.participants(operationId)).find((one) => one.agency === agency);
  if (found === undefined) throw new AppError('not-found', { what: 'invitation', name: operationId });
  return found;
}
