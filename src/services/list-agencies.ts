/** Lists agencies. */

import { type ChangeAuthor, reaches } from './change-author.ts';
import type { Agency } from './people-ports.ts';
import type { Store } from './store-ports.ts';

/** Returns agencies in order of code: the reader's own, or all for those of the installation. */
export async function listAgencies(
  { people }: Pick<Store, 'people'>,
  by: Pick<ChangeAuthor, 'agency'>,
): Promise<readonly Agency[]> {
  return (await people.agencies.list()).filter(({ code }) => reaches(by, code));
}
