import { createAuditStorage } from '../../src/storage/audit-storage.ts';
import { createPeopleStorage } from '../../src/storage/people-storage.ts';
import { onBothDatabases } from './contracts/on-both-databases.ts';
import { describePeopleContract } from './contracts/people-contract.ts';

onBothDatabases('people', ({ database, empty }) => {
  describePeopleContract({
    people: () => createPeopleStorage(database().db),
    audit: () => createAuditStorage(database().db),
    empty,
  });
});
