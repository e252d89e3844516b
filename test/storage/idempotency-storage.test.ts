import { createIdempotencyStorage } from '../../src/storage/idempotency-storage.ts';
import { describeIdempotencyContract } from './contracts/idempotency-contract.ts';
import { onBothDatabases } from './contracts/on-both-databases.ts';

onBothDatabases('repeated requests', ({ database, empty }) => {
  describeIdempotencyContract({ idempotency: () => createIdempotencyStorage(database().db), empty });
});
