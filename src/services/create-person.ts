/** Makes an account for a person. */
import { newAccountName } from '../domain/account-name.ts';
import { actorLabel } from '../domain/actor.ts';
import { installationAgency } from '../domain/agency.ts';
import type { Role } from '../domain/roles.ts';
import { AppError } from '../errors.ts';
import { type ChangeAuthor, reaches } from './change-author.ts';
import { drawOneTimePassword } from './draw-secrets.ts';
import { findEnabledAgency } from './find-agency.ts';
import type { Ports } from './ports.ts';
import { requireLabel } from './require-label.ts';
import type { Store } from './store-ports.ts';

/** A person to be. */
interface NewPerson {
  readonly name: string;
  readonly displayName: string;
  /** `installationAgency` for those who administer or audit the installation itself. */
  readonly agency: string;
  readonly role: Role;
}

/** An account whose first password is shown this once. */
export interface NewlyMade {
  readonly id: number;
  readonly oneTimePassword: string;
}

/** Roles without an agency: they see no case data of any. */
const rolesOfInstallation: readonly Role[] = ['administrator', 'auditor'];

/**
 * Makes an account with a one-time password, which must be changed first of all.
 * @throws `usage`, `not-found` for an agency that is not there, is disabled or is not the author's, `conflict` for a name that is taken.
 */
export async function createPerson(
  ports: Pick<Ports, 'clock' | 'passwords' | 'secrets'>,
  { people }: Pick<Store, 'people'>,
  by: ChangeAuthor,
  { name: given, displayName: shown, agency, role }: NewPerson,
): Promise<NewlyMade> {
  const createdAtMs = ports.clock.nowMs();
  const name = newAccountName(given);
  const displayName = requireLabel('the name of a person', shown);
  if (agency === installationAgency) {
    if (!reaches(by, agency)) throw new AppError('forbidden');
    if (!rolesOfInstallation.includes(role)) {
      throw new AppError('usage', { reason: `a ${role} belongs to an agency; name it` });
    }
  } else {
    await findEnabledAgency(people, by, agency);
  }
  const oneTimePassword = drawOneTimePassword(ports.secrets);
  const passwordHash = await ports.passwords.hash(oneTimePassword);
  const account = { name, displayName, agency, role, passwordHash, mustChangePassword: true, createdAtMs };
  const id = await people.change(async ({ accounts, audit }) => {
    const made = await accounts.add(account);
    await audit.append({
      atMs: createdAtMs,
      actor: by.label,
      agency,
      action: 'create-person',
      subject: actorLabel({ kind: 'person', id: made }),
      payload: { name, displayName, role },
    });
    return made;
  });
  return { id, oneTimePassword };
}
