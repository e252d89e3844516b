/** People, agencies, sessions and keys in the database. */
import type { Kysely } from 'kysely';
import type { PeoplePort } from '../services/people-ports.ts';
import { createAgencyAudit } from './audit-storage.ts';
import type { Tables } from './database/tables.ts';
import { createAccountStorage } from './people/account-storage.ts';
import { createAgencyStorage } from './people/agency-storage.ts';
import { createApiKeyStorage } from './people/api-key-storage.ts';
import { createSessionStorage } from './people/session-storage.ts';

/** Returns the port of people on a database. */
export function createPeopleStorage(db: Kysely<Tables>): PeoplePort {
  return {
    ...portsOn(db),
    change: (run) =>
      db.transaction().execute(async (trx) => {
        const audit = createAgencyAudit(trx);
        const result = await run({ ...portsOn(trx), audit: audit.port });
        await audit.flush();
        return result;
      }),
  };
}

function portsOn(db: Kysely<Tables>): Omit<PeoplePort, 'change'> {
  return {
    agencies: createAgencyStorage(db),
    accounts: createAccountStorage(db),
    sessions: createSessionStorage(db),
    apiKeys: createApiKeyStorage(db),
  };
}
