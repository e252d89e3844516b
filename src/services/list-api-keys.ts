/** Lists the keys of machines. */
import { installationAgency } from '../domain/agency.ts';
import type { ChangeAuthor } from './change-author.ts';
import type { ApiKey } from './people-ports.ts';
import type { Store } from './store-ports.ts';

/** A key as administrators see one: nothing of its secret. */
export type ListedKey = Omit<ApiKey, 'secretHash' | 'isAgencyEnabled'>;

/** Returns keys in order of id: those of the reader's agency, or all for those of the installation. */
export async function listApiKeys(
  { people }: Pick<Store, 'people'>,
  by: Pick<ChangeAuthor, 'agency'>,
): Promise<readonly ListedKey[]> {
  const keys = await people.apiKeys.list(by.agency === installationAgency ? undefined : by.agency);
  return keys.map(({ secretHash: _, isAgencyEnabled: __, ...key }) => key);
}
