/** Whether a target may leave for an audience, by its handling. `may-see.ts` decides on leaving the installation; this adds for whom. */
import { type Audience, isOutsider } from './audience.ts';
import type { Handling } from './handling.ts';
import { isShareable, type Sight } from './may-see.ts';

/** Why a target is held back. */
export type ReleaseRefusal = 'export' | 'label' | 'purpose';

/**
 * Returns why a target may not leave for an audience, or undefined where it may. `export`: its label, codes, expiry or owner let it leave in no file. `label`: it may not leave its owner's
 * organisation, and the audience is outside. `purpose`: it may not be used for what the audience wants it for. An operator learns nothing but its own references, and so the last two do not
 * hold there.
 */
export function releaseRefusal(
  handling: Handling,
  { mayExport }: Pick<Sight, 'mayExport'>,
  audience: Audience,
  purpose: string,
): ReleaseRefusal | undefined {
  if (!mayExport) return 'export';
  if (!isOutsider(audience) || audience === 'operator') return undefined;
  if (!isShareable({ ...handling, purposes: ['any'] })) return 'label';
  return handling.purposes.includes(purpose) ? undefined : 'purpose';
}

/** Audiences under another law of data protection than customs: what goes to them needs a gateway that is named. */
export function needsGateway(audience: Audience): boolean {
  return audience === 'police' || audience === 'court';
}
