/** Lists the people of an agency. */
import { installationAgency } from '../domain/agency.ts';
import type { Role } from '../domain/roles.ts';
import type { ChangeAuthor } from './change-author.ts';
import type { Account } from './people-ports.ts';
import type { Ports } from './ports.ts';
import type { Store } from './store-ports.ts';

/** A person as administrators and auditors see one. */
export interface ListedPerson {
  readonly id: number;
  readonly name: string;
  readonly displayName: string;
  readonly agency: string;
  readonly role: Role;
  readonly hasCode: boolean;
  /** Whether the one-time password is still to be changed. */
  readonly mustChangePassword: boolean;
  readonly isLocked: boolean;
  readonly createdAtMs: number;
  readonly disabledAtMs: number | undefined;
}

/** Returns people in order of name: those of the reader's agency, or everybody for those of the installation. */
export async function listPeople(
  { clock }: Pick<Ports, 'clock'>,
  { people }: Pick<Store, 'people'>,
  by: Pick<ChangeAuthor, 'agency'>,
): Promise<readonly ListedPerson[]> {
  const nowMs = clock.nowMs();
  const accounts = await people.accounts.list(by.agency === installationAgency ? undefined : by.agency);
  return accounts.map((account) => listed(account, nowMs));
}

function listed(account: Account, nowMs: number): ListedPerson {
  const { id, name, displayName, agency, role, mustChangePassword, createdAtMs, disabledAtMs } = account;
  return {
    id,
    name,
    displayName,
    agency,
    role,
    hasCode: account.codeEnrolledAtMs !== undefined,
    mustChangePassword,
    isLocked: (account.lockedUntilMs ?? 0) > nowMs,
    createdAtMs,
    disabledAtMs,
  };
}
