/** The audit. */
import type { AuditEntry, AuditHead, Page } from './contract.ts';
import { type RequestContent, sendRequest } from './send-request.ts';

/** A page of entries, latest first. */
export function listAudit(query: NonNullable<RequestContent['query']>): Promise<Page<AuditEntry>> {
  return sendRequest('GET', '/audit', { query });
}

/** The signed head of the chain. */
export function readAuditHead(): Promise<AuditHead> {
  return sendRequest('GET', '/audit/head');
}
