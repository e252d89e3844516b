/** Look-outs and alerts. */
import type { Alert, LookOut, Page } from './contract.ts';
import { type RequestContent, sendRequest } from './send-request.ts';

/** A page of look-outs, the youngest first. */
export function listLookOuts(query: NonNullable<RequestContent['query']>): Promise<Page<LookOut>> {
  return sendRequest('GET', '/look-outs', { query });
}

/** Ends a look-out of the own agency before its time. */
export function withdrawLookOut(lookOutId: number, reason: string): Promise<void> {
  return sendRequest('POST', `/look-outs/${lookOutId}/withdrawal`, { body: { reason } });
}

/** A page of alerts, the youngest first. */
export function listAlerts(query: NonNullable<RequestContent['query']>): Promise<Page<Alert>> {
  return sendRequest('GET', '/alerts', { query });
}

/** Takes note of an alert. */
export function acknowledgeAlert(alertId: number, note: string | undefined): Promise<Alert> {
  return sendRequest('POST', `/alerts/${alertId}/acknowledgement`, { body: note === undefined ? {} : { note } });
}
