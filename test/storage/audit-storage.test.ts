import { createAuditStorage } from '../../src/storage/audit-storage.ts';
import { describeAuditContract } from './contracts/audit-contract.ts';
import { onBothDatabases } from './contracts/on-both-databases.ts';

onBothDatabases('audit', (given) => {
  describeAuditContract({ ...given, audit: () => createAuditStorage(given.database().db) });
});
