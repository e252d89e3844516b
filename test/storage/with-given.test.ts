import { type Kysely, sql } from 'kysely';
import { beforeEach, expect, it } from 'vitest';
import { asAgency } from '../../src/storage/agency-view.ts';
import type { Tables } from '../../src/storage/database/tables.ts';
import { openAgencyView } from '../../src/storage/open-agency-view.ts';
import { withGiven } from '../../src/storage/with-given.ts';
import { makeMeasure } from '../factories/measure-record.ts';
import { openHandling, readAtMs, recordOf, sharedStore } from '../factories/shared-store.ts';
import { onBothDatabases } from './contracts/on-both-databases.ts';
import { storeUnderTest } from './contracts/store-under-test.ts';

onBothDatabases('what agreements give in a view', ({ database, empty }) => {
  const under = storeUnderTest(database);
  const shared = sharedStore(database);

  beforeEach(async () => {
    await empty();
    await shared.addAgencies();
    await sql`insert into setting (name, value) values ('sharing', 'network')`.execute(database().db);
    const measure = {
      ...makeMeasure({ reference: 'B1', day: 18_012 }),
      id: 'BOREALIS/M1',
      agency: 'BOREALIS',
      handling: openHandling('BOREALIS'),
    };
    await under.load([recordOf('BOREALIS', 'B1', { day: 18_010 }), measure], { agency: 'BOREALIS' });
    await under.count();
    await under.promote();
    await under.score();
    await shared.index();
  });

  /** Tables behind row-level security in which an agency sees any row. */
  const tablesSeen = (agency: string, isAsking: boolean): Promise<string[]> =>
    asAgency(
      database().db,
      { agency, nowMs: readAtMs },
      (trx, scope) => ({ view: Object.assign(openAgencyView(trx, scope).view, { trx }), beforeCommit: async () => {} }),
      async (view) => {
        const { trx } = view as unknown as { trx: Kysely<Tables> };
        const look = async (): Promise<string[]> => {
          const { rows } = await sql<{ name: string; column: string }>`
            select relname as name, (
              select attname from pg_attribute where attrelid = pg_class.oid and attnum > 0
                and has_column_privilege(pg_class.oid, attnum, 'select') order by attnum limit 1
            ) as column
            from pg_class where relrowsecurity and relkind = 'r' order by relname`.execute(trx);
          const seen: string[] = [];
          for (const { name, column } of rows) {
            if (column === null) continue;
            const { rows: found } = await sql`select ${sql.ref(column)} from ${sql.table(name)} limit 1`.execute(trx);
            if (found.length > 0) seen.push(name);
          }
          return seen;
        };
        return isAsking ? withGiven(trx, look) : look();
      },
    );

  it('is what an agreement says and nothing else, for whoever asks for it', async () => {
    expect(await tablesSeen('AURELIA', true)).toEqual([]);
    await shared.agree();
    expect(await tablesSeen('AURELIA', true)).toEqual([
      'agreement',
      'consignment',
      'consignment_reference',
      'consignment_search',
      'fact',
      'look_out',
      'look_out_match',
      'result_link',
    ]);
    expect(await tablesSeen('AURELIA', false)).toEqual(['agreement', 'look_out']);
    expect(await tablesSeen('CORVIA', true)).toEqual([]);
  });

  it('leaves out what only another kind would give', async () => {
    await shared.agree({ kinds: ['results'] });
    expect(await tablesSeen('AURELIA', true)).toEqual(['agreement', 'fact']);
  });

  it('never has the scores, batches and counts of its giver', async () => {
    await shared.agree();
    const own = await tablesSeen('BOREALIS', true);
    for (const table of ['consignment_score', 'item_score', 'batch', 'batch_book']) {
      expect(own).toContain(table);
      expect(await tablesSeen('AURELIA', true)).not.toContain(table);
    }
  });
});
