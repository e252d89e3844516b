/** Writes cases as a ranking makes them. */
import { type Kysely, sql } from 'kysely';
import type { RankedCase } from '../../services/case-ports.ts';
import type { Tables } from '../database/tables.ts';

interface WrittenRow {
  readonly id: number;
  readonly reference: string;
}

/**
 * Makes cases or brings them up to date, in one statement, and replaces what they are found by. Whoever has a case in hand keeps it, and a decision stays as it is.
 * COPY is not for tables under row-level security, so the rows come as one JSON text.
 */
export async function writeCases(
  db: Kysely<Tables>,
  agency: string,
  cases: readonly RankedCase[],
  nowMs: number,
): Promise<readonly number[]> {
  if (cases.length === 0) return [];
  const rows = cases.map(({ terms: _, contentHash, ...one }) => ({
    ...one,
    contentHash: Buffer.from(contentHash).toString('hex'),
  }));
  const { rows: written } = await sql<WrittenRow>`
    insert into review_case (
      agency, consignment_id, reference, stage, office, channel, lane, is_target, place, margin, probability, summary,
      content_hash, score_key, rules, has_look_out, sealed, release_cut_off_ms, state, opened_at_ms
    )
    select ${agency}, made."consignmentId", made.reference, made.stage, made.office, made.channel, made.lane,
      made."isTarget", made.place, made.margin, made.probability, made.summary, decode(made."contentHash", 'hex'),
      made."scoreKey", made.rules, made."hasLookOut", made.sealed, made."releaseCutOffMs",
      case when made.sealed = 'suppress' then 'suppressed' else 'open' end, ${nowMs}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as made (
      "consignmentId" bigint, reference text, stage text, office text, channel text, lane text, "isTarget" boolean,
      place float8, margin float8, probability float8, summary json, "contentHash" text, "scoreKey" text,
      rules json,
      "hasLookOut" boolean, sealed text, "releaseCutOffMs" bigint
    )
    on conflict (reference) do update set
      consignment_id = excluded.consignment_id, stage = excluded.stage, office = excluded.office,
      channel = excluded.channel, lane = excluded.lane, is_target = excluded.is_target, place = excluded.place,
      margin = excluded.margin, probability = excluded.probability, summary = excluded.summary,
      content_hash = excluded.content_hash, score_key = excluded.score_key,
      reasons = case when review_case.score_key is not distinct from excluded.score_key then review_case.reasons end,
      rules = excluded.rules, has_look_out = excluded.has_look_out, sealed = excluded.sealed, release_cut_off_ms = excluded.release_cut_off_ms,
      state = case
        when review_case.state = 'closed' then excluded.state
        when excluded.sealed = 'suppress' and review_case.state in ('open', 'claimed') then 'suppressed'
        else review_case.state end,
      claimed_by = case when excluded.sealed = 'suppress' then null else review_case.claimed_by end,
      claimed_by_name = case when excluded.sealed = 'suppress' then null else review_case.claimed_by_name end,
      claimed_until_ms = case when excluded.sealed = 'suppress' then null else review_case.claimed_until_ms end,
      version = review_case.version + 1
    where review_case.agency = ${agency}
    returning id, reference`.execute(db);
  const idOf = new Map(written.map(({ id, reference }) => [reference, id]));
  const terms = cases.flatMap(({ reference, terms: words }) =>
    [...new Set(words)].map((term) => ({ term, caseId: idOf.get(reference) })),
  );
  const ids = written.map(({ id }) => id);
  await sql`delete from case_term where case_id = any(${ids}::bigint[])`.execute(db);
  await sql`insert into case_term (agency, term, case_id)
    select ${agency}, made.term, made."caseId"
    from jsonb_to_recordset(${JSON.stringify(terms)}::jsonb) as made (term text, "caseId" bigint)
    on conflict do nothing`.execute(db);
  return cases.map(({ reference }) => idOf.get(reference)!);
}
