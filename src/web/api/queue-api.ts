/** The risk queue and its cases. */
import type {
  CapacityLine,
  CaseDetail,
  ClaimNext,
  Decide,
  Lane,
  Page,
  QueueItem,
  RecordExamination,
  Referral,
} from './contract.ts';
import { type RequestContent, sendRequest } from './send-request.ts';
import { uploadFile } from './upload-file.ts';

/** A page of the queue. */
export function listQueue(query: NonNullable<RequestContent['query']>, signal?: AbortSignal): Promise<Page<QueueItem>> {
  return sendRequest('GET', '/queue', { query, ...(signal === undefined ? {} : { signal }) });
}

/** The capacity line. */
export function readCapacity(): Promise<CapacityLine> {
  return sendRequest('GET', '/queue/capacity');
}

/** Claims the best waiting case; undefined where none waits. */
export function claimNext(body: ClaimNext): Promise<QueueItem | undefined> {
  return sendRequest('POST', '/queue/claim-next', { body });
}

/** A case with everything that its page shows. */
export function readCase(caseId: number): Promise<CaseDetail> {
  return sendRequest('GET', `/cases/${caseId}`);
}

/** Claims a case, from another officer where a reason is given. */
export function claimCase(caseId: number, version: number, stealReason?: string): Promise<QueueItem> {
  const body = stealReason === undefined ? {} : { stealReason };
  return sendRequest('POST', `/cases/${caseId}/claim`, { body, version });
}

/** Says that the officer is still at it. */
export function keepClaim(caseId: number): Promise<QueueItem> {
  return sendRequest('POST', `/cases/${caseId}/heartbeat`);
}

/** Gives a claim back. */
export function releaseClaim(caseId: number): Promise<QueueItem> {
  return sendRequest('POST', `/cases/${caseId}/release`);
}

/** Decides a case. */
export function decideCase(caseId: number, version: number, body: Decide, idempotencyKey: string): Promise<QueueItem> {
  return sendRequest('POST', `/cases/${caseId}/decision`, { body, version, idempotencyKey });
}

/** Takes a decision back, which is possible until a hold or a release was sent. */
export function undoDecision(caseId: number, version: number): Promise<QueueItem> {
  return sendRequest('POST', `/cases/${caseId}/undo`, { version });
}

/** Records what became of the selection and, where it was examined, the result. */
export function recordExamination(caseId: number, body: RecordExamination, idempotencyKey: string): Promise<unknown> {
  return sendRequest('POST', `/cases/${caseId}/examination`, { body, idempotencyKey });
}

/** Writes a note. */
export function addNote(caseId: number, text: string, idempotencyKey: string): Promise<unknown> {
  return sendRequest('POST', `/cases/${caseId}/notes`, { body: { text }, idempotencyKey });
}

/** Attaches a file to a case. */
export function attachFile(caseId: number, file: File): Promise<unknown> {
  return uploadFile(`/cases/${caseId}/attachments`, { fileName: file.name }, file);
}

/** Puts a case aside until a moment. */
export function suppressCase(caseId: number, version: number, untilMs: number, reason: string): Promise<QueueItem> {
  return sendRequest('POST', `/cases/${caseId}/suppression`, { body: { untilMs, reason }, version });
}

/** Gives a case another lane. */
export function rerouteCase(caseId: number, version: number, lane: Lane, reason: string): Promise<QueueItem> {
  return sendRequest('POST', `/cases/${caseId}/lane`, { body: { lane, reason }, version });
}

/** Gathers what an investigator needs of a case. */
export function referCase(caseId: number): Promise<Referral> {
  return sendRequest('POST', `/cases/${caseId}/referral`);
}
