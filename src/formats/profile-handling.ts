/** The handling of what comes by a profile. */
import { defaultHandling, type Handling } from '../domain/handling.ts';
import type { Profile } from './profile.ts';

/** Returns the handling of a profile's records: what the profile says, else its agency's own organisation only. */
export function profileHandling(profile: Profile): Handling {
  const strictest = defaultHandling(profile.agency);
  if (profile.handling === undefined) return strictest;
  return { ...strictest, tlp: profile.handling.tlp, purposes: profile.handling.purposes };
}
