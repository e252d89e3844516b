/** Finds the account that a change is about. */
import { actorLabel } from '../domain/actor.ts';
import { AppError } from '../errors.ts';
import { type ChangeAuthor, reaches } from './change-author.ts';
import type { Account } from './people-ports.ts';
import type { Store } from './store-ports.ts';

/**
 * Returns an account that an author's changes reach and that is not the author's own.
 * @throws `not-found` where it is not there or of another agency, `refused` for the author's own.
 */
export async function findPerson({ people }: Pick<Store, 'people'>, by: ChangeAuthor, id: number): Promise<Account> {
  const account = await people.accounts.get(id);
  if (account === undefined || !reaches(by, account.agency)) {
    throw new AppError('not-found', { what: 'person', name: id });
  }
  if (actorLabel({ kind: 'person', id }) === by.label) {
    throw new AppError('refused', { reason: 'nobody does this to the own account; ask another administrator' });
  }
  return account;
}
