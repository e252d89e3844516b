import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { migrate, migrations } from '../../../src/storage/database/migrate.ts';
import { onBothDatabases } from '../contracts/on-both-databases.ts';

onBothDatabases('migrate', ({ database }) => {
  /** Tables, columns, indexes and constraints as the catalogue tells of them. */
  async function shape(): Promise<unknown> {
    const { rows: columns } = await sql`
      select table_name, column_name, data_type, is_nullable, column_default from information_schema.columns
      where table_schema = 'public' and table_name not like 'kysely%' order by table_name, ordinal_position`.execute(
      database().db,
    );
    const { rows: indexes } = await sql`
      select indexname, indexdef from pg_indexes where schemaname = 'public' and tablename not like 'kysely%' order by indexname`.execute(
      database().db,
    );
    const { rows: sequences } =
      await sql`select sequencename from pg_sequences where schemaname = 'public' order by 1`.execute(database().db);
    return { columns, indexes, sequences };
  }

  it('goes back from each migration and forward again, leaving nothing behind', async () => {
    const names = Object.keys(migrations);
    // What stands after each on the way back, and then on the way forward from nothing: whatever one of them leaves behind, or makes otherwise, differs.
    const wayBack = new Map<string, unknown>();
    for (const [index, name] of [...names.entries()].reverse()) {
      wayBack.set(name, await shape());
      await migrate(database().db, names[index - 1] ?? 'none');
    }
    expect(await shape()).toEqual({ columns: [], indexes: [], sequences: [] });
    for (const name of names) {
      await migrate(database().db, name);
      expect(await shape(), name).toEqual(wayBack.get(name));
    }
  }, 180_000);

  it('has everything counted again where what is counted grew', async () => {
    const { db } = database();
    await migrate(db, '0008-work-failures');
    await sql`insert into consignment (id, agency, reference, stage, known_at_ms, score_tick)
      values (7, 'TEST', 'TEST/A', 'declaration', 0, 0)`.execute(db);
    await sql`insert into history_state (id, state, label_state, encoding) values (1, 'current', 'confirmed', '')`.execute(
      db,
    );
    await sql`insert into history_counted (fact_id, digest, source) values (1, 1, 1)`.execute(db);
    await migrate(db);
    const { rows } = await sql`select state, (select count(*) from history_counted) as counted,
      (select min(consignment_id) from history_due) as due from history_state`.execute(db);
    expect(rows).toEqual([{ state: 'rebuilding', counted: 0, due: 7 }]);
  });
});
