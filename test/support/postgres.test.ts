import { stat } from 'node:fs/promises';
import { Client } from 'pg';
import { expect, it } from 'vitest';
import { describeWithPostgres, freshDatabase, postgresUrl } from './postgres.ts';
import { startPostgres } from './start-postgres.ts';

async function query(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

describeWithPostgres('the private PostgreSQL', () => {
  it('is 15 or newer, and reached over its socket only', async () => {
    const url = await postgresUrl();
    const [row] = await query(
      url,
      "SELECT current_setting('server_version_num')::int AS version, current_setting('listen_addresses') AS network, current_setting('unix_socket_directories') AS folder",
    );
    expect(row).toMatchObject({ network: '', folder: new URL(url).searchParams.get('host') });
    expect(row?.version).toBeGreaterThanOrEqual(150_000);
    expect((await stat(String(row?.folder))).mode & 0o777).toBe(0o700);
  });

  it('gives databases that are empty, apart from each other, and gone when dropped', async () => {
    const [one, two] = await Promise.all([freshDatabase(), freshDatabase()]);
    await query(one.url, 'CREATE TABLE mine (id int)');
    await expect(query(two.url, 'SELECT * FROM mine')).rejects.toThrow('does not exist');
    expect(
      await query(
        two.url,
        'SELECT datcollate, pg_encoding_to_char(encoding) AS encoding FROM pg_database WHERE datname = current_database()',
      ),
    ).toEqual([{ datcollate: 'C', encoding: 'UTF8' }]);
    await Promise.all([one.drop(), two.drop()]);
    await expect(query(one.url, 'SELECT 1')).rejects.toThrow('does not exist');
  });

  it('can be doubled by one that is killed and started again with what was committed', async () => {
    const own = await startPostgres();
    try {
      await query(own.url(), 'CREATE TABLE kept AS SELECT 7 AS seven');
      const first = own.pid;
      await own.kill();
      expect(own.pid).toBeUndefined();
      await own.start();
      expect(own.pid).not.toBe(first);
      expect(await query(own.url(), 'SELECT * FROM kept')).toEqual([{ seven: 7 }]);
      await own.stop();
      await expect(query(own.url(), 'SELECT 1')).rejects.toThrow();
    } finally {
      await own.remove();
    }
    await expect(stat(own.folder)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
