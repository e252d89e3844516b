/** Frozen targets. */
import type { Disclosure, FrozenTarget, Page } from './contract.ts';
import { type RequestContent, sendRequest } from './send-request.ts';

/** A page of frozen targets, the youngest first. */
export function listFrozenTargets(query: NonNullable<RequestContent['query']>): Promise<Page<FrozenTarget>> {
  return sendRequest('GET', '/frozen-targets', { query });
}

/** Lays a frozen target open; `concerned` are roles of whoever it is about. */
export function discloseTarget(
  targetId: number,
  concerned: readonly string[],
  purpose: string | undefined,
): Promise<Disclosure> {
  const query = { concerned: concerned.length === 0 ? undefined : concerned.join(',') };
  return sendRequest('GET', `/frozen-targets/${targetId}/disclosure`, { query, purpose });
}

/** Keeps erasures from a frozen target. */
export function setLegalHold(targetId: number, ground: string, untilMs: number): Promise<void> {
  return sendRequest('PUT', `/frozen-targets/${targetId}/hold`, { body: { ground, untilMs } });
}

/** Lifts a legal hold. */
export function liftLegalHold(targetId: number): Promise<void> {
  return sendRequest('DELETE', `/frozen-targets/${targetId}/hold`);
}
