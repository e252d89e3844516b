/** Versions of target lists in the database, and what other agencies were given of them. */
import { type Kysely, type Selectable, sql } from 'kysely';
import type { ListedTarget, ListMark } from '../../domain/list-version.ts';
import type { ListDelivery, ListVersionPort, StoredList } from '../../services/operation-ports.ts';
import type { Tables } from '../database/tables.ts';
import { readExecution } from './read-execution.ts';

const rowsAtOnce = 2000;

/** Returns the port on the transaction of an agency's view. */
export function createListVersionStorage(db: Kysely<Tables>, agency: string): ListVersionPort {
  const lists = (operationId: number) =>
    db
      .selectFrom('listVersion')
      .selectAll()
      .select(sql<number>`json_array_length(targets)`.as('targetCount'))
      .where('operationId', '=', operationId)
      .where('agency', '=', agency);
  return {
    add: async ({ operationId, targets, figures, policy, seed, made, draw, claims }) => {
      const { id, version } = await db
        .insertInto('listVersion')
        .values(({ selectFrom }) => ({
          agency,
          operationId,
          version: selectFrom('listVersion as earlier')
            .select(sql<number>`coalesce(max(earlier.version), 0) + 1`.as('next'))
            .where('earlier.operationId', '=', operationId)
            .where('earlier.agency', '=', agency),
          targets: JSON.stringify(targets),
          figures: JSON.stringify(figures),
          policy,
          seed,
          madeBy: made.by,
          madeByName: made.name,
          madeAtMs: made.atMs,
          approvedBy: null,
          approvedByName: null,
          approvedAtMs: null,
          sentBy: null,
          sentByName: null,
          sentAtMs: null,
          recalledBy: null,
          recalledByName: null,
          recalledAtMs: null,
          recallReason: null,
          targetListId: null,
        }))
        .returning(['id', 'version'])
        .executeTakeFirstOrThrow();
      await db
        .insertInto('listDraw')
        .values({ listId: id, agency, draw: JSON.stringify(draw) })
        .execute();
      for (let from = 0; from < claims.length; from += rowsAtOnce) {
        const rows = claims.slice(from, from + rowsAtOnce).map((claim) => ({ listId: id, agency, ...claim }));
        await db.insertInto('targetClaim').values(rows).execute();
      }
      return version;
    },
    list: async (operationId) => (await lists(operationId).orderBy('version', 'desc').execute()).map(listOf),
    find: async (operationId, version) => {
      const row = await lists(operationId).where('version', '=', version).executeTakeFirst();
      return row && listOf(row);
    },
    targets: async (listId) => {
      const { targets } = await db
        .selectFrom('listVersion')
        .select('targets')
        .where('id', '=', listId)
        .executeTakeFirstOrThrow();
      return targets as readonly ListedTarget[];
    },
    approve: async (listId, { by, name, atMs }) => {
      await db
        .updateTable('listVersion')
        .set({ approvedBy: by, approvedByName: name, approvedAtMs: atMs })
        .where('id', '=', listId)
        .execute();
    },
    send: async (listId, { by, name, atMs }, deliveries) => {
      await db
        .updateTable('listVersion')
        .set({ sentBy: by, sentByName: name, sentAtMs: atMs })
        .where('id', '=', listId)
        .execute();
      if (deliveries.length === 0) return;
      const rows = deliveries.map(({ targets, recalledAtMs: _, recallReason: __, ...delivery }) => ({
        ...delivery,
        listId,
        maker: agency,
        targets: JSON.stringify(targets),
        recalledAtMs: null,
        recallReason: null,
      }));
      await db.insertInto('listDelivery').values(rows).execute();
    },
    recall: async (listId, { by, name, atMs }, reason) => {
      await db
        .updateTable('listVersion')
        .set({ recalledBy: by, recalledByName: name, recalledAtMs: atMs, recallReason: reason })
        .where('id', '=', listId)
        .execute();
      await db
        .updateTable('listDelivery')
        .set({ targets: '[]', recalledAtMs: atMs, recallReason: reason })
        .where('listId', '=', listId)
        .execute();
      await db.deleteFrom('targetClaim').where('listId', '=', listId).execute();
    },
    keepTargetList: async (listId, targetListId) => {
      await db.updateTable('listVersion').set({ targetListId }).where('id', '=', listId).execute();
    },
    deliveries: async (operationId) =>
      (
        await db
          .selectFrom('listDelivery')
          .selectAll()
          .where('operationId', '=', operationId)
          .orderBy('id', 'desc')
          .execute()
      ).map(deliveryOf),
    execution: (references) => readExecution(db, agency, references),
  };
}

type ListRow = Omit<Selectable<Tables['listVersion']>, 'targets' | 'seed'> & { readonly targetCount: number };

function listOf(row: ListRow): StoredList {
  return {
    id: row.id,
    operationId: row.operationId,
    agency: row.agency,
    version: row.version,
    figures: row.figures as StoredList['figures'],
    policy: row.policy,
    made: { by: row.madeBy, name: row.madeByName, atMs: row.madeAtMs },
    approved: markOf(row.approvedBy, row.approvedByName, row.approvedAtMs),
    sent: markOf(row.sentBy, row.sentByName, row.sentAtMs),
    recalled: markOf(row.recalledBy, row.recalledByName, row.recalledAtMs),
    recallReason: row.recallReason ?? undefined,
    targetListId: row.targetListId ?? undefined,
    targetCount: row.targetCount,
  };
}

function markOf(by: string | null, name: string | null, atMs: number | null): ListMark | undefined {
  return by === null || name === null || atMs === null ? undefined : { by, name, atMs };
}

function deliveryOf(row: Selectable<Tables['listDelivery']>): ListDelivery {
  return {
    operationId: row.operationId,
    maker: row.maker,
    agency: row.agency,
    version: row.version,
    targets: row.targets as ListDelivery['targets'],
    outside: row.outside,
    heldBack: row.heldBack,
    sentAtMs: row.sentAtMs,
    recalledAtMs: row.recalledAtMs ?? undefined,
    recallReason: row.recallReason ?? undefined,
  };
}
