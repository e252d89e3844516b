/** The audit in the database. */
import { randomBytes } from 'node:crypto';
import { type Kysely, type Selectable, sql } from 'kysely';
import type { AuditAnchor, AuditRecord } from '../domain/audit-entry.ts';
import { erasingAction } from '../domain/audit-entry.ts';
import type { AgencyAuditPort, AuditFilter, AuditPage, AuditPort, NewAuditEntry } from '../services/audit-ports.ts';
import { canonicalJson } from '../util/canonical-json.ts';
import { gatherCalls } from '../util/gather-calls.ts';
import { recurring } from './database/recurring.ts';
import type { Tables } from './database/tables.ts';

/** Rows read at once. */
const rowsAtOnce = 1000;
/** Entries are counted exactly up to here. */
const countedExactly = 1000;
const saltBytes = 32;
/** Entries of one write. */
const entriesAtOnce = 500;

/** Returns the audit of the whole store on a database. */
export function createAuditStorage(db: Kysely<Tables>): AuditPort {
  // Every write waits for the disk, and one serves all who ask meanwhile.
  const write = gatherCalls(
    async (groups: readonly (readonly NewAuditEntry[])[]): Promise<readonly undefined[]> => {
      await appendAudit(db, groups.flat());
      return groups.map(() => undefined);
    },
    { atMost: entriesAtOnce, sizeOf: (entries) => entries.length },
  );
  return {
    append: (entry) => write([entry]),
    appendMany: write,
    find: (filter) => findAudit(db, filter),
    head: () =>
      db
        .selectFrom('auditEntry')
        .select(['sequence', 'hash', 'atMs'])
        .orderBy('sequence', 'desc')
        .limit(1)
        .executeTakeFirst(),
    readAll: (afterSequence = 0) => readAll(db, afterSequence),
    erasePayloads: ({ sequences, atMs, actor, ground }) =>
      db.transaction().execute(async (trx) => {
        const { rows } = await sql<{ sequence: number }>`
          delete from audit_payload using audit_entry
          where audit_payload.sequence = any(${[...sequences]}::bigint[])
            and audit_entry.sequence = audit_payload.sequence and audit_entry.action <> ${erasingAction}
          returning audit_payload.sequence`.execute(trx);
        if (rows.length === 0) return 0;
        const erased = rows.map(({ sequence }) => sequence).sort((a, b) => a - b);
        const payload = { sequences: erased, ground };
        await appendAudit(trx, [{ atMs, actor, agency: '', action: erasingAction, payload }]);
        return erased.length;
      }),
    keepAnchor: async (anchor) => {
      const bytes = { hash: Buffer.from(anchor.hash), signature: Buffer.from(anchor.signature) };
      await db
        .insertInto('auditAnchor')
        .values({ ...anchor, ...bytes, publicKey: Buffer.from(anchor.publicKey) })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    anchors: async (): Promise<readonly AuditAnchor[]> =>
      db.selectFrom('auditAnchor').selectAll().orderBy('sequence').orderBy('anchoredAtMs').execute(),
  };
}

/** The audit of an agency's view, and what stores it. */
export interface AgencyAudit {
  readonly port: AgencyAuditPort;
  /** Stores what was handed over; the last thing before the view's transaction commits. */
  flush(): Promise<void>;
}

/**
 * Returns the audit of an agency's view in its transaction. Entries wait until `flush`: whoever adds to the chain holds its end until the transaction is over, and would wait with it
 * in hand for locks that others hold who want to add as well.
 */
export function createAgencyAudit(trx: Kysely<Tables>): AgencyAudit {
  const waiting: NewAuditEntry[] = [];
  return {
    port: {
      append: async (entry) => void waiting.push(entry),
      appendMany: async (entries) => void waiting.push(...entries),
      find: (filter) => findAudit(trx, filter),
    },
    flush: () => appendAudit(trx, waiting.splice(0)),
  };
}

/** Adds entries inside a transaction of their cause, which nothing but its commit should follow. */
export async function appendAudit(db: Kysely<Tables>, entries: readonly NewAuditEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const prepared = entries.map(({ atMs, actor, agency, action, subject, payload }) => ({
    atMs,
    actor: storable(actor),
    agency: storable(agency),
    action: storable(action),
    subject: subject === undefined ? undefined : storable(subject),
    salt: randomBytes(saltBytes).toString('hex'),
    payload: canonicalJson(payload),
  }));
  await recurring(db, 'audit-append', sql`select audit_append(${JSON.stringify(prepared)}::json)`);
}

/** A text as the database can hold it. */
function storable(text: string): string {
  return Buffer.from(text.replaceAll('\0', '\ufffd'), 'utf8').toString('utf8');
}

async function findAudit(db: Kysely<Tables>, filter: AuditFilter): Promise<AuditPage> {
  const { fromMs, toMs, beforeSequence, limit } = filter;
  let found = db.selectFrom('auditEntry as entry');
  for (const name of ['agency', 'action', 'actor', 'subject'] as const) {
    const wanted = filter[name];
    if (wanted !== undefined) found = found.where(`entry.${name}`, '=', storable(wanted));
  }
  if (fromMs !== undefined) found = found.where('entry.atMs', '>=', fromMs);
  if (toMs !== undefined) found = found.where('entry.atMs', '<', toMs);
  const counted = found.select('entry.sequence').limit(countedExactly + 1);
  const { total } = await db
    .selectFrom(counted.as('counted'))
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const behind = beforeSequence === undefined ? found : found.where('entry.sequence', '<', beforeSequence);
  const sequences = await behind.select('entry.sequence').orderBy('entry.sequence', 'desc').limit(limit).execute();
  const records = await readRecords(
    db,
    sequences.map(({ sequence }) => sequence),
  );
  return {
    entries: records.reverse(),
    total: Math.min(total, countedExactly),
    isTotalExact: total <= countedExactly,
  };
}

async function* readAll(db: Kysely<Tables>, afterSequence: number) {
  for (let last = afterSequence; ; ) {
    const { rows } = await sql<{ sequence: number }>`
      select sequence from audit_entry where sequence > ${last} order by sequence limit ${rowsAtOnce}`.execute(db);
    if (rows.length === 0) return;
    const sequences = rows.map(({ sequence }) => sequence);
    last = sequences.at(-1)!;
    yield await readRecords(db, sequences);
  }
}

type RecordRow = Selectable<Tables['auditEntry']> & {
  readonly salt: Buffer | null;
  readonly text: string | null;
};

/** Entries in order of sequence. */
async function readRecords(db: Kysely<Tables>, sequences: readonly number[]): Promise<AuditRecord[]> {
  const { rows } = await sql<RecordRow>`
    select audit_entry.*, audit_payload.salt, audit_payload.payload::text as text
    from audit_entry left join audit_payload on audit_payload.sequence = audit_entry.sequence
    where audit_entry.sequence = any(${[...sequences]}::bigint[]) order by audit_entry.sequence`.execute(db);
  return rows.map(({ salt, text, subject, ...entry }) => ({
    ...entry,
    subject: subject ?? undefined,
    payload: salt === null || text === null ? undefined : { salt, text },
  }));
}
