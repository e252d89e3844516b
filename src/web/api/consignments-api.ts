/** Consignments outside the queue. */
import type { ConsignmentDetail, FoundConsignment, Page } from './contract.ts';
import { type RequestContent, sendRequest } from './send-request.ts';

/** A page of what was found, the youngest first. */
export function searchConsignments(
  query: NonNullable<RequestContent['query']>,
  purpose: string | undefined,
): Promise<Page<FoundConsignment>> {
  return sendRequest('GET', '/consignments', { query, purpose });
}

/** A consignment as far as it may be seen. */
export function readConsignment(
  agency: string,
  reference: string,
  purpose: string | undefined,
): Promise<ConsignmentDetail> {
  const path = `/consignments/${encodeURIComponent(agency)}/${encodeURIComponent(reference)}`;
  return sendRequest('GET', path, { purpose });
}
