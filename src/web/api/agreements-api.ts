/** Sharing agreements. */
import type { Agreement, AgreementProposal, Sharing } from './contract.ts';
import { sendRequest } from './send-request.ts';

/** Agreements by which the agency gives or takes. */
export function listAgreements(): Promise<{ readonly items: readonly Agreement[] }> {
  return sendRequest('GET', '/agreements');
}

/** Proposes an agreement. */
export function proposeAgreement(body: AgreementProposal): Promise<Agreement> {
  return sendRequest('POST', '/agreements', { body });
}

/** Signs an agreement for the agency. */
export function approveAgreement(agreementId: number): Promise<Agreement> {
  return sendRequest('POST', `/agreements/${agreementId}/approval`);
}

/** Ends an agreement, or withdraws a draft. */
export function endAgreement(agreementId: number, reason: string): Promise<Agreement> {
  return sendRequest('POST', `/agreements/${agreementId}/end`, { body: { reason } });
}

/** What the installation is. */
export function readSharing(): Promise<Sharing> {
  return sendRequest('GET', '/sharing');
}

/** Makes the installation a single command centre or a network. */
export function changeSharing(body: Sharing): Promise<Sharing> {
  return sendRequest('PUT', '/sharing', { body });
}
