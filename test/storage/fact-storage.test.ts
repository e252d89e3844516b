import { createFactStorage } from '../../src/storage/fact-storage.ts';
import { describeFactContract } from './contracts/fact-contract.ts';
import { onBothDatabases } from './contracts/on-both-databases.ts';

onBothDatabases('facts', ({ database, empty }) => {
  describeFactContract({
    port: () => createFactStorage(database().db),
    empty,
    links: async () => {
      const rows = await database()
        .db.selectFrom('resultLink')
        .innerJoin('fact', 'fact.id', 'resultLink.factId')
        .innerJoin('consignment', 'consignment.id', 'resultLink.consignmentId')
        .select(['fact.naturalKey', 'consignment.reference'])
        .orderBy('fact.naturalKey')
        .execute();
      return rows.map(({ naturalKey, reference }) => `${naturalKey} → ${reference}`);
    },
    dueCount: async () => {
      const { due } = await database()
        .db.selectFrom('historyDue')
        .select(({ fn }) => fn.countAll<number>().as('due'))
        .executeTakeFirstOrThrow();
      return due;
    },
  });
});
