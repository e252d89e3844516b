import { onBothDatabases } from './contracts/on-both-databases.ts';
import { describeOperationContract } from './contracts/operation-contract.ts';

onBothDatabases('operations', describeOperationContract);
