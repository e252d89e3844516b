/** Operations in the database. */
import type { Kysely, Selectable } from 'kysely';
import type {
  OperationPort,
  OperationTerms,
  StoredOperation,
  StoredParticipant,
} from '../../services/operation-ports.ts';
import type { Tables } from '../database/tables.ts';

/** Returns the port on the transaction of an agency's view. */
export function createOperationStorage(db: Kysely<Tables>, agency: string): OperationPort {
  return {
    list: async (limit) =>
      (await db.selectFrom('operation').selectAll().orderBy('id', 'desc').limit(limit).execute()).map(operationOf),
    find: async (id) => {
      const row = await db.selectFrom('operation').selectAll().where('id', '=', id).executeTakeFirst();
      return row && operationOf(row);
    },
    findToChange: async (id) => {
      const row = await db
        .selectFrom('operation')
        .selectAll()
        .where('id', '=', id)
        .where('agency', '=', agency)
        .forUpdate()
        .executeTakeFirst();
      return row && operationOf(row);
    },
    add: async (terms, { by, atMs }) => {
      const { id } = await db
        .insertInto('operation')
        .values({
          agency,
          ...columnsOf(terms),
          state: 'planned',
          madeBy: by,
          madeAtMs: atMs,
          closedAtMs: null,
          closeOut: null,
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      return id;
    },
    change: async (id, terms) => {
      await db
        .updateTable('operation')
        .set(({ eb }) => ({ ...columnsOf(terms), version: eb('version', '+', 1) }))
        .where('id', '=', id)
        .execute();
    },
    advance: async (id, state, closed) => {
      await db
        .updateTable('operation')
        .set(({ eb }) => ({
          state,
          version: eb('version', '+', 1),
          ...(closed === undefined ? {} : { closedAtMs: closed.atMs, closeOut: JSON.stringify(closed.closeOut) }),
        }))
        .where('id', '=', id)
        .execute();
    },
    participants: async (id) =>
      (
        await db
          .selectFrom('operationParticipant')
          .selectAll()
          .where('operationId', '=', id)
          .orderBy('agency')
          .execute()
      ).map(participantOf),
    invite: async (id, { powers, offices, countries, contacts, state, agency: invited }, atMs) => {
      const values = {
        powers: JSON.stringify(powers),
        offices: JSON.stringify(offices),
        countries: JSON.stringify(countries),
        contacts: JSON.stringify(contacts),
        state,
        invitedAtMs: atMs,
        answeredBy: null,
        answeredAtMs: null,
      };
      await db
        .insertInto('operationParticipant')
        .values({ operationId: id, agency: invited, ...values })
        .onConflict((conflict) => conflict.columns(['operationId', 'agency']).doUpdateSet(values))
        .execute();
    },
    answer: async (id, { powers, contacts, state }, { by, atMs }) => {
      await db
        .updateTable('operationParticipant')
        .set({
          powers: JSON.stringify(powers),
          contacts: JSON.stringify(contacts),
          state,
          answeredBy: by,
          answeredAtMs: atMs,
        })
        .where('operationId', '=', id)
        .where('agency', '=', agency)
        .execute();
    },
  };
}

function columnsOf({ name, purpose, legalBasis, scope, plan, handling, reportsDueMs }: OperationTerms) {
  return {
    name,
    purpose,
    legalBasis,
    scope: JSON.stringify(scope),
    plan: JSON.stringify(plan),
    handling: JSON.stringify(handling),
    reportsDueMs,
  };
}

function operationOf(row: Selectable<Tables['operation']>): StoredOperation {
  return {
    ...row,
    purpose: row.purpose as StoredOperation['purpose'],
    scope: row.scope as StoredOperation['scope'],
    plan: row.plan as StoredOperation['plan'],
    handling: row.handling as StoredOperation['handling'],
    closedAtMs: row.closedAtMs ?? undefined,
    closeOut: (row.closeOut as StoredOperation['closeOut'] | null) ?? undefined,
  };
}

function participantOf(row: Selectable<Tables['operationParticipant']>): StoredParticipant {
  return {
    ...row,
    powers: row.powers as StoredParticipant['powers'],
    offices: row.offices as readonly string[],
    countries: row.countries as readonly string[],
    contacts: row.contacts as StoredParticipant['contacts'],
    answeredBy: row.answeredBy ?? undefined,
    answeredAtMs: row.answeredAtMs ?? undefined,
  };
}
