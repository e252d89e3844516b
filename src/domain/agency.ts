/** Agencies that share an installation. */
import { AppError } from '../errors.ts';

/** Legal regimes under which agencies hold data; crossing from one to another needs a gateway. */
export const regimes = ['customs', 'police', 'ip-office'] as const;

/** A regime of {@link regimes}. */
export type Regime = (typeof regimes)[number];

/** Stands for the agency of those who administer the installation itself and belong to none: no record is its own. */
export const installationAgency = '';

/** Whether a text can be the code of an agency, as mapping profiles name it. */
export function isAgencyCode(text: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/.test(text);
}

/**
 * Checks the code of an agency, as mapping profiles name it.
 * @throws `usage`.
 */
export function requireAgencyCode(code: string): void {
  if (isAgencyCode(code)) return;
  throw new AppError('usage', {
    reason: `the code of an agency has up to 40 letters, digits, points, hyphens and underscores; got ${code}`,
  });
}
