/** What is held on persons, in an agency's view. */
import { type Kysely, sql } from 'kysely';
import type { Handling } from '../domain/handling.ts';
import type { HeldVersion, PersonPort } from '../services/person-ports.ts';
import type { Tables } from './database/tables.ts';
import { readRejectedRows, readVersions } from './erasure/read-versions.ts';
import { withGiven } from './with-given.ts';

/**
 * Returns the port on the transaction of a view.
 * @param agency whose rectifications are added; what is read is what the view lets see.
 */
export function createPersonStorage(db: Kysely<Tables>, agency: string): PersonPort {
  return {
    versions: (kinds, afterId = 0) => piecesWithGiven(db, readVersions(db, kinds, afterId)),
    rejectedRows: () => readRejectedRows(db),
    held: async (names, limit) => {
      const select = sql<{
        id: number;
        kind: HeldVersion['kind'];
        agency: string;
        isCurrent: boolean;
        knownAtMs: number;
        file: string | null;
        profile: string | null;
        body: HeldVersion['record'];
      }>`
        select fact.id, fact.kind, fact.agency, fact.is_current, fact.known_at_ms, batch.file_name as file, batch.profile, fact.body
        from fact left join batch on batch.id = fact.batch_id
        where fact.id in (
            select fact.id from consignment join fact on fact.consignment_id = consignment.id
            where consignment.reference = any(${[...names]}::text[])
            union
            select id from fact where natural_key = any(${[...names]}::text[]) and kind in ('examination', 'measure')
          )
          and not exists (select from erasing_fact where erasing_fact.fact_id = fact.id)
        order by fact.id limit ${limit}`;
      const { rows } = await withGiven(db, () => select.execute(db));
      return rows.map(({ id, body, file, profile, ...version }) => ({
        ...version,
        factId: id,
        source: file === null || profile === null ? undefined : { file, profile },
        record: body,
      }));
    },
    cases: async (references) => {
      const rows = await db
        .selectFrom('reviewCase')
        .select(['id', 'reference', 'lane', 'state', 'decision', 'reason', 'decidedAtMs'])
        .select(({ selectFrom }) =>
          selectFrom('caseNote')
            .whereRef('caseNote.caseId', '=', 'reviewCase.id')
            .select(({ fn }) => fn.countAll<number>().as('notes'))
            .as('notes'),
        )
        .where('reference', '=', sql<string>`any(${[...references]}::text[])`)
        .orderBy('id')
        .execute();
      return rows.map(({ decision, reason, decidedAtMs, notes, ...one }) => ({
        ...one,
        decision: decision ?? undefined,
        reason: reason ?? undefined,
        decidedAtMs: decidedAtMs ?? undefined,
        notes: notes ?? 0,
      }));
    },
    lookOuts: async (partyKeys) => {
      const keys = partyKeys.flatMap((key) => [key, `sender:${key}`]);
      const rows = await db
        .selectFrom('lookOut')
        .select(['id', 'kind', 'grade', 'subject', 'handling', 'madeAtMs', 'expiresAtMs', 'withdrawnAtMs'])
        .where('key', '=', sql<string>`any(${keys}::text[])`)
        .orderBy('id')
        .execute();
      return rows.map(({ handling, withdrawnAtMs, ...one }) => ({
        ...one,
        handling: handling as unknown as Handling,
        withdrawnAtMs: withdrawnAtMs ?? undefined,
      }));
    },
    rectifications: (references) =>
      db
        .selectFrom('rectification')
        .select(['reference', 'atMs', 'madeBy', 'disputed', 'state'])
        .where('reference', '=', sql<string>`any(${[...references]}::text[])`)
        .orderBy('id')
        .execute(),
    addRectifications: async (made) => {
      if (made.length === 0) return;
      await db
        .insertInto('rectification')
        .values(made.map((one) => ({ ...one, agency })))
        .execute();
    },
  };
}

/** Reads pieces that hold what agreements give; whoever uses them in between does not have it. */
async function* piecesWithGiven<T>(db: Kysely<Tables>, pieces: AsyncGenerator<T>): AsyncGenerator<T> {
  for (;;) {
    const piece = await withGiven(db, () => pieces.next());
    if (piece.done === true) return;
    yield piece.value;
  }
}
