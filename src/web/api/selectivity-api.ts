/** Rules and harm policies, and how often selections find something. */
import type { Deadlines, HarmPolicies, HarmPolicy, HitRates, Procedures, Rule, RuleCheck } from './contract.ts';
import { sendRequest } from './send-request.ts';

/** Versions of rules, those that have ended among them where they are asked for. */
export function listRules(hasEnded: boolean): Promise<{ readonly items: readonly Rule[] }> {
  return sendRequest('GET', '/rules', { query: { ended: String(hasEnded) } });
}

/** Says what is wrong with the text of a rule. */
export function checkRule(text: string): Promise<RuleCheck> {
  return sendRequest('POST', '/rules/check', { body: { text } });
}

/** Versions of the harm policy, and the one that ships. */
export function listPolicies(hasEnded: boolean): Promise<HarmPolicies> {
  return sendRequest('GET', '/policies', { query: { ended: String(hasEnded) } });
}

/** What has versions: the part of the address that names it. */
export type VersionPlace = 'rules' | 'policies';

/** Writes a draft. */
export function writeVersion(place: VersionPlace, text: string): Promise<Rule | HarmPolicy> {
  return sendRequest('POST', `/${place}`, { body: { text } });
}

/** Takes a step with a version. */
export function takeStep(
  place: VersionPlace,
  id: number,
  step: 'dry-run' | 'approval' | 'live',
): Promise<Rule | HarmPolicy> {
  return sendRequest('POST', `/${place}/${id}/${step}`);
}

/** Ends a version. */
export function retireVersion(place: VersionPlace, id: number, reason: string): Promise<Rule | HarmPolicy> {
  return sendRequest('POST', `/${place}/${id}/retirement`, { body: { reason } });
}

/** Hit rates by source. */
export function readHitRates(query: { readonly days: string; readonly countFrom: string }): Promise<HitRates> {
  return sendRequest('GET', '/statistics/hit-rates', { query });
}

/** Names of procedures and calendars. */
export function listProcedures(): Promise<Procedures> {
  return sendRequest('GET', '/procedures');
}

/** Clocks of procedure. */
export function readDeadlines(query: {
  readonly procedure: string;
  readonly calendar: string;
  readonly overdueOnly: string;
}): Promise<Deadlines> {
  return sendRequest('GET', '/deadlines', { query });
}
