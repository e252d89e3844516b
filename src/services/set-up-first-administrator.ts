/** Makes the first account of an installation. */
import { actorLabel } from '../domain/actor.ts';
import { installationAgency } from '../domain/agency.ts';
import { drawOneTimePassword } from './draw-secrets.ts';
import type { Ports } from './ports.ts';
import type { Store } from './store-ports.ts';

const name = 'administrator';

/**
 * Makes an administrator of the installation where there is no account at all; of several processes that try at once, one does.
 * @returns name and one-time password, to be shown to whoever sits at the terminal and written nowhere; undefined where somebody is there already.
 */
export async function setUpFirstAdministrator(
  ports: Pick<Ports, 'clock' | 'passwords' | 'secrets'>,
  { people }: Pick<Store, 'people'>,
): Promise<{ readonly name: string; readonly oneTimePassword: string } | undefined> {
  if ((await people.accounts.list()).length > 0) return undefined;
  const atMs = ports.clock.nowMs();
  const oneTimePassword = drawOneTimePassword(ports.secrets);
  const account = {
    name,
    displayName: 'Administrator',
    agency: installationAgency,
    role: 'administrator' as const,
    passwordHash: await ports.passwords.hash(oneTimePassword),
    mustChangePassword: true,
    createdAtMs: atMs,
  };
  const isMade = await people.change(async ({ accounts, audit }) => {
    const id = await accounts.addFirst(account);
    if (id === undefined) return false;
    const entry = { atMs, actor: 'system', agency: installationAgency, action: 'create-person' };
    const payload = { name, role: account.role };
    await audit.append({ ...entry, subject: actorLabel({ kind: 'person', id }), payload });
    return true;
  });
  return isMade ? { name, oneTimePassword } : undefined;
}
