/** Disables an agency. */
import { type ChangeAuthor, requireInstallation } from './change-author.ts';
import { findAgency } from './find-agency.ts';
import type { Ports } from './ports.ts';
import type { Store } from './store-ports.ts';

/**
 * Disables an agency: nobody of it is signed in from now on and none of its keys works; its records stay. Done twice it does nothing.
 * @throws `not-found`, `forbidden` for whoever is not of the installation itself.
 */
export async function disableAgency(
  { clock }: Pick<Ports, 'clock'>,
  { people }: Pick<Store, 'people'>,
  by: ChangeAuthor,
  code: string,
): Promise<void> {
  requireInstallation(by);
  const atMs = clock.nowMs();
  await people.change(async ({ agencies, audit }) => {
    await findAgency({ agencies }, by, code);
    if (!(await agencies.disable(code, atMs))) return;
    const entry = { atMs, actor: by.label, agency: code, action: 'disable-agency', subject: `agency:${code}` };
    await audit.append({ ...entry, payload: {} });
  });
}
