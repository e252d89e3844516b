/** Holds, and the operators that are asked for them. */
import type { HoldAnswer } from '../../domain/hold.ts';
import type { Hold, Operator, OperatorInput, OperatorKept, Page } from './contract.ts';
import { apiAddress, type RequestContent, sendRequest } from './send-request.ts';

/** A page of holds, the youngest first. */
export function listHolds(query: NonNullable<RequestContent['query']>): Promise<Page<Hold>> {
  return sendRequest('GET', '/holds', { query });
}

/** Address of the hold list as CSV. */
export function holdListAddress(query: NonNullable<RequestContent['query']>): string {
  return apiAddress('/holds.csv', query);
}

/** Records what an operator says of a hold. */
export function answerHold(reference: string, answer: HoldAnswer): Promise<Hold> {
  return sendRequest('POST', `/holds/${reference}/answer`, { body: { answer } });
}

/** Operators of an agency; of the own where none is named. */
export function listOperators(agency?: string): Promise<{ readonly items: readonly Operator[] }> {
  return sendRequest('GET', '/operators', { query: { agency } });
}

/** Adds an operator; the secret of its webhook is shown once. */
export function addOperator(agency: string | undefined, body: OperatorInput): Promise<OperatorKept> {
  return sendRequest('POST', '/operators', { query: { agency }, body });
}

/** Changes an operator; another webhook gets another secret, which is shown once. */
export function changeOperator(
  agency: string | undefined,
  { id, version }: Pick<Operator, 'id' | 'version'>,
  body: OperatorInput,
): Promise<OperatorKept> {
  return sendRequest('PUT', `/operators/${id}`, { query: { agency }, body, version });
}

/** Ends an operator. */
export function disableOperator(agency: string | undefined, operatorId: number): Promise<void> {
  return sendRequest('DELETE', `/operators/${operatorId}`, { query: { agency } });
}
