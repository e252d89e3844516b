import { describeLookOutContract } from './contracts/look-out-contract.ts';
import { onBothDatabases } from './contracts/on-both-databases.ts';

onBothDatabases('look-outs', describeLookOutContract);
