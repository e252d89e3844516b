/** Overlaps between agencies of one installation, in the database. */
import { type Kysely, sql } from 'kysely';
import { AppError } from '../errors.ts';
import type { OverlapOutcome } from '../services/deconfliction-ports.ts';
import type { AgencyOverlap, AgencyOverlapPort, OverlapPort } from '../services/overlap-ports.ts';
import type { Tables } from './database/tables.ts';

/** Returns the port over the whole store. */
export function createOverlapStorage(db: Kysely<Tables>): OverlapPort {
  return {
    find: (atMs) =>
      db.transaction().execute(async (trx) => {
        const { rows } = await sql<{ agency: string; overlaps: number }>`
          with active as (
            select look_out.id, look_out.key, fact.agency from look_out join fact on fact.id = look_out.source_fact_id
            where look_out.withdrawn_at_ms is null and look_out.expires_at_ms > ${atMs} and look_out.grade <> 'weak'
              and look_out.handling ->> 'tlp' in ('TLP:CLEAR', 'TLP:GREEN', 'TLP:AMBER')
              and (look_out.handling ->> 'isOriginatorControlled')::boolean = false
          ), interest as (
            select key, agency, 'look-out:' || id as subject, null::text as contact from active
            union
            select active.key, review_case.agency, 'case:' || review_case.id, coalesce(claimed_by_name, decided_by_name)
            from active
            join look_out_match on look_out_match.look_out_id = active.id
            join review_case on review_case.consignment_id = look_out_match.consignment_id
            where review_case.state in ('claimed', 'decided')
          ), pairs as (
            select distinct a.key, a.agency as first_agency, b.agency as second_agency
            from interest as a join interest as b on b.key = a.key and a.agency < b.agency
          ), added as (
            insert into overlap (key_hash, first_agency, second_agency, found_at_ms)
            select sha256(convert_to(key, 'UTF8')), first_agency, second_agency, ${atMs} from pairs
            on conflict do nothing returning id, key_hash, first_agency, second_agency
          ), sides as (
            insert into overlap_side (overlap_id, agency, subjects, contact)
            select added.id, interest.agency, array_agg(distinct interest.subject order by interest.subject),
              string_agg(distinct interest.contact, '; ')
            from added join interest on sha256(convert_to(interest.key, 'UTF8')) = added.key_hash
              and interest.agency in (added.first_agency, added.second_agency)
            group by added.id, interest.agency returning agency
          )
          select agency, count(*) as overlaps from sides group by agency order by agency`.execute(trx);
        return new Map(rows.map(({ agency, overlaps }) => [agency, overlaps]));
      }),
  };
}

interface Row {
  readonly id: number;
  readonly foundAtMs: number;
  readonly subjects: readonly string[];
  readonly contact: string | null;
  readonly consentedAtMs: number | null;
  readonly outcome: OverlapOutcome | null;
  readonly otherAgency: string | null;
  readonly otherContact: string | null;
  readonly otherOutcome: OverlapOutcome | null;
}

/** Returns the port on the transaction of a view. */
export function createAgencyOverlapStorage(db: Kysely<Tables>, agency: string): AgencyOverlapPort {
  const read = async (id: number | null): Promise<AgencyOverlap[]> => {
    // The other side is another agency's row, of which a function gives what may be told.
    const { rows } = await sql<Row>`
      select overlap.id, overlap.found_at_ms, own.subjects, own.contact, own.consented_at_ms, own.outcome,
        other.agency as other_agency, other.contact as other_contact, other.outcome as other_outcome
      from overlap join overlap_side as own on own.overlap_id = overlap.id and own.agency = ${agency}
      left join lateral touchstone_overlap_other(overlap.id) as other on true
      where ${id}::bigint is null or overlap.id = ${id}::bigint
      order by overlap.id desc limit 500`.execute(db);
    return rows.map(overlapOf);
  };
  const change = (id: number, values: Record<string, string | number>) =>
    db.updateTable('overlapSide').set(values).where('overlapId', '=', id).where('agency', '=', agency).execute();
  return {
    list: () => read(null),
    get: async (id) => {
      const [found] = await read(id);
      if (found === undefined) throw new AppError('not-found', { what: 'overlap', name: id });
      return found;
    },
    consent: async (id, { by, atMs, contact }) => {
      await change(id, { consentedBy: by, consentedAtMs: atMs, contact });
    },
    recordOutcome: async (id, { outcome, atMs }) => {
      await change(id, { outcome, outcomeAtMs: atMs });
    },
  };
}

function overlapOf(row: Row): AgencyOverlap {
  return {
    id: row.id,
    foundAtMs: row.foundAtMs,
    ownSubjects: row.subjects,
    ownContact: row.contact ?? undefined,
    hasConsented: row.consentedAtMs !== null,
    outcome: row.outcome ?? undefined,
    other:
      row.otherAgency === null
        ? undefined
        : {
            agency: row.otherAgency,
            contact: row.otherContact ?? undefined,
            outcome: row.otherOutcome ?? undefined,
          },
  };
}
