/** Makes an agency. */
import { type Regime, requireAgencyCode } from '../domain/agency.ts';
import { type ChangeAuthor, requireInstallation } from './change-author.ts';
import type { Ports } from './ports.ts';
import { requireLabel } from './require-label.ts';
import type { Store } from './store-ports.ts';

/**
 * Makes an agency under the code that mapping profiles name it by.
 * @throws `usage`, `conflict` for a code that is taken, `forbidden` for whoever is not of the installation itself.
 */
export async function createAgency(
  { clock }: Pick<Ports, 'clock'>,
  { people }: Pick<Store, 'people'>,
  by: ChangeAuthor,
  { code, name: given, regime }: { readonly code: string; readonly name: string; readonly regime: Regime },
): Promise<void> {
  requireInstallation(by);
  requireAgencyCode(code);
  const atMs = clock.nowMs();
  const name = requireLabel('the name of an agency', given);
  await people.change(async ({ agencies, audit }) => {
    await agencies.add({ code, name, regime, createdAtMs: atMs });
    const entry = { atMs, actor: by.label, agency: code, action: 'create-agency', subject: `agency:${code}` };
    await audit.append({ ...entry, payload: { name, regime } });
  });
}
