import { onBothDatabases } from './contracts/on-both-databases.ts';
import { describeTakeContract } from './contracts/take-contract.ts';

onBothDatabases('taking consignments in at once', describeTakeContract);
