import { describeErasureContract } from './contracts/erasure-contract.ts';
import { onBothDatabases } from './contracts/on-both-databases.ts';

onBothDatabases('erasure', describeErasureContract);
