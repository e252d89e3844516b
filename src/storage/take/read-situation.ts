/** Asks in one statement for everything that taking batches in depends on. */
import { sql, type Transaction } from 'kysely';
import type { HistoryScopes, ModelRole } from '../../services/score-ports.ts';
import type { HistoryVersion } from '../../services/take-ports.ts';
import { recurring } from '../database/recurring.ts';
import type { Tables } from '../database/tables.ts';
import { type ScopeRow, scopesOf } from '../history/history-scopes.ts';
import type { PlainBatch } from './plain-batch.ts';

/** An active look-out that shares a key with a consignment. */
export interface MetLookOut {
  readonly id: number;
  readonly key: string;
  /** JSON. */
  readonly handling: string;
  readonly expiresAtMs: number;
}

/** How things stand, as of one moment. */
export interface Situation extends HistoryVersion {
  readonly factIds: readonly number[];
  readonly consignmentIds: readonly number[];
  readonly batchIds: readonly number[];
  /** Of what was asked about, what is known already. */
  readonly knownNaturalKeys: ReadonlySet<string>;
  readonly knownReferences: ReadonlySet<string>;
  readonly awaitedKeys: ReadonlySet<string>;
  readonly knownContents: ReadonlySet<string>;
  readonly hasTombstones: boolean;
  readonly hasOtherStages: boolean;
  readonly lookOuts: readonly MetLookOut[];
  readonly history: {
    readonly isCurrent: boolean;
    readonly keyId: string | undefined;
    /** First tick that something which waits to be counted may change; undefined where nothing waits. */
    readonly firstDueTick: number | undefined;
    /** Whether it has taken note of the rights records as they are. */
    readonly knowsRights: boolean;
  };
  readonly rightsSignature: string;
  /** Of the agencies of the batches; see `ScoresToMake`. */
  readonly scopes: HistoryScopes | undefined;
  /** Champion of declarations. */
  readonly model: ModelRole | undefined;
}

interface Row extends HistoryVersion {
  readonly factIds: readonly number[] | null;
  readonly consignmentIds: readonly number[] | null;
  readonly batchIds: readonly number[] | null;
  readonly naturalKeys: readonly string[] | null;
  readonly references: readonly string[] | null;
  readonly awaited: readonly string[] | null;
  readonly contents: readonly string[] | null;
  readonly hasTombstones: boolean;
  readonly hasOtherStages: boolean;
  readonly lookOuts: readonly MetLookOut[] | null;
  readonly state: string | null;
  readonly keyId: string | null;
  readonly firstDueTick: number | null;
  readonly scopes: readonly ScopeRow[] | null;
  readonly rights: string;
  readonly notedRights: string;
  readonly modelId: number | null;
  readonly modelName: string | null;
  readonly modelVersion: string | null;
  readonly needsRetraining: boolean | null;
  readonly reason: string | null;
  readonly promotedAtMs: number | null;
}

/** Returns the name of a batch's content, by which the same bytes are known again. */
export function contentOf({ small: { batch } }: PlainBatch): string {
  return `${Buffer.from(batch.sha256).toString('hex')}|${batch.profile}`;
}

/** Reads the situation, with fresh ids for all that the batches hold. */
export async function readSituation(
  trx: Transaction<Tables>,
  batches: readonly PlainBatch[],
  nowMs: number,
): Promise<Situation> {
  const facts = batches.flatMap((batch) => batch.facts);
  const consignments = batches.flatMap((batch) => batch.consignments);
  const naturalKeys = facts.map(({ naturalKey }) => naturalKey);
  const references = consignments.map(({ reference }) => reference);
  const linkKeys = consignments.flatMap((one) => one.linkKeys);
  const lookOutKeys = [...new Set(consignments.flatMap((one) => one.lookOutKeys))];
  const contents = batches.map(contentOf);
  const agencies = [...new Set(batches.map(({ small }) => small.batch.agency))];
  const {
    rows: [row],
  } = await recurring<Row>(
    trx,
    'take-situation',
    sql`
    select
      (select json_agg(nextval('fact_id')) from generate_series(1, ${facts.length}::int)) as fact_ids,
      (select json_agg(nextval('consignment_id')) from generate_series(1, ${consignments.length}::int)) as consignment_ids,
      (select json_agg(nextval(pg_get_serial_sequence('batch', 'id')))
        from generate_series(1, ${batches.length}::int)) as batch_ids,
      (select json_agg(natural_key) from fact where natural_key = any(${naturalKeys}::text[])) as natural_keys,
      (select json_agg(reference) from consignment where reference = any(${references}::text[])) as references,
      (select json_agg(key) from result_key where key = any(${linkKeys}::text[])) as awaited,
      (select json_agg(content) from unnest(${contents}::text[]) as content
        where exists (
          select from batch where sha256 = decode(split_part(content, '|', 1), 'hex') and profile = split_part(content, '|', 2)
            and state <> 'refused'
        )) as contents,
      exists (select from tombstone) as has_tombstones,
      exists (select from consignment where stage <> 'declaration') as has_other_stages,
      (select json_agg(json_build_object('id', id, 'key', key, 'handling', handling::text, 'expiresAtMs', expires_at_ms))
        from look_out where key = any(${lookOutKeys}::text[]) and withdrawn_at_ms is null) as look_outs,
      history_state.state, history_state.key_id, coalesce(history_state.version, 0) as version,
      coalesce(to_json(history_state.recent_first_ticks), '[]') as recent_first_ticks,
      (select min(first_tick) from history_due) as first_due_tick,
      case when exists (select from setting where name = 'sharing' and value = 'network') then
        (select json_agg(json_build_object('agency', agency, 'sources', touchstone_history_sources(agency, ${nowMs}::bigint)))
          from unnest(${agencies}::text[]) as agency)
      end as scopes,
      (select concat_ws(' ', count(*), sum(id), max(id)) from fact where kind = 'rights-record' and is_current) as rights,
      (select concat_ws(' ', count(*), sum(fact_id), max(fact_id)) from history_right) as noted_rights,
      model.id as model_id, model.name as model_name, model.version as model_version, model.needs_retraining, model.reason,
      model.promoted_at_ms
    from (select 1) as one
    left join history_state on true
    left join model_role as model on model.stage = 'declaration' and model.role = 'champion'`,
  );
  return situationOf(row!);
}

function situationOf(row: Row): Situation {
  return {
    version: row.version,
    recentFirstTicks: row.recentFirstTicks,
    factIds: row.factIds ?? [],
    consignmentIds: row.consignmentIds ?? [],
    batchIds: row.batchIds ?? [],
    knownNaturalKeys: new Set(row.naturalKeys),
    knownReferences: new Set(row.references),
    awaitedKeys: new Set(row.awaited),
    knownContents: new Set(row.contents),
    hasTombstones: row.hasTombstones,
    hasOtherStages: row.hasOtherStages,
    lookOuts: row.lookOuts ?? [],
    history: {
      isCurrent: row.state === null || row.state === 'current',
      keyId: row.keyId ?? undefined,
      firstDueTick: row.firstDueTick ?? undefined,
      knowsRights: row.rights === row.notedRights,
    },
    rightsSignature: row.rights,
    scopes: scopesOf(row.scopes ?? []),
    model:
      row.modelId === null
        ? undefined
        : {
            id: row.modelId,
            name: row.modelName!,
            version: row.modelVersion!,
            stage: 'declaration',
            role: 'champion',
            promotedAtMs: row.promotedAtMs ?? undefined,
            needsRetraining: row.needsRetraining!,
            reason: row.reason ?? undefined,
          },
  };
}
