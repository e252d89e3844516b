import { sql } from 'kysely';
import { createFactStorage } from '../../src/storage/fact-storage.ts';
import { createHistoryStorage } from '../../src/storage/history-storage.ts';
import { createModelRoleStorage } from '../../src/storage/model-role-storage.ts';
import { createScoreStorage } from '../../src/storage/score-storage.ts';
import { onBothDatabases } from './contracts/on-both-databases.ts';
import { describeScoreContract } from './contracts/score-contract.ts';

onBothDatabases('scores', ({ database, empty, isConcurrent }) => {
  const countOf = async (table: string, isCurrent: boolean): Promise<number> => {
    const { rows } = await sql<{ count: number }>`
      select count(*) as count from ${sql.table(table)} where is_current = ${isCurrent}`.execute(database().db);
    return rows[0]!.count;
  };
  describeScoreContract({
    facts: () => createFactStorage(database().db),
    history: () => createHistoryStorage(database().db),
    scores: () => createScoreStorage(database().db),
    models: () => createModelRoleStorage(database().db),
    empty,
    due: async () => {
      const { rows } = await sql<{ text: string }>`
        select concat_ws(' ', stage, reference, cause) as text
        from score_due join consignment on consignment.id = consignment_id order by stage, reference`.execute(
        database().db,
      );
      return rows.map(({ text }) => text);
    },
    counts: async () => [
      await countOf('item_score', true),
      await countOf('item_score', false),
      await countOf('consignment_score', true),
      await countOf('consignment_score', false),
    ],
    isConcurrent,
  });
});
