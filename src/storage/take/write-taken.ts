/** Writes batches that were taken in, with everything that is made of them, in one statement. */
import { sql, type Transaction } from 'kysely';
import type { Handling } from '../../domain/handling.ts';
import { isOpenConsignment, mayMatchAgency } from '../../domain/look-out.ts';
import type { MadeConsignmentScore } from '../../services/score-ports.ts';
import type { HistoryVersion } from '../../services/take-ports.ts';
import { recurring } from '../database/recurring.ts';
import type { Tables } from '../database/tables.ts';
import { packFeatures } from '../pack-features.ts';
import type { PlainBatch, PlainConsignment, PlainFact } from './plain-batch.ts';
import { contentOf, type MetLookOut } from './read-situation.ts';

/** A consignment with its ids. */
interface NumberedConsignment extends PlainConsignment {
  readonly id: number;
  readonly factIds: readonly number[];
}

/** A batch with its ids. */
export interface NumberedBatch extends PlainBatch {
  readonly id: number;
  readonly consignments: readonly NumberedConsignment[];
}

/** The end of the work that a batch was. */
export interface EndedWork {
  readonly workId: number;
  readonly uploadId: number;
  readonly outcome: unknown;
}

/** What is written. */
export interface TakenRows {
  readonly batches: readonly NumberedBatch[];
  /** Of all consignments or of none; those without one are due. */
  readonly scores: readonly MadeConsignmentScore[];
  readonly lookOuts: readonly MetLookOut[];
  readonly ended: readonly EndedWork[];
  readonly nowMs: number;
}

/** Writes everything and returns the version of the history at that moment. */
export async function writeTaken(trx: Transaction<Tables>, taken: TakenRows): Promise<HistoryVersion> {
  const { batches, scores, nowMs } = taken;
  const json = (rows: readonly object[]): string => JSON.stringify(rows);
  const isScored = scores.length > 0;
  const consignments = batches.flatMap((batch) => batch.consignments.map((one) => ({ batch, one })));
  const everyone = consignments.map(({ batch, one }) => ({ id: one.id, since: batch.small.batch.receivedAtMs }));
  const due = isScored ? [] : everyone;
  const {
    rows: [row],
  } = await recurring<HistoryVersion>(
    trx,
    'take-write',
    sql`
    with new_batch as (
      insert into batch (id, file_name, profile, agency, sha256, byte_count, received_at_ms, handling, expires_on, state,
        rows_done, rows_total, columns)
      overriding system value
      select id, file_name, profile, agency, decode(sha256, 'hex'), byte_count, received_at_ms, handling::json, expires_on,
        'loaded', rows, rows, columns::json
      from json_to_recordset(${json(batches.map(batchRow))}::json) as one(id bigint, file_name text, profile text, agency text,
        sha256 text, byte_count bigint, received_at_ms bigint, handling text, expires_on text, rows bigint, columns text)
    ), new_book as (
      insert into batch_book (batch_id, record_kind, accepted, rejected, added, revised, duplicate)
      select id, 'declaration', rows, 0, rows, 0, 0
      from json_to_recordset(${json(batches.map(bookRow))}::json) as one(id bigint, rows bigint)
    ), new_consignment as (
      insert into consignment (id, agency, reference, stage, amendment, known_at_ms, score_tick, office, channel, release_cut_off_ms)
      select * from json_to_recordset(${json(consignments.map(({ one }) => consignmentRow(one)))}::json) as one(id bigint,
        agency text, reference text, stage text, amendment int, known_at_ms bigint, score_tick int, office text, channel text,
        release_cut_off_ms bigint)
    ), new_reference as (
      insert into consignment_reference (key, consignment_id)
      select * from json_to_recordset(${json(
        consignments.flatMap(({ one }) => one.linkKeys.map((key) => ({ key, id: one.id }))),
      )}::json) as one(key text, id bigint)
    ), new_fact as (
      insert into fact (id, kind, agency, natural_key, amendment, known_at_ms, known_tick, score_tick, content_hash, is_current,
        batch_id, row, consignment_id, item_number, tlp, expires_on, body)
      select id, 'declaration', agency, natural_key, amendment, known_at_ms, known_tick, score_tick, decode(content_hash, 'hex'),
        true, batch_id, row, consignment_id, item_number, tlp, expires_on, body::json
      from json_to_recordset(${json(consignments.flatMap(({ batch, one }) => factRows(batch, one)))}::json) as one(id bigint,
        agency text, natural_key text, amendment int, known_at_ms bigint, known_tick int, score_tick int, content_hash text,
        batch_id bigint, row bigint, consignment_id bigint, item_number int, tlp text, expires_on text, body text)
    ), new_due as (
      insert into history_due (consignment_id, first_tick)
      select * from json_to_recordset(${json(
        consignments.map(({ one }) => ({ id: one.id, first_tick: one.firstTick })),
      )}::json) as one(id bigint, first_tick int)
      returning id
    ), new_score_due as (
      insert into score_due (consignment_id, since_ms, history_mark, cause)
      select id, since, greatest((select max(id) from new_due), (select coalesce(max(id), 0) from history_due)), 'items'
      from json_to_recordset(${json(due)}::json) as one(id bigint, since bigint)
    ), new_search_due as (
      insert into search_due (consignment_id, since_ms)
      select * from json_to_recordset(${json(everyone)}::json) as one(id bigint, since bigint)
    ), new_item_score as (
      insert into item_score (fact_id, scored_at_ms, margin, probability, tick, model_id, is_current, features)
      select id, ${nowMs}::bigint, margin, probability, tick, model_id, true, decode(features, 'hex')
      from json_to_recordset(${json(scores.flatMap(itemScoreRows))}::json) as one(id bigint, margin float8, probability float8,
        tick int, model_id smallint, features text)
    ), new_consignment_score as (
      insert into consignment_score (consignment_id, scored_at_ms, margin, probability, tick, item_number, model_id, is_current)
      select id, ${nowMs}::bigint, margin, probability, tick, item_number, model_id, true
      from json_to_recordset(${json(scores.map(scoreRow))}::json) as one(id bigint, margin float8, probability float8, tick int,
        item_number int, model_id smallint)
    ), new_match as (
      insert into look_out_match (look_out_id, consignment_id, matched_at_ms)
      select * from json_to_recordset(${json(matchRows(taken))}::json) as one(look_out bigint, id bigint, at bigint)
    ), ended as (
      update work set state = 'done', attempts = attempts + 1, started_at_ms = ${nowMs}::bigint, finished_at_ms = ${nowMs}::bigint,
        outcome = one.outcome::json, failure = null
      from json_to_recordset(${json(taken.ended.map(endedRow))}::json) as one(id bigint, upload bigint, outcome text)
      where work.id = one.id
    ), cleared as (
      delete from upload using json_to_recordset(${json(taken.ended.map(endedRow))}::json) as one(upload bigint)
      where upload.id = one.upload
    )
    select coalesce(version, 0) as version, coalesce(to_json(recent_first_ticks), '[]') as recent_first_ticks
    from (select 1) as one left join history_state on true`,
  );
  return row!;
}

