/** A store whose PostgreSQL goes away. */
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../../src/storage/database/open-database.ts';
import { describeWithPostgres } from '../../support/postgres.ts';
import { type PrivatePostgres, startPostgres } from '../../support/start-postgres.ts';

describeWithPostgres('a store on a PostgreSQL that is restarted', () => {
  let server: PrivatePostgres;
  let database: Database;
  beforeAll(async () => {
    server = await startPostgres();
    database = await openDatabase(server.url());
  });
  afterAll(async () => {
    await database?.close();
    await server?.remove();
  });

  const away = { code: 'store-unusable', kind: 'unavailable' };
  const ask = () => sql`select 1`.execute(database.db);

  for (const end of ['stop', 'kill'] as const) {
    it(`says that it is away, and goes on by itself (${end})`, async () => {
      const sleeping = sql`select pg_sleep(30)`.execute(database.db).catch((error: unknown) => error);
      const inTransaction = database.db
        .transaction()
        .execute(async (trx) => {
          await sql`select 1`.execute(trx);
          await sleeping;
          await sql`select 1`.execute(trx);
        })
        .catch((error: unknown) => error);
      await ask();
      await server[end]();
      expect(await sleeping).toMatchObject(away);
      expect(await inTransaction).toMatchObject(away);
      await expect(ask()).rejects.toMatchObject(away);
      await server.start();
      await ask();
    });
  }

  it('tells a statement that is wrong from a server that is away', async () => {
    await expect(sql`select 1 / 0`.execute(database.db)).rejects.toMatchObject({ code: '22012' });
  });
});
