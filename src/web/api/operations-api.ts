/** Operations, their lists, reports and conflicts. */
import type {
  CloseOut,
  ExportAsked,
  ListDelivery,
  ListDifferences,
  ListInFull,
  ListVersion,
  NewOperation,
  OperationConflict,
  OperationDefaults,
  OperationItem,
  OperationShown,
  OperationTerms,
  Participant,
  ShownExport,
  SituationReport,
  SituationReports,
  WhatIf,
} from './contract.ts';
import { sendRequest } from './send-request.ts';

type Items<T> = { readonly items: readonly T[] };

/** Operations, the latest first. */
export function listOperations(): Promise<Items<OperationItem>> {
  return sendRequest('GET', '/operations');
}

/** What a new operation begins with. */
export function readOperationDefaults(): Promise<OperationDefaults> {
  return sendRequest('GET', '/operation-defaults');
}

/** An operation in full. */
export function readOperation(id: number): Promise<OperationShown> {
  return sendRequest('GET', `/operations/${id}`);
}

/** Makes an operation. */
export function makeOperation(body: NewOperation): Promise<OperationShown> {
  return sendRequest('POST', '/operations', { body });
}

/** Changes the terms of an operation. */
export function changeOperation(id: number, version: number, body: OperationTerms): Promise<OperationShown> {
  return sendRequest('PUT', `/operations/${id}`, { body, version });
}

/** Lets an operation go on. */
export function advanceOperation(id: number, version: number, to: OperationShown['state']): Promise<OperationShown> {
  return sendRequest('POST', `/operations/${id}/state`, { body: { to }, version });
}

/** Solves the plan with other capacities. */
export function askWhatIf(id: number, changes: readonly string[]): Promise<WhatIf> {
  return sendRequest('POST', `/operations/${id}/what-if`, { body: { changes } });
}

/** Versions of the own list, the latest first. */
export function listVersions(id: number): Promise<Items<ListVersion>> {
  return sendRequest('GET', `/operations/${id}/lists`);
}

/** A version with its targets. */
export function readList(id: number, version: number): Promise<ListInFull> {
  return sendRequest('GET', `/operations/${id}/lists/${version}`);
}

/** Makes the next version. */
export function makeList(id: number): Promise<ListVersion> {
  return sendRequest('POST', `/operations/${id}/lists`);
}

/** How a version differs from another. */
export function readDifferences(id: number, version: number, from: number): Promise<ListDifferences> {
  return sendRequest('GET', `/operations/${id}/lists/${version}/differences`, { query: { from } });
}

/** Approves or sends a version. */
export function passList(id: number, version: number, step: 'approval' | 'sending'): Promise<ListVersion> {
  return sendRequest('POST', `/operations/${id}/lists/${version}/${step}`);
}

/** Takes a version back. */
export function recallList(id: number, version: number, reason: string): Promise<ListVersion> {
  return sendRequest('POST', `/operations/${id}/lists/${version}/recall`, { body: { reason } });
}

/** Keeps an approved version as a list that exports are made of. */
export function keepForExport(id: number, version: number): Promise<{ readonly listId: number }> {
  return sendRequest('POST', `/operations/${id}/lists/${version}/target-list`);
}

/** Asks for a signed file of a list. */
export function askExport(body: ExportAsked): Promise<ShownExport> {
  return sendRequest('POST', '/exports', { body });
}

/** An export, with the link to its file once that is made. */
export function readExport(exportId: number): Promise<ShownExport> {
  return sendRequest('GET', `/exports/${exportId}`);
}

/** What was given of lists. */
export function listDeliveries(id: number): Promise<Items<ListDelivery>> {
  return sendRequest('GET', `/operations/${id}/deliveries`);
}

/** Invites an agency. */
export function inviteAgency(
  id: number,
  body: Pick<Participant, 'agency' | 'powers' | 'offices' | 'countries' | 'contacts'>,
): Promise<Participant> {
  return sendRequest('PUT', `/operations/${id}/participants`, { body });
}

/** Answers for the own agency. */
export function answerInvitation(
  id: number,
  body: Pick<Participant, 'powers' | 'contacts'> & { readonly isAccepted: boolean },
): Promise<Participant> {
  return sendRequest('POST', `/operations/${id}/participation`, { body });
}

/** Reports of all, and who owes one. */
export function listReports(id: number): Promise<SituationReports> {
  return sendRequest('GET', `/operations/${id}/reports`);
}

/** Reports for the own agency. */
export function reportSituation(
  id: number,
  body: Pick<SituationReport, 'fromDay' | 'toDay' | 'counts' | 'text' | 'isFinal'>,
): Promise<SituationReport> {
  return sendRequest('POST', `/operations/${id}/reports`, { body });
}

/** Targets that stand on another list too. */
export function listConflicts(id: number): Promise<Items<OperationConflict>> {
  return sendRequest('GET', `/operations/${id}/conflicts`);
}

/** Decides who goes on with a target. */
export function decideConflict(
  id: number,
  conflictId: number,
  body: { readonly outcome: 'leads' | 'waits' | 'joint'; readonly note: string },
): Promise<OperationConflict> {
  return sendRequest('POST', `/operations/${id}/conflicts/${conflictId}/decision`, { body });
}

/** What was expected and what was found. */
export function readCloseOut(id: number): Promise<CloseOut> {
  return sendRequest('GET', `/operations/${id}/close-out`);
}

/** The brief as a text. */
export function readBrief(id: number): Promise<{ readonly text: string }> {
  return sendRequest('GET', `/operations/${id}/brief`);
}