function batchRow(batch: NumberedBatch) {
  const { fileName, profile, agency, byteCount, receivedAtMs, handling, rowsTotal, columns } = batch.small.batch;
  return {
    id: batch.id,
    file_name: fileName,
    profile,
    agency,
    sha256: contentOf(batch).slice(0, 64),
    byte_count: byteCount,
    received_at_ms: receivedAtMs,
    handling: JSON.stringify(handling),
    expires_on: handling.expiresOn,
    rows: rowsTotal,
    columns: columns === undefined ? undefined : JSON.stringify(columns),
  };
}

function bookRow({ id, facts }: NumberedBatch) {
  return { id, rows: facts.length };
}

function consignmentRow({ id, reference, header, headerOf, scoreTick: _ }: NumberedConsignment) {
  return {
    id,
    agency: header.agency,
    reference,
    stage: header.stage,
    amendment: headerOf.amendment,
    known_at_ms: headerOf.knownAtMs,
    score_tick: headerOf.scoreTick,
    office: header.office,
    channel: header.channel,
    release_cut_off_ms: header.times.releaseCutOff?.epochMs,
  };
}

function factRows(batch: NumberedBatch, { id, facts, factIds }: NumberedConsignment) {
  return facts.map((fact: PlainFact, index) => ({
    id: factIds[index],
    agency: fact.agency,
    natural_key: fact.naturalKey,
    amendment: fact.amendment,
    known_at_ms: fact.knownAtMs,
    known_tick: fact.knownTick,
    score_tick: fact.scoreTick,
    content_hash: fact.contentHash,
    batch_id: batch.id,
    row: fact.record.origin.row,
    consignment_id: id,
    item_number: fact.itemNumber,
    tlp: fact.record.consignment.handling.tlp,
    expires_on: fact.record.consignment.handling.expiresOn,
    body: fact.body,
  }));
}

function itemScoreRows({ items, modelId }: MadeConsignmentScore) {
  return items.map(({ factId, margin, probability, tick, features }) => ({
    id: factId,
    margin,
    probability,
    tick,
    model_id: modelId,
    features: packFeatures(features).toString('hex'),
  }));
}

function scoreRow({ consignmentId, modelId, highest }: MadeConsignmentScore) {
  const { margin, probability, tick, record } = highest!;
  return { id: consignmentId, margin, probability, tick, item_number: record.item.itemNumber, model_id: modelId };
}

function matchRows({ batches, lookOuts }: TakenRows) {
  const rows: { look_out: number; id: number; at: number }[] = [];
  if (lookOuts.length === 0) return rows;
  for (const { small, consignments } of batches) {
    const atMs = small.batch.receivedAtMs;
    for (const { id, header, headerOf, lookOutKeys } of consignments) {
      const releaseCutOffMs = header.times.releaseCutOff?.epochMs;
      if (!isOpenConsignment({ knownAtMs: headerOf.knownAtMs, releaseCutOffMs }, atMs)) continue;
      const keys = new Set(lookOutKeys);
      for (const { id: lookOut, key, handling, expiresAtMs } of lookOuts) {
        if (!keys.has(key) || expiresAtMs <= atMs) continue;
        if (mayMatchAgency(JSON.parse(handling) as Handling, header.agency))
          rows.push({ look_out: lookOut, id, at: atMs });
      }
    }
  }
  return rows;
}

function endedRow({ workId, uploadId, outcome }: EndedWork) {
  return { id: workId, upload: uploadId, outcome: JSON.stringify(outcome) };
}
