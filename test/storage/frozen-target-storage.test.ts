import { describeFrozenTargetContract } from './contracts/frozen-target-contract.ts';
import { onBothDatabases } from './contracts/on-both-databases.ts';

onBothDatabases('frozen targets', describeFrozenTargetContract);
