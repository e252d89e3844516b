import { sql } from 'kysely';
import { createFactStorage } from '../../src/storage/fact-storage.ts';
import { createHistoryStorage } from '../../src/storage/history-storage.ts';
import { describeHistoryContract } from './contracts/history-contract.ts';
import { onBothDatabases } from './contracts/on-both-databases.ts';

onBothDatabases('history', ({ database, empty }) => {
  const texts = async (table: string): Promise<string[]> => {
    const { rows } = await sql<{ text: string }>`
      select one::text as text from ${sql.table(table)} as one order by 1`.execute(database().db);
    return rows.map(({ text }) => text);
  };
  describeHistoryContract({
    facts: () => createFactStorage(database().db),
    history: () => createHistoryStorage(database().db),
    empty,
    cells: async () => [
      ...(await texts('history_cell')),
      '',
      ...(await texts('history_peer')),
      '',
      ...(await texts('history_text')),
    ],
    spoil: async () => {
      await sql`update history_cell set seen = seen + 1 where (key_high, key_low) = (0, 1)`.execute(database().db);
    },
    retract: async (naturalKey) => {
      await database()
        .db.transaction()
        .execute(async (trx) => {
          const gone = await trx
            .updateTable('fact')
            .set({ isCurrent: false })
            .where('naturalKey', '=', naturalKey)
            .where('isCurrent', '=', true)
            .returning(['id', 'consignmentId'])
            .execute();
          for (const { id, consignmentId } of gone) {
            await trx
              .insertInto('historyDue')
              .values(consignmentId === null ? { consignmentId: null, factId: id } : { consignmentId, factId: null })
              .execute();
            await sql`insert into history_due (consignment_id) select consignment_id from result_link where fact_id = ${id}`.execute(
              trx,
            );
            await trx.deleteFrom('resultLink').where('factId', '=', id).execute();
          }
        });
    },
  });
});
