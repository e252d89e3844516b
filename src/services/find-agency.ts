/** Finds the agency that a change is about. */
import { isAgencyCode } from '../domain/agency.ts';
import { AppError } from '../errors.ts';
import { type ChangeAuthor, reaches } from './change-author.ts';
import type { Agency, PeoplePorts } from './people-ports.ts';

/**
 * Returns an agency that an author's changes reach.
 * @throws `not-found` where it is not there or not the author's.
 */
export async function findAgency(
  { agencies }: Pick<PeoplePorts, 'agencies'>,
  by: ChangeAuthor,
  code: string,
): Promise<Agency> {
  const agency = isAgencyCode(code) && reaches(by, code) ? await agencies.find(code) : undefined;
  if (agency === undefined) throw new AppError('not-found', { what: 'agency', name: code });
  return agency;
}

/**
 * Returns an agency that is to be given something new.
 * @throws `not-found`, also where it is disabled.
 */
export async function findEnabledAgency(
  ports: Pick<PeoplePorts, 'agencies'>,
  by: ChangeAuthor,
  code: string,
): Promise<Agency> {
  const agency = await findAgency(ports, by, code);
  if (agency.disabledAtMs !== undefined) throw new AppError('not-found', { what: 'agency', name: code });
  return agency;
}
