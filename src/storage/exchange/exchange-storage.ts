/** Partners and packages in the database. */
import { type Kysely, sql } from 'kysely';
import type { ExchangePort, KeptPackage } from '../../services/exchange-ports.ts';
import { agreementOf, selectAgreements } from '../agreement-storage.ts';
import type { Tables } from '../database/tables.ts';

/** Returns the port on a database. */
export function createExchangeStorage(db: Kysely<Tables>): ExchangePort {
  return {
    partners: async () => {
      const rows = await db.selectFrom('exchangePartner').selectAll().orderBy('id').execute();
      return rows.map((row) => ({ ...row, removedAtMs: row.removedAtMs ?? undefined }));
    },
    addPartner: async (partner) => {
      const { id } = await db
        .insertInto('exchangePartner')
        .values({ ...partner, removedAtMs: null })
        .returning('id')
        .executeTakeFirstOrThrow();
      return id;
    },
    removePartner: async (id, atMs) => {
      const { numUpdatedRows } = await db
        .updateTable('exchangePartner')
        .set({ removedAtMs: atMs })
        .where('id', '=', id)
        .where('removedAtMs', 'is', null)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
    agreements: async () => (await selectAgreements(db).orderBy('agreement.id').execute()).map(agreementOf),
    packages: async () => {
      const rows = await db
        .selectFrom('exchangePackage')
        .selectAll()
        .orderBy('atMs', 'desc')
        .orderBy('id')
        .limit(1000)
        .execute();
      return rows.map(packageOf);
    },
    findPackage: async (id, direction) => {
      const row = await db
        .selectFrom('exchangePackage')
        .selectAll()
        .where('id', '=', id)
        .where('direction', '=', direction)
        .executeTakeFirst();
      return row && packageOf(row);
    },
    keepPackage: async (kept) => {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('exchangePackage')
        .values({ ...kept, manifest: JSON.stringify(kept.manifest) })
        .onConflict((conflict) => conflict.columns(['id', 'direction']).doNothing())
        .executeTakeFirst();
      return (numInsertedOrUpdatedRows ?? 0n) > 0n;
    },
    setPackageState: async (id, direction, state) => {
      await db
        .updateTable('exchangePackage')
        .set({ state })
        .where('id', '=', id)
        .where('direction', '=', direction)
        .execute();
    },
    recordsOfFiles: async (fileNames) => {
      const { rows } = await sql<{ record: string }>`
        select distinct coalesce(consignment.reference, fact.natural_key) as record
        from fact join batch on batch.id = fact.batch_id
        left join consignment on consignment.id = fact.consignment_id and fact.kind in ('declaration', 'manifest')
        where batch.file_name = any(${fileNames}::text[])
        order by record`.execute(db);
      return rows.map(({ record }) => record);
    },
    lookOutSources: async (agency, atMs) => {
      const { rows } = await sql<{ source: string }>`
        select distinct fact.natural_key as source
        from look_out join fact on fact.id = look_out.source_fact_id
        where fact.agency = ${agency} and fact.kind = 'measure'
          and look_out.withdrawn_at_ms is null and look_out.expires_at_ms > ${atMs}
        order by source`.execute(db);
      return rows.map(({ source }) => source);
    },
  };
}

type Row = Omit<KeptPackage, 'manifest'> & { readonly manifest: unknown };

function packageOf(row: Row): KeptPackage {
  const manifest = typeof row.manifest === 'string' ? JSON.parse(row.manifest) : row.manifest;
  return { ...row, manifest: manifest as KeptPackage['manifest'] };
}
