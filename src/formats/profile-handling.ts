/** The handling of what comes by a profile. */
import { defaultHandling, type Handling } from '../domain/handling.ts';
import type { Profile } from './profile.ts';

/** Returns the handling of a profile's records: what the profile says, else its agency's own organisation only. */
export function profileHandling(profile: Profile): Handling {
  if (profile.handling === undefined) return defaultHandling(profile.agency);
  const { handling } = profile;
  // In the order of the strictest: the hash of what a record says depends on it.
  return {
    ownerAgency: profile.agency,
    tlp: handling.tlp,
    sourceGrade: handling.sourceGrade,
    informationGrade: handling.informationGrade,
    europolCodes: handling.europolCodes,
    nationalMarking: handling.nationalMarking,
    isOriginatorControlled: handling.isOriginatorControlled,
    purposes: handling.purposes,
    expiresOn: handling.expiresOn,
  };
}
