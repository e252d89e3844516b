/** What is held on persons. */
import type { PersonExtract, RectifiedPerson, RectifyPerson } from './contract.ts';
import { sendRequest } from './send-request.ts';

/** Everything that is held on a party, as `src/matching/parties/party-query.ts` names it. */
export function extractPerson(party: string): Promise<PersonExtract> {
  return sendRequest('POST', '/persons/extract', { body: { party } });
}

/** Notes what a person disputes, and corrects records of the own agency. */
export function rectifyPerson(body: RectifyPerson): Promise<RectifiedPerson> {
  return sendRequest('POST', '/persons/rectify', { body });
}
