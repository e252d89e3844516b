/** Enables an agency again. */
import { type ChangeAuthor, requireInstallation } from './change-author.ts';
import { findAgency } from './find-agency.ts';
import type { Ports } from './ports.ts';
import type { Store } from './store-ports.ts';

/**
 * Enables an agency that was disabled: its people sign in again, for none of their sessions stands, and its keys work, those apart that were disabled or revoked by themselves. Done twice it does nothing.
 * @throws `not-found`, `forbidden` for whoever is not of the installation itself.
 */
export async function enableAgency(
  { clock }: Pick<Ports, 'clock'>,
  { people }: Pick<Store, 'people'>,
  by: ChangeAuthor,
  code: string,
): Promise<void> {
  requireInstallation(by);
  const atMs = clock.nowMs();
  await people.change(async ({ agencies, accounts, sessions, audit }) => {
    await findAgency({ agencies }, by, code);
    if (!(await agencies.enable(code))) return;
    // Sessions that slept while it was disabled do not wake up.
    for (const { id } of await accounts.list(code)) await sessions.revokeAll(id, atMs);
    const entry = { atMs, actor: by.label, agency: code, action: 'enable-agency', subject: `agency:${code}` };
    await audit.append({ ...entry, payload: {} });
  });
}
