/** An embedded store of people that the tests of one file share, with two agencies. */
import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { AuditPort } from '../../src/services/audit-ports.ts';
import { commandAuthor } from '../../src/services/change-author.ts';
import { createAgency } from '../../src/services/create-agency.ts';
import { createPerson } from '../../src/services/create-person.ts';
import type { PeoplePort } from '../../src/services/people-ports.ts';
import { signIn } from '../../src/services/sign-in.ts';
import type { Store } from '../../src/services/store-ports.ts';
import { asAgency } from '../../src/storage/agency-view.ts';
import { createAuditStorage } from '../../src/storage/audit-storage.ts';
import { type Database, inMemory, openDatabase } from '../../src/storage/database/open-database.ts';
import { openAgencyView } from '../../src/storage/open-agency-view.ts';
import { createPeopleStorage } from '../../src/storage/people-storage.ts';
import { peopleMeans } from '../factories/people-means.ts';
import { emptyTables } from '../storage/contracts/on-both-databases.ts';

/** Defines the store for a file of tests; it is empty but for the agencies before each. */
export function peopleStore() {
  let database: Database;
  const means = peopleMeans();
  const { ports } = means;
  const given = {
    ...means,
    store: {
      people: undefined as unknown as PeoplePort,
      asAgency: ((scope, use) => asAgency(database.db, scope, openAgencyView, use)) as Store['asAgency'],
    },
    audit: undefined as unknown as AuditPort,
    /** Makes a person, who signs in and has a password of her own. */
    async person(name: string, agency = 'AURELIA', role: Parameters<typeof createPerson>[3]['role'] = 'analyst') {
      const made = await createPerson(ports, given.store, commandAuthor, { name, displayName: name, agency, role });
      const password = `own password of somebody ${made.id}`;
      await given.store.people.accounts.setPassword(made.id, `hash of ${password}`, false);
      return { ...made, name, password };
    },
    signIn: (of: { readonly name: string; readonly password: string }, code?: string) =>
      signIn(ports, given.store, { ...of, code }),
    /** Actions of the audit in their order, with actor and subject. */
    async audited(): Promise<readonly string[]> {
      const { entries } = await given.audit.find({ limit: 100 });
      return entries
        .map(({ actor, agency, action, subject }) => `${actor} ${action} ${subject} of ${agency || 'installation'}`)
        .reverse();
    },
  };
  beforeAll(async () => {
    database = await openDatabase(inMemory);
    given.store.people = createPeopleStorage(database.db);
    given.audit = createAuditStorage(database.db);
  });
  beforeEach(async () => {
    await emptyTables(database.db);
    for (const code of ['AURELIA', 'ZETA']) {
      await createAgency(ports, given.store, commandAuthor, { code, name: code, regime: 'customs' });
    }
  });
  afterAll(() => database.close());
  return given;
}
