import { createUploadStorage } from '../../src/storage/upload-storage.ts';
import { createWorkStorage } from '../../src/storage/work-storage.ts';
import { onBothDatabases } from './contracts/on-both-databases.ts';
import { describeWorkContract } from './contracts/work-contract.ts';

onBothDatabases('due work', ({ database, empty }) => {
  describeWorkContract({
    work: () => createWorkStorage(database().db),
    uploads: () => createUploadStorage(database().db),
    empty,
  });
});
